"""What a call knows of its caller: the profile, whether the day is done, and what was promised last."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.queries.checkin_context import LastCommitment, find_last_commitment, find_profile, is_checked_in
from tests.builders import NOW, TODAY, make_checkin, make_employee, make_profile

YESTERDAY = TODAY - timedelta(days=1)


def test_profile_is_ones_own_or_none(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    profile = make_profile(session, ana)
    assert (find_profile(session, ana.id), find_profile(session, ben.id)) == (profile, None)


def test_only_a_completed_call_of_that_day_and_person_counts(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    make_checkin(session, ana, call_completed=False)
    make_checkin(session, ana, timestamp=NOW - timedelta(days=1))
    make_checkin(session, ben)
    people_and_days = [(ana.id, TODAY), (ana.id, YESTERDAY), (ben.id, TODAY)]
    assert [is_checked_in(session, *person_day) for person_day in people_and_days] == [False, True, True]


def test_last_commitment_is_of_an_earlier_day_that_had_one(session: Session) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, timestamp=NOW - timedelta(days=4), kpi_action_today="two callbacks")
    make_checkin(session, ana, timestamp=NOW - timedelta(days=1))
    make_checkin(session, ana, goal_action_today="of today")
    make_checkin(session, make_employee(session), timestamp=NOW - timedelta(days=1), kpi_action_today="not hers")
    assert find_last_commitment(session, ana.id, TODAY) == LastCommitment(
        checkin_on=TODAY - timedelta(days=4), kpi_action="two callbacks", goal_action=None
    )


def test_later_call_of_the_same_day_counts(session: Session) -> None:
    ana = make_employee(session)
    for minutes, action in ((10, "later"), (0, "first")):
        at = NOW - timedelta(days=1) + timedelta(minutes=minutes)
        make_checkin(session, ana, timestamp=at, goal_action_today=action)
    last = find_last_commitment(session, ana.id, TODAY)
    assert last == LastCommitment(checkin_on=YESTERDAY, kpi_action=None, goal_action="later")


def test_who_never_promised_anything_has_no_commitment(session: Session) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, timestamp=NOW - timedelta(days=1))
    assert find_last_commitment(session, ana.id, TODAY) is None
