import pytest

from app.domain.mornings.brief import brief_line
from app.domain.mornings.roster import RosterState

READY, OUT, MISSING = RosterState.READY, RosterState.NOT_READY, RosterState.MISSING


def test_brief_is_the_example_of_the_specification() -> None:
    people = {READY: ["x"] * 18, OUT: ["Bo Lind"] * 2, MISSING: ["Ana Ruiz"], RosterState.OFF: ["Di Off"]}
    assert brief_line(people, blockers=1) == "18 of 21 ready · 2 out · 1 missing (Ana) · 1 blocker open"
    people[RosterState.PENDING] = ["Ed Late"]
    assert brief_line(people, blockers=0) == "18 of 22 ready · 2 out · 1 missing (Ana) · 1 still to call"


def test_zeros_are_left_out() -> None:
    assert brief_line({READY: ["Ana Ruiz", "Bo Lind"]}, blockers=0) == "2 of 2 ready"


@pytest.mark.parametrize("people", [{}, {RosterState.OFF: ["Ana Ruiz"]}])
def test_morning_without_anybody_expected_has_no_brief(people: dict[RosterState, list[str]]) -> None:
    assert brief_line(people, blockers=3) is None


def test_people_with_the_same_first_name_keep_the_last_one() -> None:
    people = {MISSING: ["Ana Ruiz", "Ana Bell", "Cy Young", "Di Fox"], RosterState.UNFINISHED: ["Bo Lind"]}
    assert brief_line(people, blockers=2) == (
        "0 of 5 ready · 4 missing (Ana Ruiz, Ana Bell, Cy +1) · 1 did not finish (Bo) · 2 blockers open"
    )
