"""What a manager did about somebody's week, in their own words for themself."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.mornings.window import Week
from app.domain.viewers import Viewer
from app.models import TalkStatus, WeeklyRollup, WeekTalk
from app.queries.reach import get_visible_employee


@dataclass(frozen=True, kw_only=True)
class Talk:
    status: TalkStatus | None = None
    talk_on: date | None = None
    """The day of the conversation, planned or held."""
    note: str | None = None
    """Read by its writer alone."""


def record_talk(session: Session, viewer: Viewer, *, employee_id: int, week: Week, talk: Talk, now: datetime) -> None:
    """Keep or replace what this viewer did. Raises NotFound out of reach, about oneself, and for a week not made."""
    get_visible_employee(session, viewer, employee_id)
    key = {"employee_id": employee_id, "week_start": week.start}
    if employee_id == viewer.employee_id or session.get(WeeklyRollup, key) is None:
        raise NotFound("There is no such week among those of the people you look after.")
    values = {"status": talk.status, "talk_on": talk.talk_on, "note": talk.note, "updated_at": now}
    statement = insert(WeekTalk).values(manager_id=viewer.employee_id, created_at=now, **key, **values)
    session.execute(
        statement.on_conflict_do_update(index_elements=["manager_id", "employee_id", "week_start"], set_=values)
    )
