"""Odoo's leave as time off: the person's own days and mornings, followed when it moves or goes."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.domain.people.odoo.records import Link
from app.models import Employee, TimeOff
from app.odoo.leaves import OdooLeave
from app.services.people.odoo.leave import LeaveReport, sync_leave
from app.settings import Settings
from tests.builders import NOW, make_employee, make_time_off

SINCE = date(2026, 10, 13)


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session, name="Ana Ruiz", odoo_id=9)


def leave(odoo_id: int = 1, **values: Any) -> OdooLeave:
    defaults: dict[str, Any] = {
        "odoo_id": odoo_id,
        "employee": Link(9, "Ana Ruiz"),
        "type_name": "Paid Time Off",
        "approved": True,
        "first_day": date(2026, 11, 19),
        "last_day": date(2026, 11, 20),
        "begins_at": None,
        "ends_at": None,
        "half": None,
        "hours": None,
    }
    return OdooLeave(**defaults | values)


def sync(session: Session, settings: Settings, *leaves: OdooLeave) -> LeaveReport:
    return sync_leave(session, leaves, since=SINCE, now=NOW, settings=settings)


def rows(session: Session) -> list[tuple[date, date, TimeOffKind, DayPart]]:
    return [
        (row.starts_on, row.ends_on, row.kind, row.part)
        for row in session.query(TimeOff).populate_existing().order_by(TimeOff.starts_on)
    ]


@pytest.mark.usefixtures("ana")
@pytest.mark.parametrize(
    ("values", "kind", "part"),
    [
        ({}, TimeOffKind.VACATION, DayPart.WHOLE_DAY),
        ({"type_name": "Sick Leave"}, TimeOffKind.SICK, DayPart.WHOLE_DAY),
        ({"half": "am"}, TimeOffKind.VACATION, DayPart.MORNING),
        ({"half": "pm"}, TimeOffKind.VACATION, DayPart.AFTERNOON),
        ({"hours": (5.0, 11.0)}, TimeOffKind.VACATION, DayPart.MORNING),
        ({"hours": (8.0, 11.0)}, TimeOffKind.VACATION, DayPart.AFTERNOON),
    ],
)
def test_leave_is_time_off_on_its_days(
    session: Session, settings: Settings, values: dict[str, Any], kind: TimeOffKind, part: DayPart
) -> None:
    assert sync(session, settings, leave(**values)).added == 1
    assert rows(session) == [(date(2026, 11, 19), date(2026, 11, 20), kind, part)]


@pytest.mark.usefixtures("ana")
def test_leave_that_waits_for_its_second_approval_counts_for_nothing_and_is_told(
    session: Session, settings: Settings
) -> None:
    report = sync(session, settings, leave(approved=False))
    assert (report.waiting, rows(session)) == (("Ana Ruiz",), [])


@pytest.mark.usefixtures("ana")
def test_leave_that_moves_moves_and_a_second_run_changes_nothing(session: Session, settings: Settings) -> None:
    sync(session, settings, leave())
    moved = leave(last_day=date(2026, 11, 23))
    assert sync(session, settings, moved) == LeaveReport(added=0, changed=1, removed=0, waiting=())
    assert sync(session, settings, moved) == LeaveReport(added=0, changed=0, removed=0, waiting=())
    assert rows(session)[0][1] == date(2026, 11, 23)


def test_leave_that_is_gone_goes_and_what_was_entered_here_stays(
    session: Session, settings: Settings, ana: Employee
) -> None:
    make_time_off(session, ana, starts_on=date(2026, 12, 1))
    sync(session, settings, leave())
    assert sync(session, settings).removed == 1
    assert [row[0] for row in rows(session)] == [date(2026, 12, 1)]


def test_leave_of_somebody_unknown_is_passed_over(session: Session, settings: Settings) -> None:
    assert sync(session, settings, leave()).added == 0
