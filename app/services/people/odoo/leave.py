"""Odoo's approved leave as time off: added, moved, and taken away again where Odoo no longer has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.models import Employee, TimeOff
from app.odoo.leaves import OdooLeave
from app.policy import morning_window
from app.settings import Settings

SICK_WORDS = ("sick", "illness", "medical")


@dataclass(frozen=True, kw_only=True)
class LeaveReport:
    added: int
    changed: int
    removed: int
    waiting: tuple[str, ...]
    """Who waits for the second approval: it counts for nothing yet, and their manager is shown it."""


def sync_leave(
    session: Session, leaves: Sequence[OdooLeave], *, since: date, now: datetime, settings: Settings
) -> LeaveReport:
    """Make the time off that came from Odoo and ends on `since` or later equal to `leaves`."""
    people = {row.odoo_id: row for row in session.scalars(sa.select(Employee).where(Employee.odoo_id.is_not(None)))}
    wanted = {
        leave.odoo_id: columns
        for leave in leaves
        if leave.approved
        and leave.employee.id in people
        and (columns := _columns(leave, people[leave.employee.id], settings)) is not None
    }
    present = {
        row.odoo_id: row
        for row in session.scalars(
            sa.select(TimeOff).where(TimeOff.odoo_id.is_not(None), TimeOff.ends_on >= since).with_for_update()
        )
    }
    gone = [row for odoo_id, row in present.items() if odoo_id not in wanted]
    for row in gone:
        session.delete(row)
    changed = sum(_change(row, wanted[odoo_id], now) for odoo_id, row in present.items() if odoo_id in wanted)
    new = [columns | {"odoo_id": odoo_id} for odoo_id, columns in wanted.items() if odoo_id not in present]
    session.add_all(TimeOff(**columns, created_at=now, updated_at=now) for columns in new)
    session.flush()
    waiting = tuple(
        people[leave.employee.id].name for leave in leaves if not leave.approved and leave.employee.id in people
    )
    return LeaveReport(added=len(new), changed=changed, removed=len(gone), waiting=waiting)


def _columns(leave: OdooLeave, person: Employee, settings: Settings) -> dict[str, Any] | None:
    days = leave.days(person.timezone)
    if days is None:
        return None
    window = morning_window(settings)
    start, end = person.window_start or window.start, person.window_end or window.end
    part = DayPart.WHOLE_DAY if leave.half is None and leave.hours is None else DayPart.MORNING
    if not leave.covers_morning(start, end):
        part = DayPart.AFTERNOON
    sick = any(word in leave.type_name.lower() for word in SICK_WORDS)
    kind = TimeOffKind.SICK if sick else TimeOffKind.VACATION
    return {"employee_id": person.id, "starts_on": days[0], "ends_on": days[1], "kind": kind, "part": part}


def _change(row: TimeOff, columns: dict[str, Any], now: datetime) -> bool:
    if all(getattr(row, name) == value for name, value in columns.items()):
        return False
    for name, value in columns.items():
        setattr(row, name, value)
    row.updated_at = now
    return True
