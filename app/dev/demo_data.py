"""Loads the demo company into an empty database: forty technicians and 26 weeks of mornings up to now.

Deterministic: the same `now` gives the same rows. Everything is written in bulk, with ids of our own choosing; the
sequences are then moved past them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.calendars import public_holidays
from app.dev.demo import people
from app.dev.demo.alerts import AlertStories
from app.dev.demo.days import WEEKS, tell
from app.dev.demo.going_well import goes_well
from app.dev.demo.handling import Book
from app.dev.demo.kpis import fridays, weekly_readings
from app.dev.demo.people import DemoPerson
from app.dev.demo.profiles import Readings, kpis_of, profile_of
from app.dev.demo.reactions import AlertDesk
from app.dev.demo.records import keep_records
from app.dev.demo.rows import DemoRows, write_rows
from app.dev.demo.stories import Past, Story, dice
from app.dev.demo.time_off import absences_of
from app.domain.errors import NotAllowed
from app.domain.figures.checkin_days import PersonalCalendar
from app.domain.mornings.holidays import Holidays
from app.domain.mornings.workdays import WorkPattern, local_date
from app.models import Employee
from app.policy import missed_rule, rule_settings
from app.settings import Settings

MOST_DRAWS = 100
"""Of somebody's figures; two or three are usual."""


@dataclass(frozen=True, kw_only=True)
class DemoSummary:
    caller: str
    """DEMO_CALLER: an active technician with a profile who has not checked in today."""
    manager_caller: str
    """DEMO_MANAGER_CALLER: the caller's manager."""
    sign_ins: tuple[str, ...]
    technicians: int
    checkins: int
    alerts: int


def load_demo_data(session: Session, *, now: datetime, password: str, settings: Settings) -> DemoSummary:
    """Write the demo company. Raises NotAllowed in production and where people are already in the directory."""
    _refuse_where_it_could_hurt(session, settings)
    rows = imagine(now=now, settings=settings)
    write_rows(session, rows, now=now, password=password)
    keep_records(session, now=now, settings=settings)
    by_id = {person.id: person for person in rows.staff}
    caller = by_id[people.CALLER_ID]
    return DemoSummary(
        caller=caller.phone,
        manager_caller=by_id[caller.manager_id or people.HEAD_ID].phone,
        sign_ins=tuple(f"{mailbox}@demo.example" for mailbox in people.SIGN_INS),
        technicians=len(rows.pasts),
        checkins=sum(len(past.checkin_ids) for past in rows.pasts),
        alerts=len(rows.book.alerts),
    )


def _refuse_where_it_could_hurt(session: Session, settings: Settings) -> None:
    if settings.app_env == "production":
        raise NotAllowed("Demo data is never loaded in production.")
    if session.scalar(sa.select(sa.exists().select_from(Employee))):
        raise NotAllowed("The directory already holds people. Demo data goes into an empty database only.")


def imagine(*, now: datetime, settings: Settings) -> DemoRows:
    """Make up everything in memory: people, calls, alerts, readings and messages."""
    today = local_date(now, settings.company_timezone)
    first = _first_monday(today)
    days_off = public_holidays(settings.holidays, first - timedelta(days=370), today + timedelta(days=370))
    technicians = people.technicians(today)
    staff = [*people.office(), *technicians]
    lives = [_live(person, days_off, first=first, today=today) for person in technicians]
    stories, readings = [story for story, _ in lives], {story.person.id: own for story, own in lives}
    pasts = _pasts(stories, first=first, now=now)
    desk = AlertDesk(book=Book(), now=now, names={person.id: person.name for person in staff})
    alerts = AlertStories(rules=rule_settings(settings), missed=missed_rule(settings), desk=desk)
    return DemoRows(staff=staff, pasts=pasts, readings=readings, book=alerts.tell(pasts, first=first))


def _first_monday(today: date) -> date:
    return today - timedelta(days=today.weekday(), weeks=WEEKS)


def _live(person: DemoPerson, days_off: Holidays, *, first: date, today: date) -> tuple[Story, Readings]:
    """Draw somebody's figures again until they go well; but for the one story, whose figure stands still."""
    calendar = _calendar(person, days_off, first=first, today=today)
    for attempt in range(MOST_DRAWS):
        readings = _readings(person, today, attempt)
        profile = profile_of(person, readings, today=today, chance=dice(person.id, "profile", attempt))
        if profile is None or person.id == people.GOAL_AT_RISK_ID:
            break
        if goes_well(profile, readings[profile.kpis[0].id], calendar, today=today):
            break
    return Story(person=person, calendar=calendar, profile=profile), readings


def _readings(person: DemoPerson, today: date, attempt: int) -> Readings:
    days = fridays(today, WEEKS)
    chance, moving = dice(person.id, "kpis", days[-1], attempt), person.id != people.GOAL_AT_RISK_ID
    return {kpi.id: weekly_readings(kpi, days=days, chance=chance, moving=moving) for kpi in kpis_of(person)}


def _calendar(person: DemoPerson, days_off: Holidays, *, first: date, today: date) -> PersonalCalendar:
    pattern = WorkPattern(timezone=person.timezone, workdays=frozenset(person.workdays), started_on=person.started_on)
    absences = absences_of(person, first=first, today=today, chance=dice(person.id, "away", first))
    return PersonalCalendar(pattern=pattern, holidays=days_off, absences=tuple(absences))


def _pasts(stories: list[Story], *, first: date, now: datetime) -> list[Past]:
    mornings_of = {story.person.id: tell(story, first=first, now=now) for story in stories}
    logged = sorted(
        (morning for mornings in mornings_of.values() for morning in mornings if morning.answers),
        key=lambda morning: (morning.at, morning.call_id),
    )
    ids = {morning.call_id: number for number, morning in enumerate(logged, start=1)}
    return [
        Past(
            story=story,
            mornings=mornings_of[story.person.id],
            checkin_ids={m.call_id: ids[m.call_id] for m in mornings_of[story.person.id] if m.answers},
        )
        for story in stories
    ]
