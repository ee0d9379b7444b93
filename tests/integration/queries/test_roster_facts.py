"""What the board is made of: who is on it, what they said today over all calls, and calls that logged nothing."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.checkins.fields import CallType, NotReadyReason
from app.domain.mornings.window import MorningWindow
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import CallOrigin, CallStatus, Employee
from app.queries.roster_facts import SilentCall, TodaysAnswers, list_board_people, todays_answers, todays_silent_calls
from tests.builders import NOW, TODAY, make_call, make_checkin, make_employee, make_team

MANAGER = Viewer(employee_id=0, role=Role.MANAGER, timezone="UTC", name="Sam")
DISPATCHER = Viewer(employee_id=0, role=Role.DISPATCHER, timezone="UTC", name="Dana")
HOUR = timedelta(hours=1)
WINDOW = MorningWindow(start=time(6), end=time(10))


def test_board_has_the_technicians_in_reach_who_are_to_call(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    north = make_team(session, name="North")
    zoe = make_employee(session, name="Zoe", manager_id=sam.id)
    ana = make_employee(session, name="Ana", team_id=north.id)
    make_employee(session, name="Left", active=False)
    make_employee(session, name="Not asked", expected_to_call=False)
    everybody = [(row.employee, row.team) for row in list_board_people(session, DISPATCHER, NOW)]
    assert everybody == [(ana, "North"), (zoe, None)]
    viewer = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    assert [row.employee for row in list_board_people(session, viewer, NOW)] == [zoe]


@pytest.mark.parametrize(("hour", "there"), [(5, True), (6, False)])
def test_last_day_ends_at_midnight_where_the_person_is(session: Session, hour: int, *, there: bool) -> None:
    make_employee(session, ended_on=TODAY)
    midnight_in_chicago = datetime(2026, 11, 18, hour, tzinfo=UTC)
    assert bool(list_board_people(session, DISPATCHER, midnight_in_chicago)) is there


def answers(session: Session, person: Employee, viewer: Viewer = MANAGER, now: datetime = NOW) -> TodaysAnswers | None:
    return todays_answers(session, viewer, [person.id], window=WINDOW, now=now).get(person.id)


def test_later_call_fills_what_the_first_left_open(session: Session) -> None:
    ana = make_employee(session)
    first = {"ready_status": None, "energy_level": 2, "focus_summary_5_words": "photos before I leave"}
    make_checkin(session, ana, timestamp=NOW - HOUR, **first)
    make_checkin(session, ana, call_type=CallType.OPS_ONLY, energy_level=None)
    make_checkin(session, ana, timestamp=NOW - 24 * HOUR, energy_level=5)
    assert answers(session, ana) == TodaysAnswers(
        first_at=NOW - HOUR,
        last_at=NOW,
        call_type=CallType.OPS_ONLY,
        ready=True,
        energy=2,
        focus="photos before I leave",
    )


def test_reason_and_times_belong_to_the_answer_they_came_with(session: Session) -> None:
    ana = make_employee(session)
    sick = {"ready_status": False, "not_ready_reason": NotReadyReason.SICK, "out_until": TODAY}
    make_checkin(session, ana, timestamp=NOW - HOUR, **sick)
    make_checkin(session, ana, ready_status=True, eta_minutes=90)
    today = answers(session, ana)
    assert today is not None
    assert (today.ready, today.reason, today.out_until, today.arrives_at) == (True, None, None, NOW + 1.5 * HOUR)


def test_dispatch_gets_no_energy_and_no_words_about_the_day(session: Session) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, energy_level=2, focus_summary_5_words="photos before I leave")
    today = answers(session, ana, DISPATCHER)
    assert today is not None
    assert (today.ready, today.energy, today.focus) == (True, None, None)


def test_day_is_the_persons_own(session: Session) -> None:
    evening = datetime(2026, 11, 17, 5, 30, tzinfo=UTC)
    """Half past eleven on the 16th in Chicago, half past midnight on the 17th in New York."""
    chicago, new_york = (make_employee(session, timezone=zone) for zone in ("America/Chicago", "America/New_York"))
    for person in (chicago, new_york):
        make_checkin(session, person, timestamp=evening - HOUR)
    assert [answers(session, person, now=evening) is not None for person in (chicago, new_york)] == [True, False]


def test_latest_call_without_a_check_in_is_silent(session: Session) -> None:
    ana = make_employee(session)
    make_call(session, ana, started_at=NOW - HOUR)
    make_call(session, ana, started_at=NOW, status=CallStatus.IN_PROGRESS)
    checkin = make_checkin(session, ana, timestamp=NOW + HOUR)
    make_call(session, ana, started_at=NOW + HOUR / 2, origin=CallOrigin.TEXT)
    make_call(session, ana, started_at=NOW - 24 * HOUR)
    silent = todays_silent_calls(session, [ana.id], window=WINDOW, now=NOW)
    assert silent == {ana.id: SilentCall(begun_at=NOW, ended=False)}
    assert checkin.call_id not in silent


def test_call_whose_begin_was_never_reported_counts_from_its_first_message(session: Session) -> None:
    ana = make_employee(session)
    make_call(session, ana).started_at = None
    session.flush()
    assert todays_silent_calls(session, [ana.id], window=WINDOW, now=NOW) == {
        ana.id: SilentCall(begun_at=NOW, ended=True)
    }
