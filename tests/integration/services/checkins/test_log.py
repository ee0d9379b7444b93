"""Saving what was said: one row per call, later words win, absent ones erase nothing, a report only fills."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.checkins.fields import CallType, NotReadyReason, StepName
from app.models import Alert, Call, DailyCheckin, Employee
from app.services.checkins.calls import CallEnd, end_call, record_call
from app.services.checkins.log import SavedCheckin, fill_from_report, log_checkin
from app.settings import Settings
from tests.builders import NOW, TODAY, make_employee

LATER = NOW + timedelta(minutes=1)
OPS_ONLY = {"call_type": "ops_only", "ready_status": "yes", "blocker_present": "no"}


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session)


@pytest.fixture
def call(session: Session, ana: Employee) -> Call:
    return record_call(session, call_id="c1", employee_id=ana.id, caller_masked="", now=NOW)


class Line:
    """One caller's call: what the tool and the report bring."""

    def __init__(self, session: Session, call: Call, employee: Employee, settings: Settings) -> None:
        self.session, self.call = session, call
        self._given = {"call": call, "employee": employee, "settings": settings}

    def log(self, **arguments: Any) -> SavedCheckin:
        return log_checkin(self.session, arguments=arguments, now=LATER, **self._given)  # type: ignore[arg-type]

    def report(self, **arguments: Any) -> DailyCheckin | None:
        return fill_from_report(self.session, arguments=arguments, now=LATER, **self._given)  # type: ignore[arg-type]


@pytest.fixture
def line(session: Session, call: Call, ana: Employee, settings: Settings) -> Line:
    return Line(session, call, ana, settings)


def rows(session: Session) -> list[DailyCheckin]:
    return list(session.scalars(sa.select(DailyCheckin)))


def test_first_words_make_the_row_of_the_callers_day(session: Session, line: Line, ana: Employee) -> None:
    saved = line.log(**OPS_ONLY)
    [row] = rows(session)
    assert saved.row.answers == {"call_type": "ops_only", "ready_status": True, "blocker_present": False}
    assert (row.employee_id, row.call_id, row.timestamp, row.checkin_on) == (ana.id, "c1", LATER, TODAY)
    assert (row.call_type, row.ready_status, row.blocker_present) == (CallType.OPS_ONLY, True, False)
    assert (row.call_completed, row.report_fields, saved.alerts) == (True, [], ())


def test_correction_replaces_what_it_says_and_nothing_else(session: Session, line: Line) -> None:
    line.log(**OPS_ONLY, energy_level=4)
    line.log(energy_level="two", ready_status=None)
    [row] = rows(session)
    assert (row.energy_level, row.ready_status, row.timestamp) == (2, True, LATER)


def test_unreadable_answer_leaves_the_rest_saved_and_the_call_unfinished(session: Session, line: Line) -> None:
    saved = line.log(call_type="ops_only", ready_status="banana", blocker_present="no")
    [row] = rows(session)
    assert (row.call_completed, row.ready_status, row.blocker_present) == (False, None, False)
    assert [problem.field for problem in saved.reading.problems] == ["ready_status"]
    line.log(ready_status="yes")
    assert row.call_completed is True


def test_alerts_follow_the_rows_latest_state(session: Session, line: Line) -> None:
    raised = line.log(call_type="ops_only", ready_status="no", not_ready_reason="sick", blocker_present="no").alerts
    assert [alert.kind for alert in raised] == [AlertKind.ATTENDANCE]
    assert session.scalars(sa.select(Alert)).all() == list(raised)


def test_report_fills_what_is_open_and_marks_it(session: Session, line: Line) -> None:
    line.log(call_type="ops_only", ready_status="yes", call_completed=False)
    filled = line.report(ready_status=False, not_ready_reason="sick", blocker_present=False, energy_level=3)
    [row] = rows(session)
    assert filled is row
    assert (row.ready_status, row.not_ready_reason) == (True, None)
    assert (row.blocker_present, row.energy_level) == (False, 3)
    assert row.report_fields == ["blocker_present", "energy_level"]


def test_tool_takes_over_what_a_report_had_filled(session: Session, line: Line) -> None:
    line.report(energy_level=3, ready_status=True)
    line.log(call_type="ops_only", energy_level=5)
    [row] = rows(session)
    assert (row.energy_level, row.report_fields) == (5, ["ready_status"])


def test_report_changes_no_finished_call_and_invents_none(session: Session, line: Line) -> None:
    assert line.report(call_type="daily_checkin") is None
    assert rows(session) == []
    line.log(**OPS_ONLY)
    assert line.report(energy_level=1) is None
    assert rows(session)[0].energy_level is None


def test_late_report_belongs_to_the_day_of_the_call(
    session: Session, call: Call, ana: Employee, settings: Settings
) -> None:
    next_day = NOW + timedelta(days=1)
    arguments = {"ready_status": False, "not_ready_reason": "vehicle"}
    fill_from_report(session, call=call, employee=ana, arguments=arguments, settings=settings, now=next_day)
    [row] = rows(session)
    assert (row.checkin_on, row.timestamp, row.not_ready_reason) == (TODAY, NOW, NotReadyReason.VEHICLE)


def test_telephonys_duration_beats_the_models_count(session: Session, line: Line, call: Call) -> None:
    line.log(**OPS_ONLY, duration_seconds=99)
    assert rows(session)[0].duration_seconds == 99
    end_call(session, call, CallEnd(duration_seconds=73), reported=True, now=LATER)
    line.log(duration_seconds=120)
    assert rows(session)[0].duration_seconds == 73


@pytest.mark.parametrize(
    "began", [datetime(2026, 11, 18, 5, 59, 30, tzinfo=UTC), datetime(2026, 11, 18, 7, 0, tzinfo=UTC)]
)
def test_call_belongs_to_the_day_of_its_window_or_of_its_beginning(
    session: Session, settings: Settings, began: datetime
) -> None:
    """Half a minute before midnight; and at one in the night, in a window from ten to two."""
    of_the_night = began.hour == 7
    ana = make_employee(session, **({"window_start": time(22), "window_end": time(2)} if of_the_night else {}))
    call = record_call(session, call_id="night", employee_id=ana.id, caller_masked="", now=began)
    now = began + timedelta(minutes=1)
    log_checkin(session, call=call, employee=ana, arguments=OPS_ONLY, settings=settings, now=now)
    assert [row.checkin_on for row in rows(session)] == [TODAY]


def test_step_where_the_call_stopped_is_kept_with_the_row(session: Session, line: Line) -> None:
    line.log(call_type="daily_checkin", ready_status=True, call_completed=False, stopped_at="blockers")
    line.log(call_type="daily_checkin", ready_status=True, energy_level=3)
    [row] = rows(session)
    assert (row.call_completed, row.stopped_at) == (True, StepName.BLOCKERS)
    line.log(ready_status=True, stopped_at="KPI focus")
    assert row.stopped_at is StepName.KPI_FOCUS
