"""Whatever a field holds comes back from its plain form, through JSON."""

import json
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from app.domain.people.facts import GoalStep
from app.domain.people.plain import plain_value, read_plain
from app.domain.permissions import Role

VALUES: list[tuple[str, Any]] = [
    ("name", "Ana Ruiz"),
    ("active", False),
    ("odoo_id", 7),
    ("role", Role.MANAGER),
    ("phones", ("+13125550101", "+13125550102")),
    ("workdays", (1, 3, 7)),
    ("window_start", time(5, 30)),
    ("started_on", date(2026, 11, 2)),
    ("gallup_strengths", ("Achiever",)),
    ("kpis", ()),
    ("goal_baseline", Decimal("78.50")),
    ("goal_due_on", None),
    ("goal_milestones", (GoalStep(text="Shadow Ben"), GoalStep(text="Solo job", done_on=date(2026, 11, 20)))),
]


@pytest.mark.parametrize(("field", "value"), VALUES)
def test_a_value_comes_back(field: str, value: Any) -> None:
    assert read_plain(field, json.loads(json.dumps(plain_value(value)))) == value
