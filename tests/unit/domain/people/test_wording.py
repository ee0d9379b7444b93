from datetime import date, time
from typing import Any

import pytest

from app.domain.people.facts import GoalStep
from app.domain.people.wording import Names, say_value

NAMES = Names(people={17: "Sam Lee"}, teams={2: "Denver"}, kpis={3: "Callbacks"})


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("manager_id", 17, "Sam Lee"),
        ("manager_id", 99, "number 99"),
        ("team_id", 2, "Denver"),
        ("goal_kpi_id", 3, "Callbacks"),
        ("manager_id", None, None),
        ("phones", (), None),
        ("phones", ("+13125550101", "+13125550102"), "+13125550101, +13125550102"),
        ("active", False, "no"),
        ("window_start", time(5, 30), "05:30"),
        ("started_on", date(2026, 11, 2), "2 Nov 2026"),
        ("holiday_calendar", "", "none"),
        ("holiday_calendar", None, None),
        ("goal_milestones", (GoalStep(text="Solo job", done_on=date(2026, 11, 20)),), "Solo job (done 20 Nov 2026)"),
    ],
)
def test_values_are_said_with_the_names_of_the_day(field: str, value: Any, words: str | None) -> None:
    assert say_value(field, value, NAMES) == words
