"""Words left for people: for whom a viewer may leave some, and which wait to be said."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.domain.errors import NotFound
from app.domain.people.left_words import AFTER_A_BLOCKER, WAITS_FOR
from app.domain.permissions import Scope
from app.domain.viewers import Viewer
from app.models import Alert, AlertEvent, Employee, LeftWord
from app.queries.reach import visible_employees

MOST_LISTED = 20


@dataclass(frozen=True, kw_only=True)
class LeftWordRow:
    id: int
    words: str
    author: str
    by_text: bool
    created_at: datetime
    said_at: datetime | None
    withdrawn_at: datetime | None


def get_addressee(session: Session, viewer: Viewer, employee_id: int, *, now: datetime) -> Employee:
    """Return somebody for whom the viewer may leave words, or raise NotFound.

    Somebody below a manager or executive; and whoever reported a blocker, for the one who closed it. Nobody leaves
    words for themself.
    """
    query = select(Employee).where(
        Employee.id == employee_id,
        Employee.id != viewer.employee_id,
        Employee.active,
        or_(_below(viewer), Employee.id.in_(_helped_by(viewer, now))),
    )
    person = session.scalar(query)
    if person is None:
        raise NotFound("There is nobody here for whom you can leave a word.")
    return person


def list_words_left(session: Session, employee_id: int, *, author_id: int | None = None) -> list[LeftWordRow]:
    """Return the newest words for a person first: those of one author, or all that stand."""
    mine = LeftWord.author_id == author_id if author_id is not None else LeftWord.withdrawn_at.is_(None)
    query = (
        select(
            LeftWord.id,
            LeftWord.words,
            Employee.name.label("author"),
            LeftWord.by_text,
            LeftWord.created_at,
            LeftWord.said_at,
            LeftWord.withdrawn_at,
        )
        .join(Employee, Employee.id == LeftWord.author_id)
        .where(LeftWord.employee_id == employee_id, mine)
        .order_by(LeftWord.created_at.desc(), LeftWord.id.desc())
        .limit(MOST_LISTED)
    )
    return [LeftWordRow(**row) for row in session.execute(query).mappings()]


def find_waiting_word(session: Session, employee_id: int, *, left_by: datetime) -> tuple[LeftWord, str] | None:
    """Return the oldest words that a call which began at `left_by` says, with the author's name."""
    query = (
        select(LeftWord, Employee.name)
        .join(Employee, Employee.id == LeftWord.author_id)
        .where(LeftWord.employee_id == employee_id, LeftWord.said_at.is_(None), LeftWord.withdrawn_at.is_(None))
        .where(LeftWord.created_at <= left_by, LeftWord.created_at > left_by - WAITS_FOR)
        .order_by(LeftWord.created_at, LeftWord.id)
        .limit(1)
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None


def _below(viewer: Viewer) -> ColumnElement[bool]:
    """Reach over everybody is for handling the day, not for speaking to people as their manager."""
    return Employee.id.in_(visible_employees(viewer)) if viewer.scope is Scope.TEAM else false()


def _helped_by(viewer: Viewer, now: datetime) -> Select[int | None]:
    closed = select(AlertEvent.alert_id).where(
        AlertEvent.event == AlertEventKind.RESOLVED,
        AlertEvent.actor_id == viewer.employee_id,
        AlertEvent.at > now - AFTER_A_BLOCKER,
    )
    return select(Alert.employee_id).where(
        Alert.id.in_(closed), Alert.kind == AlertKind.BLOCKER, Alert.status == AlertStatus.RESOLVED
    )
