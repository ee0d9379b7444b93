"""What the call needs to know about its caller, in few reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.window import Week
from app.domain.people.left_words import WAITS_FOR
from app.models import DailyCheckin, TechProfile
from app.queries.alerts import NEWS_LASTS


@dataclass(frozen=True, kw_only=True, slots=True)
class ContextFacts:
    """What the coach may say to a person today; the columns of `sql/context_facts.sql`."""

    has_profile: bool
    profile_name: str | None
    primary_kpi: str | None
    other_kpis: Sequence[str] | None
    gallup_strengths: Sequence[str] | None
    current_90day_goal: str | None
    personal_why: str | None
    checked_in: bool
    """Whether a check-in of the day was completed."""
    called_this_week: bool
    has_blocker_news: bool
    """Whether there is a blocker that is open, or was closed lately."""
    committed_on: date | None
    """The last day before this one that has an action in it."""
    kpi_action: str | None
    goal_action: str | None
    has_said_what_became: bool
    """Whether a later call has said what became of that action."""
    words: str | None
    """The oldest words that wait to be said, with their author's name."""
    author: str | None


def context_asked(
    employee_id: int,
    *,
    today: date,
    words_left_by: datetime,
    call_id: str | None = None,
    waited_ms: int | None = None,
    now: datetime,
) -> Mapping[str, object]:
    """Return what `sql/context_facts.sql` is given. `words_left_by`: what is left later waits for the next call.

    `waited_ms`: how long the caller has waited already, to be kept with the call.
    """
    return {
        "employee_id": employee_id,
        "today": today,
        "monday": Week.of(today).start,
        "news_since": now - NEWS_LASTS,
        "left_by": words_left_by,
        "left_since": words_left_by - WAITS_FOR,
        "call_id": call_id,
        "waited_ms": waited_ms,
    }


def find_profile(session: Session, employee_id: int) -> TechProfile | None:
    return session.scalar(select(TechProfile).where(TechProfile.employee_id == employee_id))


def find_profile_name(session: Session, employee_id: int) -> str | None:
    return session.scalar(select(TechProfile.name).where(TechProfile.employee_id == employee_id))


def is_checked_in(session: Session, employee_id: int, day: date) -> bool:
    """Whether a check-in of that local date was completed, so that it is not asked for again."""
    completed = select(DailyCheckin.id).where(
        DailyCheckin.employee_id == employee_id,
        DailyCheckin.checkin_on == day,
        DailyCheckin.call_completed,
    )
    return session.scalar(select(completed.exists())) is True
