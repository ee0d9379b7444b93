"""Removing what is personal of somebody: in every table and message, in one transaction; figures stay.

What becomes of each column stands in `app.queries.personal_data`. After that their name, address and numbers are
replaced wherever else a text holds them: in messages about others, in others' histories, in results of long work.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertOutcome, AlertStatus
from app.domain.errors import NotAllowed, NotFound
from app.domain.mornings.workdays import local_date
from app.domain.people.erased import erased_name, figures_only
from app.models import (
    Alert,
    ChangedWeek,
    Employee,
    EmployeePhone,
    OutboxMessage,
    OutboxStatus,
    PeopleImport,
    PeopleImportRow,
)
from app.models.people_imports import OPEN
from app.queries.held_data import Held, kept_and_why, texts
from app.queries.personal_data import HELD, NAMES_OF_ACTORS
from app.services.alerts.lifecycle import close
from app.services.audit import record_audit

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Erasure:
    name_left: bool
    """Somebody else has the same name, so it was not looked for in texts about others."""
    kept: Sequence[tuple[str, str]]
    """Table and why what is left in it stays."""


def erase_person(session: Session, employee_id: int, *, actor_id: int | None, now: datetime) -> Erasure:
    """Remove the person's data; again for somebody erased before, it finds what has come in since.

    Raises NotFound for an unknown number, NotAllowed under a legal hold and while an import of them is open.
    """
    person = _lock(session, employee_id)
    words, name_left = _words(session, person)
    for alert in _live_alerts(session, employee_id):
        close(session, alert, AlertOutcome.OTHER, note="the person's record was erased", now=now)
    session.flush()
    _forget_file_names(session, employee_id)
    for held in HELD:
        if not held.deleted:
            _clear(session, held, employee_id)
    _anonymise_keys(session, employee_id)
    for held in HELD:
        if held.deleted:
            session.execute(sa.delete(held.table).where(held.whose(employee_id)))
    _rename_actor(session, employee_id)
    _leave(session, person, now)
    _replace_words(session, words, erased_name(employee_id))
    session.execute(sa.delete(ChangedWeek).where(ChangedWeek.employee_id == employee_id))
    record_audit(session, actor_id=actor_id, action="person.erased", subject_id=employee_id, now=now)
    session.expire_all()
    return Erasure(name_left=name_left, kept=kept_and_why(HELD))


def set_legal_hold(session: Session, employee_id: int, *, held: bool, actor_id: int | None, now: datetime) -> None:
    person = _find(session, employee_id)
    person.legal_hold = held
    action = "person.legal_hold_set" if held else "person.legal_hold_lifted"
    record_audit(session, actor_id=actor_id, action=action, subject_id=employee_id, now=now)


def _find(session: Session, employee_id: int) -> Employee:
    person = session.get(Employee, employee_id, with_for_update=True)
    if person is None:
        raise NotFound("Nobody in the directory has this number.")
    return person


def _lock(session: Session, employee_id: int) -> Employee:
    person = _find(session, employee_id)
    if person.legal_hold:
        raise NotAllowed("There is a legal hold on this person: lift it before anything is erased.")
    query = (
        sa.select(PeopleImport.id)
        .join(PeopleImportRow, PeopleImportRow.import_id == PeopleImport.id)
        .where(PeopleImportRow.employee_number == employee_id, PeopleImport.state.in_(OPEN))
    )
    if session.scalar(query.limit(1)) is not None:
        raise NotAllowed("A file with this person waits under Profiles, Import: apply or discard it first.")
    return person


def _words(session: Session, person: Employee) -> tuple[list[str], bool]:
    """Return the texts that point to the person: whole name, e-mail, telephones, the longest first."""
    phones = session.scalars(sa.select(EmployeePhone.number).where(EmployeePhone.employee_id == person.id)).all()
    namesakes = sa.select(sa.func.count()).where(
        sa.func.lower(Employee.name) == person.name.lower(), Employee.id != person.id
    )
    name_is_shared = bool(session.scalar(namesakes)) or " " not in person.name.strip()
    words = [person.email, person.phone, *phones, *([] if name_is_shared else [person.name])]
    known = {word for word in words if word} - {erased_name(person.id)}
    return sorted(known, key=len, reverse=True), name_is_shared and person.erased_at is None


def _live_alerts(session: Session, employee_id: int) -> Sequence[Alert]:
    query = sa.select(Alert).where(Alert.employee_id == employee_id, Alert.status != AlertStatus.RESOLVED)
    return session.scalars(query.with_for_update()).all()


def _forget_file_names(session: Session, employee_id: int) -> None:
    """Let go of files that hold the person's row: a file has no place to cross one line out."""
    imports = sa.select(PeopleImportRow.import_id).where(PeopleImportRow.employee_number == employee_id)
    session.execute(sa.update(PeopleImport).where(PeopleImport.id.in_(imports)).values(content=None, answers={}))


