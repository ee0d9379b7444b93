"""A row of this morning's board for everybody a viewer reaches, or for some of them, in a constant number of queries.

What the viewer may not read is not selected: a dispatcher's statement has no column for energy or focus.

A row is not frozen, because a large company's board makes thousands of them, and a frozen record takes three times as
long to make. Nothing changes one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.checkins.fields import CallType
from app.domain.checkins.reasons import shown_reason
from app.domain.figures.checkin_days import PersonalCalendar
from app.domain.mornings.day_states import DayState
from app.domain.mornings.roster import MorningFacts, on_the_phone, roster_state
from app.domain.mornings.window import MorningWindow
from app.domain.mornings.workdays import Expectation, NotExpectedReason
from app.domain.viewers import Viewer
from app.models import Call, CallOrigin, Employee
from app.policy import missed_rule, morning_window
from app.queries.expected import load_calendars
from app.queries.reach import reveals_reasons
from app.queries.roster_alerts import LiveAlert, list_live_alerts
from app.queries.roster_facts import (
    BoardPerson,
    SilentCall,
    TodaysAnswers,
    list_board_people,
    todays_answers,
    todays_silent_calls,
)
from app.queries.work_patterns import window_of
from app.settings import Settings

NOTHING_SAID = TodaysAnswers()


@dataclass(slots=True, kw_only=True)
class RosterRow:
    id: int
    name: str
    job_title: str | None
    phone: str | None
    team_id: int | None
    team: str | None
    timezone: str
    day: date
    """The technician's own today."""
    state: DayState
    reason: str | None
    """Why not ready, as this viewer may read it."""
    at: datetime | None
    """When they called."""
    out_until: date | None
    """The last day out, where they have said so."""
    talking: bool
    late: bool
    """Called after the cut-off."""
    arrives_at: datetime | None
    """When somebody who is late for work means to be there."""
    ops_only: bool
    energy: int | None
    focus: str | None
    cut_off_at: datetime
    window_ends_at: datetime
    off_reason: NotExpectedReason | None
    why: str
    """Why a call is or is not expected."""
    alerts: tuple[LiveAlert, ...]
    """Live alerts this viewer may read, the oldest first."""
    blocker_age: int | None
    """Of the oldest open blocker, in the technician's own workdays."""

    @property
    def blockers(self) -> tuple[LiveAlert, ...]:
        return tuple(alert for alert in self.alerts if alert.kind is AlertKind.BLOCKER)

    @property
    def low_energy_watch(self) -> LiveAlert | None:
        return next((alert for alert in self.alerts if alert.kind is AlertKind.BURNOUT), None)


@dataclass(frozen=True, kw_only=True)
class Roster:
    rows: tuple[RosterRow, ...]
    """By name."""
    line_alerts: tuple[LiveAlert, ...]
    """About the line, not about a person."""
    last_call_at: datetime | None


def load_roster(session: Session, viewer: Viewer, *, settings: Settings, now: datetime) -> Roster:
    """Return the board of everybody for this viewer at `now`, in seven queries."""
    people = list_board_people(session, viewer, now)
    alerts = list_live_alerts(session, viewer)
    return Roster(
        rows=make_rows(session, viewer, people, alerts, settings=settings, now=now),
        line_alerts=tuple(alert for alert in alerts if alert.employee_id is None),
        last_call_at=session.scalar(select(last_call_at())),
    )


def last_call_at() -> sa.ScalarSelect[datetime]:
    """Select when the latest call came, anybody's; null before the first."""
    return select(sa.func.max(Call.created_at)).where(Call.origin == CallOrigin.TELEPHONE).scalar_subquery()


def make_rows(
    session: Session,
    viewer: Viewer,
    people: Sequence[BoardPerson],
    alerts: Sequence[LiveAlert],
    *,
    settings: Settings,
    now: datetime,
) -> tuple[RosterRow, ...]:
    """Return a row for each of these people, in four queries; `alerts` are their live ones, and may be others' too."""
    employees = [person.employee for person in people]
    ids = [employee.id for employee in employees]
    by_person, window = _by_person(alerts), morning_window(settings)
    reading = _Reading(
        viewer=viewer,
        settings=settings,
        now=now,
        calendars=_calendars(session, employees, by_person, settings=settings, now=now),
        answers=todays_answers(session, viewer, ids, window=window, now=now),
        calls=todays_silent_calls(session, ids, window=window, now=now),
        alerts=by_person,
        reveal_reasons=reveals_reasons(viewer, settings),
    )
    return tuple(reading.row(person) for person in people)


