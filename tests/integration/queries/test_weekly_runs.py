"""Which weeks are due and missing, by what the tables say, and whose weeks have changed."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.domain.figures.week_schedule import WeekSchedule
from app.domain.mornings.window import Week
from app.models import ChangedWeek, WeeklyRun
from app.queries.weekly_runs import list_due_weeks, list_finished_weeks, list_missing_weeks, read_changes
from tests.builders import NOW, make_checkin, make_employee

CHICAGO = WeekSchedule(timezone="America/Chicago", close_weekday=1, close_time=time(5), evening_time=time(19))
W45, W46, W47 = (Week(2026, number) for number in (45, 46, 47))


def record(session: Session, week: Week, *, finished: bool = True) -> None:
    session.add(WeeklyRun(week_start=week.start, ran_at=NOW - timedelta(hours=1), finished=finished, rows=1))
    session.flush()


def test_weeks_are_due_from_the_first_check_in_on(session: Session) -> None:
    make_checkin(session, make_employee(session), timestamp=datetime(2026, 11, 4, 14, tzinfo=UTC))
    assert list_due_weeks(session, CHICAGO, now=NOW) == [W45, W46, W47]
    record(session, W45)
    record(session, W47, finished=False)
    assert list_due_weeks(session, CHICAGO, now=NOW) == [W46]
    assert list_missing_weeks(session, CHICAGO, now=NOW) == [W46]


def test_finished_weeks_are_those_of_a_day_and_after(session: Session) -> None:
    for week in (W45, W46):
        record(session, week)
    record(session, W47, finished=False)
    assert list_finished_weeks(session, since=date(2026, 11, 8)) == [W45, W46]
    assert list_finished_weeks(session, since=date(2026, 11, 9)) == [W46]


def test_changes_are_taken_by_person_from_the_first_day(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    for person, day in ((ana, 12), (ana, 10), (ben, 11), (ben, 3)):
        session.add(ChangedWeek(employee_id=person.id, changed_on=date(2026, 11, day)))
        session.flush()
    changes = read_changes(session, most=3)
    assert len(changes.ids) == 3
    assert changes.since == {ana.id: date(2026, 11, 10), ben.id: date(2026, 11, 11)}
