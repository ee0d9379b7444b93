"""States of the morning, at their boundaries."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.mornings.day_states import DayState
from app.domain.mornings.roster import LONGEST_CALL, MorningFacts, on_the_phone, roster_state

CUT_OFF = datetime(2026, 11, 17, 16, 15, tzinfo=UTC)
BEFORE = CUT_OFF - timedelta(seconds=1)
SILENT = MorningFacts(expected=True, cut_off_at=CUT_OFF)
CALLED = replace(SILENT, called_at=CUT_OFF - timedelta(hours=1))


@pytest.mark.parametrize(
    ("facts", "now", "state"),
    [
        (SILENT, BEFORE, DayState.AWAITED),
        (SILENT, CUT_OFF, DayState.MISSED),
        (replace(SILENT, expected=False), CUT_OFF, DayState.OFF),
        (replace(SILENT, checked_in=True, ready=True), BEFORE, DayState.READY),
        (replace(SILENT, checked_in=True, ready=False), BEFORE, DayState.NOT_READY),
        (replace(SILENT, checked_in=True, ready=None), BEFORE, DayState.UNFINISHED),
        (replace(SILENT, expected=False, checked_in=True, ready=True), BEFORE, DayState.READY),
        (CALLED, BEFORE, DayState.UNFINISHED),
        (CALLED, CUT_OFF, DayState.UNFINISHED),
        (replace(CALLED, expected=False), BEFORE, DayState.UNFINISHED),
        (replace(CALLED, checked_in=True, ready=True), BEFORE, DayState.READY),
    ],
)
def test_state_follows_the_facts(facts: MorningFacts, now: datetime, state: DayState) -> None:
    assert roster_state(facts, now) is state


def test_somebody_on_the_phone_is_still_to_call() -> None:
    talking = replace(SILENT, called_at=BEFORE - timedelta(minutes=1), call_ended=False)
    assert on_the_phone(talking, BEFORE)
    assert roster_state(talking, BEFORE) is DayState.AWAITED


def test_call_without_an_end_is_unfinished_after_the_longest_call() -> None:
    silent = replace(SILENT, called_at=BEFORE - LONGEST_CALL, call_ended=False)
    assert not on_the_phone(silent, BEFORE)
    assert roster_state(silent, BEFORE) is DayState.UNFINISHED
