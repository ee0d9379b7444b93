"""The journal's part of an erasure: messages that could not be handled lie on disk, where no transaction reaches."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.journal import Journal, JournalEntry
from app.models import Call, Employee, EmployeePhone
from app.settings import Settings

EMPTY = b"{}"
"""What stays of a message: that there was one."""


def messages_wait(settings: Settings) -> bool:
    """Whether messages are still to be replayed; they may be anybody's, and would write what was just removed."""
    return Journal.of(settings).pending()


def forget_in_journal(marks: Collection[str], *, settings: Settings) -> int:
    """Empty the messages set aside that hold one of the marks; return how many."""
    sought = [mark.encode() for mark in marks]

    def emptied(entry: JournalEntry) -> JournalEntry:
        is_theirs = any(mark in entry.body for mark in sought)
        return JournalEntry(entry.received_at, EMPTY) if is_theirs else entry

    return Journal.of(settings).rewrite_failed(emptied)


def find_marks(session: Session, employee_id: int) -> set[str]:
    """Return what a message of the person's holds: a call of theirs, a number, an address, the name."""
    calls = session.scalars(select(Call.id).where(Call.employee_id == employee_id)).all()
    further = session.scalars(select(EmployeePhone.number).where(EmployeePhone.employee_id == employee_id)).all()
    person = session.get(Employee, employee_id)
    own = [person.phone, person.email, person.name] if person else []
    return {mark for mark in (*calls, *further, *own) if mark}
