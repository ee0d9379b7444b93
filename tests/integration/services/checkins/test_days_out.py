"""Days out said on the phone: time off from tomorrow on, ended by who is back, never over a manager's correction."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.workdays import TimeOffKind
from app.models import ChangeSource, DailyCheckin, Employee, ProfileChange, TimeOff
from app.services.checkins.days_out import follow_days_out
from tests.builders import NOW, TODAY, make_checkin, make_employee, make_time_off

DAY = timedelta(days=1)
THURSDAY = TODAY + 2 * DAY


@pytest.fixture
def person(session: Session) -> Employee:
    return make_employee(session)


def say(session: Session, person: Employee, *, on: date = TODAY, before: date | None = None, **answers: object) -> None:
    checkin: DailyCheckin = make_checkin(session, person, checkin_on=on, **answers)
    follow_days_out(session, checkin, said_before=before, now=NOW)


def days_out(session: Session) -> list[tuple[date, date, TimeOffKind]]:
    session.expire_all()
    return [(row.starts_on, row.ends_on, row.kind) for row in session.scalars(select(TimeOff).order_by(TimeOff.id))]


def test_the_days_after_today_are_time_off(session: Session, person: Employee) -> None:
    say(session, person, ready_status=False, out_until=THURSDAY)
    assert days_out(session) == [(TODAY + DAY, THURSDAY, TimeOffKind.REPORTED_OUT)]


@pytest.mark.parametrize("last", [TODAY, None])
def test_today_alone_is_no_time_off(session: Session, person: Employee, last: date | None) -> None:
    say(session, person, ready_status=False, out_until=last)
    assert days_out(session) == []


def test_a_later_answer_replaces_the_last_day(session: Session, person: Employee) -> None:
    say(session, person, ready_status=False, out_until=THURSDAY)
    say(session, person, ready_status=False, out_until=THURSDAY + DAY)
    assert days_out(session) == [(TODAY + DAY, THURSDAY + DAY, TimeOffKind.REPORTED_OUT)]


def test_a_managers_correction_stands_until_something_new_is_said(session: Session, person: Employee) -> None:
    make_time_off(session, person, starts_on=TODAY + DAY, kind=TimeOffKind.REPORTED_OUT)
    say(session, person, ready_status=False, out_until=THURSDAY, before=THURSDAY)
    assert days_out(session) == [(TODAY + DAY, TODAY + DAY, TimeOffKind.REPORTED_OUT)]


def test_ready_after_all_ends_it_on_the_same_day(session: Session, person: Employee) -> None:
    say(session, person, ready_status=False, out_until=THURSDAY)
    say(session, person, ready_status=True)
    assert days_out(session) == []


def test_who_comes_back_early_is_expected_again_from_that_day(session: Session, person: Employee) -> None:
    say(session, person, ready_status=False, out_until=THURSDAY)
    say(session, person, on=THURSDAY, ready_status=True)
    assert days_out(session) == [(TODAY + DAY, THURSDAY - DAY, TimeOffKind.REPORTED_OUT)]


def test_another_kind_of_time_off_is_left_alone(session: Session, person: Employee) -> None:
    make_time_off(session, person, ends_on=THURSDAY, kind=TimeOffKind.VACATION)
    say(session, person, ready_status=True)
    assert days_out(session) == [(TODAY, THURSDAY, TimeOffKind.VACATION)]


def test_a_vacation_that_somebody_mentions_is_no_second_entry(session: Session, person: Employee) -> None:
    make_time_off(session, person, starts_on=TODAY + DAY, ends_on=THURSDAY, kind=TimeOffKind.VACATION)
    say(session, person, ready_status=False, out_until=THURSDAY)
    assert days_out(session) == [(TODAY + DAY, THURSDAY, TimeOffKind.VACATION)]


def test_each_change_is_a_line_of_the_persons_history(session: Session, person: Employee) -> None:
    say(session, person, ready_status=False, out_until=THURSDAY)
    say(session, person, ready_status=False, out_until=THURSDAY + DAY)
    say(session, person, ready_status=True)
    lines = session.execute(select(ProfileChange.before, ProfileChange.after).order_by(ProfileChange.id)).all()
    to_thursday, to_friday = "18 Nov 2026 to 19 Nov 2026 (reported out)", "18 Nov 2026 to 20 Nov 2026 (reported out)"
    assert [tuple(line) for line in lines] == [
        (None, to_thursday),
        (to_thursday, None),
        (None, to_friday),
        (to_friday, None),
    ]
    assert set(session.scalars(select(ProfileChange.source))) == {ChangeSource.CALL}
