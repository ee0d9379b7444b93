"""The one attendance alert of a person and day."""

import pytest

from app.domain.alerts.attendance import AttendanceStep, KnownAttendance, decide_attendance

LIVE = KnownAttendance(live=True, taken_back=False)
WITHDRAWN = KnownAttendance(live=False, taken_back=True)
CLOSED = KnownAttendance(live=False, taken_back=False)


@pytest.mark.parametrize(
    ("asked_for", "known", "step"),
    [
        (True, None, AttendanceStep.RAISE),
        (False, None, AttendanceStep.NOTHING),
        (True, LIVE, AttendanceStep.FOLLOW),
        (False, LIVE, AttendanceStep.WITHDRAW),
        (True, WITHDRAWN, AttendanceStep.RAISE),
        (False, WITHDRAWN, AttendanceStep.NOTHING),
        (True, CLOSED, AttendanceStep.NOTHING),
        (False, CLOSED, AttendanceStep.TAKE_BACK),
    ],
)
def test_every_state_has_its_step(*, asked_for: bool, known: KnownAttendance | None, step: AttendanceStep) -> None:
    assert decide_attendance(asked_for=asked_for, known=known) is step
