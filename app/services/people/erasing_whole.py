"""An erasure from its first step to its last: in the tables, in the journal, and on the list for a restored backup.

The command and the job of the page take the same two steps: what is in a transaction, and what is beside it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed
from app.domain.phrases import plural
from app.erasures import ErasureList
from app.services.people.erasing import Erasure, erase_person
from app.services.people.erasing_journal import find_marks, forget_in_journal, messages_wait
from app.settings import Settings

JOURNAL_WAITS = (
    "Messages wait in the journal, and may be theirs: run `flask journal drain`, or wait until the database has caught "
    "up, and ask again."
)
SAME_NAME = "Somebody else has the same name: texts about others were not searched for it."


@dataclass(frozen=True, kw_only=True)
class ErasedPerson:
    number: int
    marks: frozenset[str]
    """What a message of the person's holds."""
    erasure: Erasure


def erase_in_tables(
    session: Session, number: int, *, actor_id: int | None, settings: Settings, now: datetime
) -> ErasedPerson:
    """Take the step that is one transaction. Raises what `erase_person` does, and NotAllowed while messages wait."""
    if messages_wait(settings):
        raise NotAllowed(JOURNAL_WAITS)
    marks = find_marks(session, number)
    erasure = erase_person(session, number, actor_id=actor_id, now=now)
    return ErasedPerson(number=number, marks=frozenset(marks), erasure=erasure)


def erase_beside_tables(erased: ErasedPerson, *, settings: Settings, now: datetime) -> list[str]:
    """Take the step after the commit, and return what is to be said of it. Again, it changes nothing."""
    emptied = forget_in_journal(erased.marks, settings=settings)
    erasures = ErasureList.of(settings)
    if erased.number not in erasures.numbers():
        erasures.add(erased.number, now)
    said = [f"{plural(emptied, 'message')} set aside in the journal held something of theirs."] if emptied else []
    return said + [SAME_NAME] * erased.erasure.name_left
