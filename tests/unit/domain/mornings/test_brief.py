import pytest

from app.domain.mornings.brief import brief_line
from app.domain.mornings.day_states import DayState

READY, OUT, MISSING = DayState.READY, DayState.NOT_READY, DayState.MISSED


def test_brief_is_the_example_of_the_specification() -> None:
    people = {READY: ["x"] * 18, OUT: ["Bo Lind"] * 2, MISSING: ["Ana Ruiz"], DayState.OFF: ["Di Off"]}
    assert brief_line(people, blockers=1) == "18 of 21 ready · 2 out · 1 no call (Ana) · 1 blocker open"
    people[DayState.AWAITED] = ["Ed Late"]
    assert brief_line(people, blockers=0) == "18 of 22 ready · 2 out · 1 no call (Ana) · 1 no call yet"


def test_zeros_are_left_out() -> None:
    assert brief_line({READY: ["Ana Ruiz", "Bo Lind"]}, blockers=0) == "2 of 2 ready"


@pytest.mark.parametrize("people", [{}, {DayState.OFF: ["Ana Ruiz"]}])
def test_morning_without_anybody_expected_has_no_brief(people: dict[DayState, list[str]]) -> None:
    assert brief_line(people, blockers=3) is None


def test_people_with_the_same_first_name_keep_the_last_one() -> None:
    people = {MISSING: ["Ana Ruiz", "Ana Bell", "Cy Young", "Di Fox"], DayState.UNFINISHED: ["Bo Lind"]}
    assert brief_line(people, blockers=2) == (
        "0 of 5 ready · 4 no call (Ana Ruiz, Ana Bell, Cy +1) · 1 called, did not finish (Bo) · 2 blockers open"
    )
