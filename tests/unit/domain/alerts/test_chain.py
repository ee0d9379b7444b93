"""The chain as a table: what is due in which state, and when the next step follows."""

from datetime import timedelta

import pytest

from app.domain.alerts.chain import ChainSettings, chain_step
from app.domain.alerts.kinds import AlertKind, AlertNotice, AlertStatus

ATTENDANCE = AlertKind.ATTENDANCE
OPEN, TAKEN = AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED
DEFAULTS = ChainSettings()


@pytest.mark.parametrize(
    ("status", "step", "notice", "next_minutes"),
    [
        (OPEN, 0, AlertNotice.REPEATED, 10),
        (OPEN, 1, AlertNotice.BACKUP, 10),
        (OPEN, 2, AlertNotice.MANAGERS_MANAGER, None),
        (TAKEN, 0, AlertNotice.OUTCOME_REMINDER, 15),
        (TAKEN, 1, AlertNotice.REOPENED, 10),
    ],
)
def test_step_and_the_wait_after_it(
    status: AlertStatus, step: int, notice: AlertNotice, next_minutes: int | None
) -> None:
    due = chain_step(ATTENDANCE, status, step, DEFAULTS)
    assert due is not None
    assert (due.notice, due.next_after) == (notice, None if next_minutes is None else timedelta(minutes=next_minutes))


@pytest.mark.parametrize(("status", "step"), [(OPEN, 3), (TAKEN, 2), (AlertStatus.RESOLVED, 0)])
def test_nothing_more_is_due_at_the_end(status: AlertStatus, step: int) -> None:
    assert chain_step(ATTENDANCE, status, step, DEFAULTS) is None


def test_only_the_last_step_reopens() -> None:
    after = {
        (status, step): chain_step(ATTENDANCE, status, step, DEFAULTS) for status in (OPEN, TAKEN) for step in range(3)
    }
    assert [place for place, due in after.items() if due and due.status is not place[0]] == [(TAKEN, 1)]


def test_waits_follow_the_settings() -> None:
    chain = ChainSettings(
        repeat=timedelta(minutes=1), backup=timedelta(minutes=5), managers_manager=timedelta(minutes=7)
    )
    waits = [due.next_after for step in (0, 1) if (due := chain_step(ATTENDANCE, OPEN, step, chain))]
    assert waits == [timedelta(minutes=4), timedelta(minutes=2)]


@pytest.mark.parametrize("kind", [kind for kind in AlertKind if kind is not ATTENDANCE])
def test_other_kinds_are_brought_back_to_their_owner_once_and_to_nobody_else(kind: AlertKind) -> None:
    due = {(status, step): chain_step(kind, status, step, DEFAULTS) for status in (OPEN, TAKEN) for step in range(4)}
    assert {place: (step.notice, step.next_after) for place, step in due.items() if step} == {
        (TAKEN, 0): (AlertNotice.OUTCOME_REMINDER, None)
    }
