"""What a text saves and is answered: the row of a call, one question at a time."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Alert, Call, CallOrigin, CallStatus, DailyCheckin, Employee, OutboxMessage
from app.services.checkins.calls import record_call
from app.services.texting.checkins import how_to, take_answers
from app.settings import Settings
from tests.builders import NOW, make_employee

BLOCKED = "Blocked? Text: blocker, and what it is."
GONE = "Thanks for telling us. Dispatch knows."


@pytest.fixture
def dee(session: Session) -> Employee:
    make_employee(session, name="Kay Ortiz", role=Role.DISPATCHER, email="kay@example.com")
    manager = make_employee(session, role=Role.MANAGER, email="sam@example.com")
    return make_employee(session, name="Dee Okafor", manager_id=manager.id)


class Texts:
    def __init__(self, session: Session, person: Employee, settings: Settings) -> None:
        self.session, self.person, self.settings = session, person, settings
        self.call = record_call(
            session, call_id="text-1", employee_id=person.id, caller_masked="", origin=CallOrigin.TEXT, now=NOW
        )

    def take(self, words: str, *, last_reply: str = "", after: timedelta = timedelta()) -> str | None:
        return take_answers(
            self.session,
            self.person,
            call=self.call,
            words=words,
            last_reply=last_reply,
            settings=self.settings,
            now=NOW + after,
        )

    def row(self, *names: str) -> tuple[Any, ...]:
        [checkin] = self.session.scalars(sa.select(DailyCheckin))
        return tuple(getattr(checkin, name) for name in names)


@pytest.fixture
def texts(session: Session, dee: Employee, settings: Settings) -> Texts:
    return Texts(session, dee, settings)


@pytest.mark.parametrize(
    ("words", "reply", "row"),
    [
        ("ready", f"Ready. Saved. Drive safe. {BLOCKED}", ("ops_only", True, None, None, None)),
        (
            "ready 4",
            f"Ready, energy four. Saved, thanks. Have a good one, Dee. {BLOCKED}",
            ("daily_checkin", True, None, None, 4),
        ),
        ("sick", f"{GONE} Look after yourself.", ("ops_only", False, "sick", None, None)),
        ("not coming in", f"{GONE} Is it sick, family, vehicle, schedule, or something else?",
         ("ops_only", False, "other", None, None)),
        ("late 30", f"Ready, there in 30 minutes. Dispatch knows. Saved. Drive safe. {BLOCKED}",
         ("ops_only", True, None, 30, None)),
        ("late 999", "Ready. Saved. Drive safe. How many minutes? Text: late 30.",
         ("ops_only", True, None, None, None)),
    ],
)  # fmt: skip
def test_one_text_is_a_whole_check_in(texts: Texts, words: str, reply: str, row: tuple[Any, ...]) -> None:
    assert texts.take(words) == reply
    assert texts.row("call_type", "ready_status", "not_ready_reason", "eta_minutes", "energy_level") == row
    assert texts.row("call_completed") == (True,)
    assert (texts.call.status, texts.call.ended_reason) == (CallStatus.ENDED, "text-answered")


def test_skip_is_the_short_version(texts: Texts) -> None:
    assert texts.take("skip") == "Sure, short version. Ready to roll, yes or no?"
    assert texts.row("ready_status", "call_completed") == (None, False)
    assert texts.call.status is CallStatus.IN_PROGRESS
    assert texts.take("yes", last_reply="Ready to roll, yes or no?") == f"Ready. Saved. Drive safe. {BLOCKED}"
    assert texts.take("no", last_reply=BLOCKED) == "Ready, no blockers. Saved. Drive safe."
    assert texts.row("call_type", "ready_status", "blocker_present", "call_completed") == (
        "ops_only",
        True,
        False,
        True,
    )


def test_blocker_without_words_is_asked_for_once(session: Session, texts: Texts) -> None:
    assert texts.take("ready, I have a blocker") == "What is it? Text: blocker, and what it is."
    reply = texts.take("blocker gate code wrong")
    assert reply == "Ready, gate code wrong. Ops knows about the blocker. Saved. Drive safe."
    assert session.scalars(sa.select(Alert.note)).all() == ["gate code wrong"]


def test_later_text_corrects_the_row_and_its_alerts_and_takes_the_words_away(session: Session, texts: Texts) -> None:
    texts.take("ready 2")
    texts.take("blocker gate code wrong")
    assert texts.take("sick") == f"{GONE} Ops knows about the blocker. Look after yourself."
    assert texts.row("ready_status", "not_ready_reason", "blocker_note") == (False, "sick", None)
    assert [text for text in session.scalars(sa.select(OutboxMessage.body_text)) if "gate code" in text] == []
    assert texts.take("ready") == (
        "Ready, energy two, a blocker. Ops knows about the blocker. Saved, thanks. Have a good one, Dee."
    )
    statuses = session.execute(sa.select(Alert.kind, Alert.status).order_by(Alert.id)).all()
    assert ("attendance", "resolved") in [(kind.value, status.value) for kind, status in statuses]


def test_what_is_not_understood_saves_nothing(session: Session, texts: Texts) -> None:
    assert texts.take("gate code wrong") is None
    assert texts.take("yes") is None
    assert session.scalars(sa.select(DailyCheckin)).all() == []
    texts.take("ready")
    assert texts.take("ok thanks", last_reply=BLOCKED) == ""
    assert texts.call.id == "text-1"
    assert session.scalar(sa.select(sa.func.count()).select_from(Call)) == 1


@pytest.mark.parametrize("late", ["late 30", "I'll be half an hour late", "running about 30 min late"])
def test_minutes_count_from_the_text_that_says_them(session: Session, texts: Texts, late: str) -> None:
    texts.take("ready 4")
    reply = texts.take(late, after=timedelta(hours=2))
    assert reply is not None
    assert reply.startswith("Ready, there in 30 minutes, energy four. Dispatch knows.")
    [row] = session.scalars(sa.select(DailyCheckin))
    assert row.arrives_at == NOW + timedelta(hours=2, minutes=30)


def test_later_text_repeats_no_time_that_has_gone_by_and_no_question_that_was_answered(texts: Texts) -> None:
    texts.take("late 30")
    reply = texts.take("no blockers", after=timedelta(hours=2))
    assert reply == "Ready, no blockers. Saved. Drive safe."
    texts.take("vehicle")
    assert texts.take("no blockers") == "Thanks for telling us."


def test_whose_readiness_is_known_is_not_asked_for_it_again(session: Session, texts: Texts) -> None:
    asks = "Ready to roll, yes or no? "
    assert how_to(session, texts.call) == f"{asks}Text: ready 4 (energy 1 to 5), late 30, sick, or skip."
    texts.take("ready")
    assert how_to(session, texts.call) == "Text: ready 4 (energy 1 to 5), late 30, sick, or skip."
