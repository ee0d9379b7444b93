"""What a technician's page and its charts are read from: the person, their calendar and their days, in few queries."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.figures.checkin_days import CheckinDay, PersonalCalendar
from app.domain.figures.energy import USUAL_WEEKS
from app.domain.figures.goal_history import GoalTerms, Milestone
from app.domain.viewers import Viewer
from app.models import TechProfile
from app.policy import morning_window
from app.queries.checkins import list_days
from app.queries.expected import load_calendars
from app.queries.technicians import Technician, get_technician
from app.queries.work_patterns import checkin_day
from app.settings import Settings


@dataclass(frozen=True, kw_only=True)
class PersonRecord:
    technician: Technician
    calendar: PersonalCalendar
    goal: GoalTerms | None
    today: date
    """Where the person is."""
    first: date
    """The first day that the page shows."""
    days: list[CheckinDay]
    """From before `first`, so that the usual level and the goal have their past."""

    @property
    def shown_days(self) -> list[CheckinDay]:
        return [day for day in self.days if day.day >= self.first]


def load_person_record(
    session: Session, viewer: Viewer, employee_id: int, *, weeks: int, now: datetime, settings: Settings
) -> PersonRecord:
    """Read the last `weeks` ISO weeks, the running one included; NotFound where this viewer does not reach them."""
    technician = get_technician(session, viewer, employee_id)
    employee, goal = technician.employee, goal_of(technician.profile)
    today = checkin_day(employee, now, settings=settings)
    first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    since, until = first - timedelta(weeks=USUAL_WEEKS), today
    if goal:
        since, until = min(since, goal.started_on), max(until, goal.due_on)
    calendar = load_calendars(session, [employee], first=since, last=until, settings=settings)[employee.id]
    days = list_days(
        session,
        employee,
        calendar,
        first=since,
        today=today,
        window=morning_window(settings),
        line_since=technician.line_since,
    )
    return PersonRecord(technician=technician, calendar=calendar, goal=goal, today=today, first=first, days=days)


def goal_of(profile: TechProfile | None) -> GoalTerms | None:
    """Return the 90-day goal where it has its dates; without them there is no pace to keep."""
    if profile is None or profile.goal_started_on is None or profile.goal_due_on is None:
        return None
    return GoalTerms(
        text=profile.current_90day_goal or "",
        started_on=profile.goal_started_on,
        due_on=profile.goal_due_on,
        baseline=profile.goal_baseline,
        target=profile.goal_target,
        kpi_id=profile.goal_kpi_id,
        milestones=tuple(_milestone(step) for step in profile.goal_milestones),
        updated_on=profile.goal_updated_at.date() if profile.goal_updated_at else None,
    )


def _milestone(step: dict[str, str | None]) -> Milestone:
    done_on = step.get("done_on")
    return Milestone(text=step.get("text") or "", done_on=date.fromisoformat(done_on) if done_on else None)
