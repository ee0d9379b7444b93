"""An erasure from its first step to its last: in the tables, in the journal, and on the list for a restored backup.

The command and the job of the page take the same two steps: what stands or falls with the transaction, and the list.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed, OpsCoachError
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
NOT_LISTED = (
    "Erased, but not put on the list that a restored backup is cleared by: the disk took no more. Make room, and run "
    "this again."
)


class ErasureListError(OpsCoachError):
    """The person is erased; a restored backup would bring them back."""


@dataclass(frozen=True, kw_only=True)
class ErasedPerson:
    number: int
    erasure: Erasure
    emptied: int
    """Messages set aside in the journal that held something of theirs."""

    @property
    def notes(self) -> list[str]:
        """What is to be said besides that it is done."""
        emptied = f"{plural(self.emptied, 'message')} set aside in the journal held something of theirs."
        return [emptied] * bool(self.emptied) + [SAME_NAME] * self.erasure.name_left


def erase_whole(
    session: Session, number: int, *, actor_id: int | None, settings: Settings, now: datetime
) -> ErasedPerson:
    """Remove the person from the tables and, last of all, from the journal on disk; commit right after it.

    Raises what `erase_person` does, and NotAllowed while messages wait. The journal comes before the commit because
    its messages are found by what the commit removes: where the commit fails, all of it can be done again.
    """
    if messages_wait(settings):
        raise NotAllowed(JOURNAL_WAITS)
    marks = find_marks(session, number)
    erasure = erase_person(session, number, actor_id=actor_id, now=now)
    session.flush()
    return ErasedPerson(number=number, erasure=erasure, emptied=forget_in_journal(marks, settings=settings))


def list_erasure(number: int, *, settings: Settings, now: datetime) -> None:
    """Put the person on the list, after the commit and once. Raises ErasureListError where the disk takes no more."""
    erasures = ErasureList.of(settings)
    try:
        if number not in erasures.numbers():
            erasures.add(number, now)
    except OSError as error:
        raise ErasureListError(NOT_LISTED) from error