def _clear(session: Session, held: Held, employee_id: int) -> None:
    table = held.table.__table__
    values: dict[str, Any] = dict.fromkeys(held.name.split(), erased_name(employee_id))
    values |= {name: _empty(table.c[name], nullable=bool(table.c[name].nullable)) for name in held.clear.split()}
    if values:
        session.execute(sa.update(held.table).where(held.whose(employee_id)).values(values))
    for name in held.figures.split():
        _strip(session, held, table.c[name], employee_id)


def _empty(column: sa.ColumnElement[Any], *, nullable: bool) -> Any:
    if nullable:
        return sa.null()
    return [] if isinstance(column.type, JSONB) else ""


def _strip(session: Session, held: Held, column: Any, employee_id: int) -> None:
    """Take the texts out of JSON, row by row: which of them is a time only Python tells."""
    keys = list(held.table.__table__.primary_key)
    rows = session.execute(sa.select(*keys, column.label("value")).where(held.whose(employee_id))).all()
    for row in rows:
        match = sa.and_(*(key == value for key, value in zip(keys, row[:-1], strict=True)))
        session.execute(sa.update(held.table).where(match).values({column.name: figures_only(row.value)}))


def _anonymise_keys(session: Session, employee_id: int) -> None:
    """Put numbers in the place of keys that hold words: what a blocker was called, where a message went."""
    session.execute(
        sa.update(Alert)
        .where(Alert.employee_id == employee_id)
        .values(dedupe_key=sa.func.concat("erased:", sa.cast(Alert.id, sa.Text)))
    )
    theirs = OutboxMessage.recipient_id == employee_id
    session.execute(
        sa.update(OutboxMessage)
        .where(theirs)
        .values(
            address="erased",
            dedupe_key=sa.func.concat("erased:", sa.cast(OutboxMessage.id, sa.Text)),
            group_key=None,
            last_error=None,
        )
    )
    waiting = sa.or_(theirs, OutboxMessage.alert_id.in_(sa.select(Alert.id).where(Alert.employee_id == employee_id)))
    session.execute(
        sa.update(OutboxMessage)
        .where(waiting, OutboxMessage.status == OutboxStatus.PENDING)
        .values(status=OutboxStatus.CANCELLED)
    )


def _rename_actor(session: Session, employee_id: int) -> None:
    for number, name in NAMES_OF_ACTORS:
        session.execute(
            sa.update(name.class_).where(number == employee_id).values({name.key: erased_name(employee_id)})
        )


def _leave(session: Session, person: Employee, now: datetime) -> None:
    """End the employment of somebody who still works here; of others it is known, or not, when they left."""
    session.refresh(person)
    if person.active:
        person.ended_on = person.ended_on or local_date(now, person.timezone)
        person.active = False
    person.sms_opt_in, person.erased_at = False, person.erased_at or now
    session.flush()


def _replace_words(session: Session, words: Sequence[str], replacement: str) -> None:
    """Replace the words wherever a text or a JSON value still holds them, whatever their case."""
    for word in words:
        pattern, like = re.escape(word), f"%{_like(word)}%"
        for table, column in texts():
            text = sa.cast(column, sa.Text)
            replaced: Any = sa.func.regexp_replace(text, pattern, replacement, "gi")
            if isinstance(column.type, sa.JSON):
                replaced = sa.cast(replaced, JSONB)
            session.execute(sa.update(table).where(text.ilike(like)).values({column.name: replaced}))


def _like(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
