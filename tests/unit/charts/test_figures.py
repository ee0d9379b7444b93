"""What all charts share: the day axis."""

from datetime import date
from itertools import pairwise

import pytest

from app.charts.figures import DaySpan, day_axis


@pytest.mark.parametrize("weeks", [1, 4, 7, 8, 13, 26, 52])
def test_day_axis_names_mondays_the_last_one_among_them(weeks: int) -> None:
    span = DaySpan.weeks_up_to(date(2026, 11, 26), weeks)
    named = [date.fromisoformat(day) for day in day_axis(span)["tickvals"]]
    assert (named[-1], len(named) <= 7) == (date(2026, 11, 23), True)
    assert {day.weekday() for day in named} == {0}
    assert len({later - earlier for earlier, later in pairwise(named)}) <= 1
