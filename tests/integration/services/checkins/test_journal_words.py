"""Words of a personal day in messages that were set aside on disk."""

import dataclasses
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.checkins.fields import NotReadyReason
from app.journal import Journal, JournalEntry
from app.models import DailyCheckin, Employee
from app.services.checkins.journal_words import forget_words_set_aside
from app.settings import Settings
from tests.builders import NOW, make_call, make_checkin, make_employee

WORDS = "my back since the slipped disc"


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    return dataclasses.replace(settings, data_dir=str(tmp_path))


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session)


@pytest.fixture
def checkin(session: Session, ana: Employee) -> DailyCheckin:
    return make_checkin(session, ana)


def set_aside(settings: Settings, call_id: str, arguments: object) -> None:
    call = {"id": "t1", "function": {"name": "log_daily_checkin", "arguments": arguments}}
    body = {"message": {"type": "tool-calls", "call": {"id": call_id}, "toolCallList": [call]}}
    Journal.of(settings).set_aside(JournalEntry(NOW, json.dumps(body).encode()).to_line())


def lies_there(settings: Settings) -> list[dict[str, Any]]:
    lines = (Path(settings.data_dir) / "journal" / "failed.jsonl").read_bytes().splitlines()
    entries = [JournalEntry.from_line(line) for line in lines]
    return [json.loads(entry.body) for entry in entries if entry is not None]


@pytest.mark.parametrize("as_text", [False, True], ids=["object", "json-text"])
def test_words_go_once_the_day_is_personal(
    session: Session, own: Settings, checkin: DailyCheckin, *, as_text: bool
) -> None:
    arguments = {"ready_status": True, "blocker_note": WORDS, "focus_summary_5_words": WORDS}
    set_aside(own, checkin.call_id, json.dumps(arguments) if as_text else arguments)
    assert forget_words_set_aside(session, now=NOW, settings=own) == 0
    checkin.ready_status, checkin.not_ready_reason = False, NotReadyReason.SICK
    session.flush()
    assert [forget_words_set_aside(session, now=NOW, settings=own) for _ in range(2)] == [1, 0]
    assert WORDS not in json.dumps(lies_there(own))
    assert "log_daily_checkin" in json.dumps(lies_there(own))


def test_call_that_logged_nothing_is_of_its_own_day(session: Session, own: Settings, ana: Employee) -> None:
    make_checkin(session, ana, ready_status=False, not_ready_reason=NotReadyReason.FAMILY)
    broken, before = make_call(session, ana), make_call(session, ana, started_at=NOW - timedelta(days=1))
    for call in (broken, before):
        set_aside(own, call.id, {"blocker_note": WORDS})
    assert forget_words_set_aside(session, now=NOW, settings=own) == 1
    assert [WORDS in json.dumps(body) for body in lies_there(own)] == [False, True]


def test_what_cannot_be_read_stays_as_it_is(session: Session, own: Settings) -> None:
    journal = Journal.of(own)
    journal.set_aside(b"half a line")
    journal.set_aside(JournalEntry(NOW, b"no json").to_line())
    set_aside(own, "call-of-nobody", {"blocker_note": WORDS})
    assert forget_words_set_aside(session, now=NOW, settings=own) == 0


def test_empty_journal_is_nothing_to_do(session: Session, own: Settings) -> None:
    assert forget_words_set_aside(session, now=NOW, settings=own) == 0
