import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.imports.cells.work_weeks import read_work_week
from app.domain.phrases import say_workdays


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon–Fri", (1, 2, 3, 4, 5)),
        ("M-F", (1, 2, 3, 4, 5)),
        ("weekdays", (1, 2, 3, 4, 5)),
        ("Monday through Thursday", (1, 2, 3, 4)),
        ("Tue, Wed, Thu, Fri, Sat", (2, 3, 4, 5, 6)),
        ("M/W/F", (1, 3, 5)),
        ("Mo, We-Fr", (1, 3, 4, 5)),
        ("Fri-Mon", (1, 5, 6, 7)),
        ("Thu - Sun", (4, 5, 6, 7)),
        ("Mon and Sat", (1, 6)),
        ("every day", (1, 2, 3, 4, 5, 6, 7)),
        ("Tues. Thurs.", (2, 4)),
    ],
)
def test_days_by_names_ranges_and_lists(text: str, days: tuple[int, ...]) -> None:
    assert read_work_week(text) == days


@pytest.mark.parametrize(
    "text",
    ["4x10", "nights", "6p-4a", "1-5", "12345", "Mon-Thu nights", "Fun-Fri", "T-F", "Mon-Mon", "-", "Mon-Wed-Fri"],
)
def test_what_does_not_name_the_days_is_asked_back(text: str) -> None:
    with pytest.raises(CellProblem, match="On which days"):
        read_work_week(text)


@given(st.sets(st.integers(1, 7), min_size=1))
def test_what_is_written_is_read_back(days: set[int]) -> None:
    week = tuple(sorted(days))
    assert read_work_week(say_workdays(week)) == week
