"""The roll-up's statement decides who is expected as the domain does, and counts what it says it counts."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.window import Week
from app.models import CallOrigin, Employee, OutageDay, TechProfile
from app.queries.expected import load_calendars
from app.queries.weekly_rollups import WeekCounts, count_week, list_employee_ids
from app.services.weeks.roll_up import ask
from app.settings import Settings
from tests.builders import make_call, make_checkin, make_employee, make_profile
from tests.odd_people import OddPeople

LAST = date(2027, 1, 10)
NOW = datetime(2027, 1, 12, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize("seed", [11, 12])
def test_expected_days_and_workdays_are_those_of_the_domain(session: Session, settings: Settings, seed: int) -> None:
    OddPeople(session, seed, first=LAST - timedelta(days=34), last=LAST).add(20)
    session.query(OutageDay).delete()
    people = {person.id: person for person in session.scalars(select(Employee))}
    profiles = {profile.employee_id: profile for profile in session.scalars(select(TechProfile))}
    calendars = load_calendars(
        session,
        list(people.values()),
        first=LAST - timedelta(days=400),
        last=LAST + timedelta(days=400),
        settings=settings,
    )
    for back in range(5):
        week = Week.of(LAST).shifted(-back)
        rows = count_week(session, ask(session, week, now=NOW, settings=settings), list(people))
        assert rows
        for row in rows:
            calendar = calendars[row.employee_id]
            days = [week.start + timedelta(days=number) for number in range(7)]
            assert row.workdays_expected == sum(calendar.expected_on(day).expected for day in days)
            if row.goal_started_on and row.goal_due_on and profiles[row.employee_id].goal_since is None:
                eve = row.goal_started_on - timedelta(days=1)
                assert row.goal_total_workdays == calendar.workdays_between(eve, row.goal_due_on)
                until = min(row.judged_on, row.goal_due_on)
                assert row.goal_elapsed_workdays == calendar.workdays_between(eve, until)
            for blocker in row.open_blockers:
                raised_on = date.fromisoformat(blocker["raised_on"])
                assert blocker["workdays"] == calendar.workdays_between(raised_on, row.judged_on)


def count(session: Session, settings: Settings, employee: Employee, now: datetime) -> WeekCounts:
    [row] = count_week(session, ask(session, Week.of(MONDAY), now=now, settings=settings), [employee.id])
    return row


def at(hour: int, minute: int = 0, *, day: date = MONDAY) -> datetime:
    """In Chicago in winter."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC) + timedelta(hours=6)


def test_day_counts_from_its_cut_off_on(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, timestamp=at(7))
    early, late = (count(session, settings, ana, at(10, minute)) for minute in (14, 15))
    assert (early.days_counted, early.workdays_expected, early.checkins_done, early.energy_readings) == (0, 0, 0, 0)
    assert (late.days_counted, late.workdays_expected, late.checkins_done, late.energy_readings) == (1, 1, 1, 1)


def test_cut_off_is_that_of_the_persons_own_window(session: Session, settings: Settings) -> None:
    ana = make_employee(session, window_start=time(4), window_end=time(6))
    assert count(session, settings, ana, at(6, 15)).days_counted == 1


def test_window_over_midnight_is_cut_off_in_the_morning_after(session: Session, settings: Settings) -> None:
    """Who called at one in the night, and did not finish, has not missed the day before."""
    ana = make_employee(session, window_start=time(22), window_end=time(2))
    tuesday = MONDAY + timedelta(days=1)
    assert count(session, settings, ana, at(2, 14, day=tuesday)).days_counted == 0
    assert count(session, settings, ana, at(2, 15, day=tuesday)).missed_on == [MONDAY]
    make_call(session, ana, started_at=at(1, day=tuesday), origin=CallOrigin.TEXT)  # a text that nobody understood
    assert count(session, settings, ana, at(2, 15, day=tuesday)).missed_on == [MONDAY]
    make_call(session, ana, started_at=at(1, day=tuesday))
    assert count(session, settings, ana, at(2, 15, day=tuesday)).missed_on is None


def test_observed_holiday_follows_the_work_week(session: Session, settings: Settings) -> None:
    """The 4th of July 2026 is a Saturday and observed on Friday: who works on Saturdays has the Saturday off."""
    weeks = {"Mon-Fri": [1, 2, 3, 4, 5], "Tue-Sat": [2, 3, 4, 5, 6], "Sun-Thu": [7, 1, 2, 3, 4]}
    people = {name: make_employee(session, workdays=workdays) for name, workdays in weeks.items()}
    asked = ask(session, Week.of(date(2026, 7, 4)), now=NOW, settings=settings)
    rows = {row.employee_id: row for row in count_week(session, asked, [person.id for person in people.values()])}
    missed = {name: [f"{day:%a}" for day in rows[person.id].missed_on or []] for name, person in people.items()}
    assert missed == {
        "Mon-Fri": ["Mon", "Tue", "Wed", "Thu"],
        "Tue-Sat": ["Tue", "Wed", "Thu", "Fri"],
        "Sun-Thu": ["Mon", "Tue", "Wed", "Thu", "Sun"],
    }


def test_check_in_on_a_day_off_is_extra_and_pays_no_debt(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, timestamp=at(7, day=MONDAY + timedelta(days=5)), energy_level=1)
    row = count(session, settings, ana, NOW)
    assert (row.checkins_done, row.checkins_extra, row.workdays_expected) == (0, 1, 5)
    assert (row.energy_readings, row.low_energy_days) == (1, 1)


def test_latest_energy_of_a_day_counts_once(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    for minute, energy in ((1, 2), (2, 5), (3, None)):
        make_checkin(session, ana, timestamp=at(7, minute), energy_level=energy, duration_seconds=40)
    row = count(session, settings, ana, NOW)
    assert (row.checkins_done, row.energy_sum, row.energy_readings) == (1, 5, 1)
    assert (row.calls_count, row.call_seconds) == (3, 120)


def test_goal_with_a_corrected_milestone_list_is_read_as_stored(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    steps = [{"text": "Tool kit", "done_on": "2026-11-03"}]
    dates = {"goal_started_on": MONDAY - timedelta(days=30), "goal_due_on": MONDAY + timedelta(days=60)}
    make_profile(session, ana, goal_milestones=steps, **dates)
    assert count(session, settings, ana, NOW).goal_milestones == steps


def test_employee_numbers_come_in_pages(session: Session) -> None:
    numbers = sorted(make_employee(session).id for _ in range(5))
    assert list_employee_ids(session, after=numbers[0] - 1, most=2) == numbers[:2]
    assert list_employee_ids(session, after=numbers[1], most=9) == numbers[2:]
