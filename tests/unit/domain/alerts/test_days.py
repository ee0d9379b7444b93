"""The state of a day out of its calls."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.alerts.days import DayCall, folded, is_blocked, is_personal, names_in_short, obstacles, readiness
from app.domain.checkins.fields import NotReadyReason

SIX = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
SICK = {"ready_status": False, "not_ready_reason": NotReadyReason.SICK}


def call(number: int, **answers: Any) -> DayCall:
    return DayCall(checkin_id=number, at=SIX + timedelta(minutes=number), **answers)


def test_last_call_that_answers_decides_in_whatever_order_they_come() -> None:
    calls = [call(3), call(2, ready_status=True), call(1, **SICK)]
    said = readiness(calls)
    assert said is not None
    assert (said.checkin_id, said.ready_status) == (2, True)


def test_nobody_has_answered_yet() -> None:
    assert readiness([call(1), call(2)]) is None


def test_each_distinct_obstacle_counts_once() -> None:
    calls = [
        call(1, blocker_present=True, blocker_note="The gate is locked."),
        call(2, blocker_present=True, blocker_note="no ladder"),
        call(3, blocker_present=True, blocker_note="the GATE is locked"),
    ]
    assert [(one.checkin_id, one.note) for one in obstacles(calls)] == [(1, "The gate is locked."), (2, "no ladder")]


def test_none_clears_what_was_named_before_and_not_after() -> None:
    gate = call(1, blocker_present=True, blocker_note="gate")
    none, ladder = call(2, blocker_present=False), call(3, blocker_present=True, blocker_note="ladder")
    assert [one.note for one in obstacles([gate, none])] == []
    assert [one.note for one in obstacles([gate, none, ladder])] == ["ladder"]
    assert (is_blocked([gate, none]), is_blocked([gate, none, ladder])) == (False, True)


def test_unnamed_blocker_counts_once_its_call_is_over() -> None:
    talking, over = call(1, blocker_present=True, over=False), call(1, blocker_present=True)
    assert (obstacles([talking]), [one.note for one in obstacles([over])]) == ((), [None])
    assert is_blocked([talking])


def test_unnamed_blocker_says_nothing_new_beside_a_named_one() -> None:
    calls = [call(1, blocker_present=True), call(2, blocker_present=True, blocker_note="gate")]
    assert [one.note for one in obstacles(calls)] == ["gate"]


@pytest.mark.parametrize(
    ("answers", "personal"),
    [
        (SICK, True),
        ({"ready_status": False, "not_ready_reason": NotReadyReason.FAMILY}, True),
        ({"ready_status": False, "not_ready_reason": NotReadyReason.OTHER}, True),
        ({"ready_status": False, "not_ready_reason": NotReadyReason.VEHICLE}, False),
        ({"ready_status": False}, True),
        ({"ready_status": False, "over": False}, False),
        ({"ready_status": True}, False),
        ({}, False),
    ],
)
def test_day_is_personal_by_its_reason(answers: dict[str, Any], personal: object) -> None:
    assert is_personal([call(1, **answers)]) is personal


def test_day_is_personal_only_by_its_final_state() -> None:
    assert not is_personal([call(1, **SICK), call(2, ready_status=True)])
    assert is_personal([call(1, ready_status=True), call(2, **SICK)])


@pytest.mark.parametrize(
    ("one", "other"), [("Gate code!", "gate  CODE"), ("No compressor", "no compressor."), ("Café gate", "cafe gate")]
)
def test_same_words_fold_to_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


def test_many_names_are_cut_to_the_first_twelve() -> None:
    names = [f"N{number}" for number in range(49)]
    assert names_in_short(names[:12]).endswith("N10, N11")
    assert names_in_short(names).endswith("N10, N11 and 37 more")
