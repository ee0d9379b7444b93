"""Missed check-ins, worked out anew from the tables at each run.

Each person's cut-off is in their own zone, so the people of one run are taken in groups that share an instant. A group
for which the line may be down is held once, and its alert goes to ops.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertOutcome, AlertStatus
from app.domain.alerts.missed import missed_finding
from app.domain.mornings.window import MorningWindow
from app.models import Alert, DailyCheckin, Employee
from app.policy import morning_window
from app.queries.expected import ExpectedDay, expectations, list_technicians
from app.queries.mornings import alerted, heard_from
from app.services.alerts.lifecycle import close
from app.services.alerts.line import close_line_alert, hold_for_line
from app.services.alerts.notify import notify_missed_checkins
from app.services.alerts.records import NewAlert, insert_alerts
from app.settings import Settings


def record_missed_checkins(session: Session, *, now: datetime, settings: Settings) -> tuple[Alert, ...]:
    """Raise what is missing at `now` and close what no longer is; return the missed alerts raised in this run.

    Two runs at once, or a run repeated, raise nothing twice.
    """
    if not settings.missed_checkin_alerts:
        return ()
    people = expectations(session, list_technicians(session), now=now, settings=settings)
    window = morning_window(settings)
    _close_settled(session, people, window=window, now=now)
    raised: list[Alert] = []
    for cut_off_at, group in sorted(_due_groups(people, now).items()):
        missing, first_run = _missing(session, group, window=window)
        rule = group[0].rule
        if missing and not hold_for_line(
            session, group, cut_off_at, rule, first_run=first_run, settings=settings, now=now
        ):
            raised += insert_alerts(session, [_new_alert(person) for person in missing], now=now)
        close_line_alert(session, group, cut_off_at, now=now)
    session.flush()
    if raised:
        notify_missed_checkins(session, raised, settings=settings, now=now)
    return tuple(raised)


def close_missed_alert(session: Session, alert: Alert, checkin: DailyCheckin, *, now: datetime) -> None:
    """Close the locked alert about a missed check-in of the day, because the person has called after all."""
    zone = session.get_one(Employee, checkin.employee_id).timezone
    _close_as_late(session, alert, called_at=checkin.timestamp, timezone=zone, now=now)


def missed_key(employee_id: int, day: date) -> str:
    return f"missed:{employee_id}:{day.isoformat()}"


def _due_groups(people: Sequence[ExpectedDay], now: datetime) -> dict[datetime, list[ExpectedDay]]:
    """Return the expected people whose cut-off has passed, by its instant."""
    groups: defaultdict[datetime, list[ExpectedDay]] = defaultdict(list)
    for person in people:
        cut_off_at = person.rule.cut_off_at(person.day, person.employee.timezone)
        if person.expectation.expected and cut_off_at <= now:
            groups[cut_off_at].append(person)
    return groups


def _missing(
    session: Session, group: Sequence[ExpectedDay], *, window: MorningWindow
) -> tuple[list[ExpectedDay], bool]:
    """Return those who have not called and have no alert about it, and whether nobody of the group has one."""
    heard = heard_from(session, [(person.employee.id, person.day) for person in group], window=window)
    already_alerted = alerted(session, [missed_key(person.employee.id, person.day) for person in group])
    missing = [
        person
        for person in group
        if (person.employee.id, person.day) not in heard
        and missed_key(person.employee.id, person.day) not in already_alerted
    ]
    return missing, not already_alerted


def _new_alert(person: ExpectedDay) -> NewAlert:
    employee, day = person.employee, person.day
    return NewAlert(
        finding=missed_finding(day, employee.timezone, person.rule, expected_because=person.expectation.sentence),
        dedupe_key=missed_key(employee.id, day),
        alert_on=day,
        employee_id=employee.id,
    )


def _close_settled(session: Session, people: Sequence[ExpectedDay], *, window: MorningWindow, now: datetime) -> None:
    """Close the alerts of people who have called meanwhile, or turn out not to be expected."""
    by_key = {missed_key(person.employee.id, person.day): person for person in people}
    live = session.scalars(
        select(Alert)
        .where(Alert.dedupe_key.in_(list(by_key)), Alert.status != AlertStatus.RESOLVED)
        .with_for_update(skip_locked=True)
    ).all()
    called = heard_from(
        session,
        [
            (person.employee.id, person.day)
            for person in map(by_key.get, [alert.dedupe_key for alert in live])
            if person
        ],
        window=window,
    )
    for alert in live:
        person = by_key[alert.dedupe_key]
        called_at = called.get((person.employee.id, person.day))
        if called_at is not None:
            _close_as_late(session, alert, called_at=called_at, timezone=person.employee.timezone, now=now)
        elif not person.expectation.expected:
            note = f"not expected after all: {person.expectation.sentence}"
            close(session, alert, AlertOutcome.FALSE_ALARM, note=note, now=now)


def _close_as_late(session: Session, alert: Alert, *, called_at: datetime, timezone: str, now: datetime) -> None:
    note = f"called late, at {called_at.astimezone(ZoneInfo(timezone)):%H:%M}"
    close(session, alert, AlertOutcome.CALLED_LATE, note=note, now=now)
