"""What a page is read from: the weeks asked for, the past that the usual level and the goal need, the goal itself."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.domain.figures.goal_history import Milestone
from app.domain.mornings.day_states import DayState
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee
from app.queries.person_record import PersonRecord, goal_of, load_person_record
from app.settings import Settings
from tests.builders import NOW, TODAY, make_checkin, make_employee, make_profile, make_time_off


def load(
    session: Session, settings: Settings, person: Employee, *, weeks: int = 4, now: datetime = NOW
) -> PersonRecord:
    viewer = Viewer(employee_id=person.id, role=Role.TECHNICIAN, timezone="UTC", name=person.name)
    return load_person_record(session, viewer, person.id, weeks=4, now=now, settings=settings)


def test_weeks_are_iso_weeks_with_the_running_one(session: Session, settings: Settings) -> None:
    record = load(session, settings, make_employee(session))
    assert (record.first, record.today) == (date(2026, 10, 26), TODAY)
    assert [record.shown_days[0].day, record.shown_days[-1].day] == [date(2026, 10, 26), TODAY]


def test_four_weeks_before_are_read_for_the_usual_level(session: Session, settings: Settings) -> None:
    assert load(session, settings, make_employee(session)).days[0].day == date(2026, 9, 28)


def test_goal_that_began_earlier_is_read_from_its_first_day(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    make_profile(session, ana, goal_started_on=date(2026, 8, 1), goal_due_on=date(2026, 12, 1))
    assert load(session, settings, ana).days[0].day == date(2026, 8, 1)


def test_today_is_the_persons_own(session: Session, settings: Settings) -> None:
    tokyo = make_employee(session, timezone="Asia/Tokyo")
    late = datetime(2026, 11, 17, 20, 0, tzinfo=UTC)
    assert load(session, settings, tokyo, now=late).today == TODAY + timedelta(days=1)


def test_time_off_and_holidays_are_not_expected(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    make_time_off(session, ana, starts_on=date(2026, 11, 12), ends_on=date(2026, 11, 13))
    make_checkin(session, ana, timestamp=NOW - timedelta(days=60))
    states = {day.day: day.state for day in load(session, settings, ana).shown_days}
    assert states[date(2026, 11, 11)] is DayState.OFF, "Veterans Day"
    assert states[date(2026, 11, 12)] is DayState.OFF
    assert states[date(2026, 11, 10)] is DayState.MISSED


def test_days_before_the_companys_first_checkin_are_off(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    make_checkin(session, make_employee(session), checkin_on=date(2026, 11, 10))
    states = {day.day: day.state for day in load(session, settings, ana).shown_days}
    assert (states[date(2026, 11, 9)], states[date(2026, 11, 10)]) == (DayState.OFF, DayState.MISSED)


def test_goal_comes_with_numbers_and_milestones(session: Session) -> None:
    steps = [{"text": "Tool kit", "done_on": "2026-11-02"}, {"text": "Ride along", "done_on": None}]
    profile = make_profile(
        session,
        make_employee(session),
        goal_started_on=date(2026, 9, 1),
        goal_due_on=date(2026, 12, 1),
        goal_baseline=Decimal(12),
        goal_target=Decimal("4.5"),
        goal_milestones=steps,
    )
    goal = goal_of(profile)
    assert goal is not None
    assert (goal.baseline, goal.target) == (12.0, 4.5)
    assert goal.milestones == (
        Milestone(text="Tool kit", done_on=date(2026, 11, 2)),
        Milestone(text="Ride along", done_on=None),
    )


@pytest.mark.parametrize("missing", ["goal_started_on", "goal_due_on"])
def test_goal_without_its_dates_is_no_goal_to_measure(session: Session, missing: str) -> None:
    dates = {"goal_started_on": date(2026, 9, 1), "goal_due_on": date(2026, 12, 1)} | {missing: None}
    assert goal_of(make_profile(session, make_employee(session), **dates)) is None
    assert goal_of(None) is None
