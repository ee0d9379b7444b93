"""Companies in which every fact that Today's board goes by occurs, on either side of each of its limits."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.checkins.fields import NotReadyReason
from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import CallStatus, Employee, OutageDay, Team
from tests.builders import (
    make_alert,
    make_call,
    make_checkin,
    make_employee,
    make_employment,
    make_team,
    make_time_off,
)

PEOPLE = 40
NAMES = ("Ana", "ana", "Åsa", "Ben", "ben O'Hara", "Çelik", "Zoe", "zoe", "李", "100 % Bob", "under_score", r"C:\Lee")
ZONES = ("America/Chicago", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland")
WEEKS: tuple[list[int], ...] = ([1, 2, 3, 4, 5], [2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6, 7], [])
WINDOWS = ((None, None), (None, None), (time(22), time(1, 30)), (time(0, 30), time(2, 30)), (time(4), time(7, 30)))


@dataclass(frozen=True)
class Company:
    teams: Sequence[Team]
    managers: Sequence[Employee]

    def viewers(self) -> list[Viewer]:
        roles = {Role.DISPATCHER: 0, Role.EXECUTIVE: 0, Role.HR: 0, Role.ADMIN: 0, Role.MANAGER: self.managers[0].id}
        viewers = [Viewer(employee_id=id, role=role, timezone="UTC", name="") for role, id in roles.items()]
        absent = self.managers[1].id
        return [*viewers, Viewer(employee_id=0, role=Role.MANAGER, timezone="UTC", name="", stands_in_for=(absent,))]


def make_company(session: Session, dice: random.Random, now: datetime) -> Company:
    """Make people of whom each has a few of the facts that the board goes by, on either side of each of its limits."""
    managers = [make_employee(session, role=Role.MANAGER) for _ in range(2)]
    company = Company([make_team(session, name=name) for name in ("north", "South", "Äther")], managers)
    for _ in range(PEOPLE):
        person = make_person(session, dice, now.date(), company)
        for make in (add_employments, add_absences, add_calls, add_alerts):
            make(session, dice, now, person)
    for _ in range(dice.randrange(3)):
        make_alert(session, kind=dice.choice([AlertKind.LINE, AlertKind.SAFETY]), opened_at=an_instant(dice, now))
    if dice.random() < 0.3:
        session.add(OutageDay(day=a_day(dice, now.date()), timezone=dice.choice([None, *ZONES])))
    session.flush()
    return company


def make_person(session: Session, dice: random.Random, today: date, company: Company) -> Employee:
    started_on = dice.choice([date(2020, 1, 6), date(2020, 1, 6), a_day(dice, today)])
    opens, closes = dice.choice(WINDOWS)
    return make_employee(
        session,
        name=dice.choice(NAMES),
        team_id=dice.choice([None, *(team.id for team in company.teams)]),
        manager_id=dice.choice([None, *(manager.id for manager in company.managers)]),
        timezone=dice.choice(ZONES),
        workdays=dice.choice(WEEKS),
        window_start=opens,
        window_end=closes,
        holiday_calendar=dice.choice([None, None, "", "US-TX", "DE"]),
        started_on=started_on,
        ended_on=dice.choice([None, None, None, max(started_on, a_day(dice, today))]),
        checkins_from=dice.choice([None, None, None, a_day(dice, today)]),
        employment_since=dice.choice([None, None, a_day(dice, today)]),
        active=dice.random() < 0.95,
        expected_to_call=dice.random() < 0.95,
    )


def add_employments(session: Session, dice: random.Random, now: datetime, person: Employee) -> None:
    days = {now.date() + timedelta(days=step) for step in dice.sample(range(-3, 4), dice.choice([0, 0, 1, 2]))}
    for day in days - {person.employment_since}:
        make_employment(
            session,
            person,
            starts_on=day,
            role=dice.choice([Role.TECHNICIAN, Role.TECHNICIAN, Role.MANAGER]),
            workdays=dice.choice(WEEKS),
            expected_to_call=dice.random() < 0.8,
            window_start=time(5),
            window_end=time(6),
        )


def add_absences(session: Session, dice: random.Random, now: datetime, person: Employee) -> None:
    if dice.random() < 0.3:
        first = a_day(dice, now.date())
        kind, part = dice.choice(list(TimeOffKind)), dice.choice([DayPart.WHOLE_DAY, *DayPart])
        last = first + timedelta(days=dice.randrange(3))
        make_time_off(session, person, starts_on=first, ends_on=last, kind=kind, part=part)


def add_calls(session: Session, dice: random.Random, now: datetime, person: Employee) -> None:
    for _ in range(dice.choice([0, 0, 1, 1, 2, 3])):
        ready = dice.choice([True, True, False, None])
        reason = dice.choice(list(NotReadyReason)) if ready is False else None
        make_checkin(session, person, timestamp=an_instant(dice, now), ready_status=ready, not_ready_reason=reason)
    lately = [now - timedelta(minutes=minutes) for minutes in (1, 10)]
    for begun in dice.sample([an_instant(dice, now), *lately], dice.choice([0, 0, 1, 2])):
        make_call(session, person, started_at=begun, status=dice.choice([CallStatus.ENDED, CallStatus.IN_PROGRESS]))


def add_alerts(session: Session, dice: random.Random, now: datetime, person: Employee) -> None:
    for _ in range(dice.choice([0, 0, 1, 2])):
        make_alert(
            session,
            person,
            kind=dice.choice([AlertKind.BLOCKER, AlertKind.BLOCKER, *AlertKind]),
            status=dice.choice(list(AlertStatus)),
            outcome=dice.choice([None, None, AlertOutcome.COVERED]),
            alert_on=now.date() - timedelta(days=dice.randrange(12)),
            opened_at=now - timedelta(hours=dice.randrange(5)),
        )


def a_day(dice: random.Random, today: date) -> date:
    return today + timedelta(days=dice.randrange(-2, 3))


def an_instant(dice: random.Random, now: datetime) -> datetime:
    return now - timedelta(seconds=dice.randrange(30 * 3600))
