"""The monthly parts of the audit log: made ahead, and dropped when the term is over. Only the tables' owner may.

A part that has a line of somebody on legal hold stays whole, until the hold is lifted. Both functions wait for the
tables they change at most `LOCK_WAIT`, because everything else waits behind them: try again where that was too short.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.audit_months import FOR_THE_REST, AuditMonth, first_kept, wanted_months
from app.models import AuditEvent
from app.queries.audit_parts import (
    count_lines,
    held_people,
    list_audit_months,
    months_in_the_rest,
    roles_with_rights,
)
from app.services.audit import record_audit
from app.settings import Settings

PARENT = AuditEvent.__tablename__
WAITING = "audit_waiting"
"""What the part of the rest is called while its lines are put where they belong."""
LOCK_WAIT = "500ms"


@dataclass(frozen=True)
class DroppedMonths:
    dropped: tuple[AuditMonth, ...]
    held: dict[AuditMonth, list[int]]
    """Past their term, and kept for these people on legal hold."""


def make_audit_parts(session: Session, *, now: datetime) -> list[AuditMonth]:
    """Make the parts that are missing and return their months; lines that waited in that of the rest move there."""
    missing = _missing(session, now)
    if missing:
        _wait_shortly(session)
        session.execute(sa.text(f"LOCK TABLE {PARENT} IN ACCESS EXCLUSIVE MODE"))
        missing = _missing(session, now)
        if set(missing) & set(months_in_the_rest(session)):
            _move_from_the_rest(session, missing)
        else:
            _make(session, missing)
    _close(session, [FOR_THE_REST, *(month.part for month in list_audit_months(session))])
    return missing


def _missing(session: Session, now: datetime) -> list[AuditMonth]:
    """Return the running month, those ahead, and earlier ones of lines that have no part of their own."""
    wanted = wanted_months(now)
    waiting = (month for month in months_in_the_rest(session) if month <= wanted[-1])
    return sorted({*wanted, *waiting} - set(list_audit_months(session)))


def drop_audit_parts(session: Session, *, now: datetime, settings: Settings) -> DroppedMonths:
    """Drop the parts of months past the term, each with a line about it; those of a legal hold stay."""
    first = first_kept(now, settings.keep_audit_months)
    old = {month: count_lines(session, month) for month in list_audit_months(session) if month < first}
    if not old:
        return DroppedMonths((), {})
    _wait_shortly(session)
    # A hold that is being set is waited for; one that comes now waits until the months are gone.
    session.execute(sa.text(f"LOCK TABLE {PARENT}, employees IN ACCESS EXCLUSIVE MODE"))
    held = {month: people for month in old if (people := held_people(session, month))}
    dropped = tuple(month for month in old if month not in held)
    for month in dropped:
        detail = {"month": f"{month.year:04}-{month.month:02}", "lines": old[month]}
        session.execute(sa.text(f"DROP TABLE {month.part}"))
        record_audit(session, actor_id=None, action="audit.month_dropped", detail=detail, now=now)
    return DroppedMonths(dropped, held)


def _wait_shortly(session: Session) -> None:
    session.execute(sa.text(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'"))
    session.execute(sa.text("SET LOCAL statement_timeout = 0"))


def _make(session: Session, months: Iterable[AuditMonth]) -> None:
    for month in months:
        bounds = f"FROM ('{month.starts_at.isoformat()}') TO ('{month.ends_at.isoformat()}')"
        session.execute(sa.text(f"CREATE TABLE {month.part} PARTITION OF {PARENT} FOR VALUES {bounds}"))


def _move_from_the_rest(session: Session, months: Iterable[AuditMonth]) -> None:
    """No line is deleted for it, which nobody may: the part becomes a table of its own, is read, and dropped."""
    names = [column.name for column in AuditEvent.__table__.columns]
    waiting: Any = sa.select(*(sa.column(name) for name in names)).select_from(sa.table(WAITING))
    session.execute(sa.text(f"ALTER TABLE {PARENT} DETACH PARTITION {FOR_THE_REST}"))
    session.execute(sa.text(f"ALTER TABLE {FOR_THE_REST} RENAME TO {WAITING}"))
    _make(session, months)
    session.execute(sa.text(f"CREATE TABLE {FOR_THE_REST} PARTITION OF {PARENT} DEFAULT"))
    session.execute(sa.insert(AuditEvent).from_select(names, waiting))
    session.execute(sa.text(f"DROP TABLE {WAITING}"))


def _close(session: Session, parts: Iterable[str]) -> None:
    """Take every right to a part itself from everybody: the programs go by way of the whole table."""
    for part in parts:
        for role in roles_with_rights(session, part):
            session.execute(sa.text(f"REVOKE ALL ON {part} FROM {role}"))