def _by_person(alerts: Sequence[LiveAlert]) -> defaultdict[int | None, list[LiveAlert]]:
    by_person: defaultdict[int | None, list[LiveAlert]] = defaultdict(list)
    for alert in alerts:
        by_person[alert.employee_id].append(alert)
    return by_person


def _calendars(
    session: Session,
    employees: Sequence[Employee],
    alerts: Mapping[int | None, Sequence[LiveAlert]],
    *,
    settings: Settings,
    now: datetime,
) -> dict[int, PersonalCalendar]:
    """Return the calendars from the oldest live alert on, so that its age can be counted in workdays."""
    begun = [alert.alert_on for of_person in alerts.values() for alert in of_person]
    first = min([now.date() - timedelta(days=2), *begun])
    return load_calendars(session, employees, first=first, last=now.date() + timedelta(days=1), settings=settings)


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """One viewer at one instant: how facts become rows."""

    viewer: Viewer
    settings: Settings
    now: datetime
    calendars: Mapping[int, PersonalCalendar]
    answers: Mapping[int, TodaysAnswers]
    calls: Mapping[int, SilentCall]
    alerts: Mapping[int | None, Sequence[LiveAlert]]
    reveal_reasons: bool
    _days: dict[tuple[MorningWindow | None, str], date] = field(default_factory=dict)
    _ends_of: dict[tuple[MorningWindow | None, date, str], tuple[datetime, datetime]] = field(default_factory=dict)

    def _today(self, window: MorningWindow | None, timezone: str) -> date:
        """Thousands of people live in a few zones."""
        key = (window, timezone)
        if key not in self._days:
            self._days[key] = morning_window(self.settings, window).day_of(self.now, timezone)
        return self._days[key]

    def _ends(self, window: MorningWindow | None, day: date, timezone: str) -> tuple[datetime, datetime]:
        """Return the cut-off and the end of the window, worked out once for all who have the same."""
        key = (window, day, timezone)
        if key not in self._ends_of:
            rule = missed_rule(self.settings, window)
            self._ends_of[key] = rule.cut_off_at(day, timezone), rule.window.ends_at(day, timezone)
        return self._ends_of[key]

    def row(self, person: BoardPerson) -> RosterRow:
        employee = person.employee
        day = self._today(window_of(employee), employee.timezone)
        calendar, answers = self.calendars[employee.id], self.answers.get(employee.id, NOTHING_SAID)
        expectation = calendar.expected_on(day)
        cut_off_at, window_ends_at = self._ends(calendar.pattern.on(day).window, day, employee.timezone)
        facts = self._facts(employee, expectation, cut_off_at)
        alerts = tuple(self.alerts.get(employee.id, ()))
        blocked_on = [alert.alert_on for alert in alerts if alert.kind is AlertKind.BLOCKER]
        return RosterRow(
            id=employee.id,
            name=employee.name,
            job_title=employee.job_title,
            phone=employee.phone,
            team_id=employee.team_id,
            team=person.team,
            timezone=employee.timezone,
            day=day,
            state=roster_state(facts, self.now),
            reason=shown_reason(answers.reason, reveal=self.reveal_reasons),
            at=answers.last_at or facts.called_at,
            out_until=answers.out_until,
            talking=not facts.checked_in and on_the_phone(facts, self.now),
            late=facts.expected and answers.first_at is not None and answers.first_at > facts.cut_off_at,
            arrives_at=answers.arrives_at,
            ops_only=answers.call_type is CallType.OPS_ONLY,
            energy=answers.energy,
            focus=answers.focus,
            cut_off_at=facts.cut_off_at,
            window_ends_at=window_ends_at,
            off_reason=expectation.reason,
            why=expectation.sentence,
            alerts=alerts,
            blocker_age=calendar.workdays_between(min(blocked_on), day) if blocked_on else None,
        )

    def _facts(self, employee: Employee, expectation: Expectation, cut_off_at: datetime) -> MorningFacts:
        answers, call = self.answers.get(employee.id), self.calls.get(employee.id)
        return MorningFacts(
            expected=expectation.expected,
            cut_off_at=cut_off_at,
            checked_in=answers is not None,
            ready=answers.ready if answers else None,
            called_at=call.begun_at if call else None,
            call_ended=call.ended if call else True,
        )
