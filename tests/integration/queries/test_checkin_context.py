"""What a call knows of its caller: the profile, whether the day is done, and what was promised last."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.models import Employee
from app.queries.checkin_context import ContextFacts, context_asked, find_profile, find_profile_name, is_checked_in
from app.queries.sql_files import run
from tests.builders import NOW, TODAY, make_alert, make_checkin, make_employee, make_left_word, make_profile

YESTERDAY = TODAY - timedelta(days=1)


def test_profile_is_ones_own_or_none(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    profile = make_profile(session, ana)
    assert (find_profile(session, ana.id), find_profile(session, ben.id)) == (profile, None)
    assert [find_profile_name(session, who.id) for who in (ana, ben)] == [profile.name, None]


def test_only_a_completed_call_of_that_day_and_person_counts(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    make_checkin(session, ana, call_completed=False)
    make_checkin(session, ana, timestamp=NOW - timedelta(days=1))
    make_checkin(session, ben)
    people_and_days = [(ana.id, TODAY), (ana.id, YESTERDAY), (ben.id, TODAY)]
    assert [is_checked_in(session, *person_day) for person_day in people_and_days] == [False, True, True]


def facts_of(session: Session, person: Employee) -> ContextFacts:
    asked = context_asked(person.id, today=TODAY, words_left_by=NOW, now=NOW)
    return ContextFacts(**run(session, "context_facts", asked).mappings().one())


def commitment_of(session: Session, person: Employee) -> tuple[object, ...]:
    facts = facts_of(session, person)
    return facts.committed_on, facts.kpi_action, facts.goal_action


def test_last_commitment_is_of_an_earlier_day_that_had_one(session: Session) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, timestamp=NOW - timedelta(days=4), kpi_action_today="two callbacks")
    make_checkin(session, ana, timestamp=NOW - timedelta(days=1))
    make_checkin(session, ana, goal_action_today="of today")
    make_checkin(session, make_employee(session), timestamp=NOW - timedelta(days=1), kpi_action_today="not hers")
    assert commitment_of(session, ana) == (TODAY - timedelta(days=4), "two callbacks", None)


def test_later_call_of_the_same_day_counts(session: Session) -> None:
    ana = make_employee(session)
    for minutes, action in ((10, "later"), (0, "first")):
        at = NOW - timedelta(days=1) + timedelta(minutes=minutes)
        make_checkin(session, ana, timestamp=at, goal_action_today=action)
    assert commitment_of(session, ana) == (YESTERDAY, None, "later")


def test_who_never_promised_anything_has_no_commitment(session: Session) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, timestamp=NOW - timedelta(days=1))
    assert commitment_of(session, ana) == (None, None, None)


def test_facts_are_those_of_the_person_alone(session: Session) -> None:
    ana, ben = make_employee(session, name="Ana Ruiz"), make_employee(session)
    make_profile(session, ana, name="Annie")
    make_checkin(session, ana)
    make_alert(session, ana, kind=AlertKind.BLOCKER)
    make_left_word(session, ben, ana, words="nice work")
    hers, others = facts_of(session, ana), facts_of(session, ben)
    assert (hers.has_profile, hers.profile_name, hers.words) == (True, "Annie", None)
    assert (hers.checked_in, hers.called_this_week, hers.has_blocker_news) == (True, True, True)
    assert (others.has_profile, others.profile_name) == (False, None)
    assert (others.checked_in, others.called_this_week, others.has_blocker_news) == (False, False, False)
    assert (others.words, others.author) == ("nice work", "Ana Ruiz")
