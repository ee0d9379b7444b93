"""Weeks of the line in figures, each against the same rows counted by hand."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.checkins.fields import BY_NAME, CallType
from app.domain.checkins.problems import MISSING, unread
from app.domain.checkins.spoken.moment import Moment
from app.models import CallOrigin, ToolResult
from app.queries.call_quality import ASKED, CAP_REACHED, NO_REASON, UNREAD_OR_MISSING, CallWeek, list_call_weeks
from tests.builders import NOW, TODAY, make_call, make_checkin, make_employee

MONDAY = date(2026, 11, 16)


def weeks_of(session: Session) -> list[CallWeek]:
    return list_call_weeks(session, first=TODAY - timedelta(weeks=1), last=TODAY, timezone="America/Chicago")


def answer(session: Session, call_id: str, number: int, result: str) -> None:
    key = {"call_id": call_id, "tool_call_id": f"t{number}", "arguments_digest": "d"}
    session.add(ToolResult(**key, result=result, created_at=NOW))
    session.flush()


def test_week_counts_the_calls_of_the_telephone(session: Session) -> None:
    person = make_employee(session)
    done = make_call(session, person, duration_seconds=60)
    short = make_call(session, person, duration_seconds=100, ended_reason=CAP_REACHED)
    make_checkin(session, person, call_id=done.id)
    make_checkin(
        session, person, call_id=short.id, call_type=CallType.OPS_ONLY, call_completed=False, stopped_at="energy"
    )
    make_call(session, person, duration_seconds=20, ended_reason="customer-ended-call")
    make_call(session, duration_seconds=None, ended_reason=None)
    make_call(session, person, typed_by_id=person.id)
    make_call(session, person, origin=CallOrigin.WEB_LINK, duration_seconds=None)
    make_call(session, person, origin=CallOrigin.TEXT, duration_seconds=None)
    make_call(session, person, started_at=NOW - timedelta(weeks=5))
    by_hand = "SELECT percentile_cont(array[0.5, 0.9]) WITHIN GROUP (ORDER BY n) FROM (VALUES (60), (100), (20)) v(n)"
    assert session.scalar(sa.text(by_hand)) == [60, 92]
    assert weeks_of(session) == [
        CallWeek(
            week_start=MONDAY,
            calls=4,
            completed=1,
            ops_only=1,
            unsaved=1,
            typical_seconds=60,
            long_seconds=92,
            cap_reached=1,
            web_links=1,
            texts=1,
            stopped={"energy": 1},
            endings={"assistant-ended-call": 1, "customer-ended-call": 1, CAP_REACHED: 1, NO_REASON: 1},
        )
    ]


def test_questions_asked_again_are_counted_from_the_answers_of_the_tool(session: Session) -> None:
    call, typed = make_call(session), make_call(session, typed_by_id=make_employee(session).id)
    moment = Moment(local=NOW, workdays=frozenset({1}))
    energy = unread(BY_NAME["energy_level"], moment).sentence
    answer(session, call.id, 1, f"Saved: Ready. {energy}. {MISSING['blocker_note']}.")
    answer(session, call.id, 2, f"Saved: Ready. {energy}.")
    answer(session, call.id, 3, "Saved: Ready, energy three. Now say this and end the call: Saved.")
    answer(session, typed.id, 1, energy)
    assert [week.asked_again for week in weeks_of(session)] == [{"energy_level": 2, "blocker_note": 1}]


@pytest.mark.parametrize("name", ASKED)
def test_every_sentence_about_an_unread_answer_is_recognised(session: Session, name: str) -> None:
    sentence = unread(BY_NAME[name], Moment(local=NOW, workdays=frozenset({1}))).sentence
    found = session.scalar(sa.select(sa.func.regexp_matches(sentence, UNREAD_OR_MISSING)))
    assert found == [name]


def test_week_is_that_of_the_company(session: Session) -> None:
    """At three on Monday in London it is still Sunday in Chicago."""
    make_call(session, started_at=NOW.replace(day=16, hour=3))
    assert [week.week_start for week in weeks_of(session)] == [MONDAY - timedelta(weeks=1)]
