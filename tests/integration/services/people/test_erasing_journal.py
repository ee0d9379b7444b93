"""Messages set aside on disk: those of the person are emptied, those of others stay."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.journal import Journal, JournalEntry
from app.services.people.erasing_journal import EMPTY, find_marks, forget_in_journal, messages_wait
from app.settings import Settings
from tests.builders import NOW, make_call, make_employee


@pytest.fixture
def own_settings(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, data_dir=str(tmp_path))


def kept(settings: Settings) -> list[bytes]:
    lines = (Path(settings.data_dir) / "journal" / "failed.jsonl").read_bytes().splitlines()
    entries = [JournalEntry.from_line(line) for line in lines]
    return [entry.body for entry in entries if entry]


def test_what_is_theirs_by_call_number_or_name_is_emptied(session: Session, own_settings: Settings) -> None:
    ana, ben = make_employee(session, name="Ana Ruiz"), make_employee(session, name="Ben Ode")
    call = make_call(session, ana)
    bodies = [
        f'{{"id": "{call.id}"}}',
        f'{{"from": "{ana.phone}"}}',
        '{"note": "Ana Ruiz"}',
        f'{{"from": "{ben.phone}"}}',
    ]
    journal = Journal.of(own_settings)
    for body in bodies:
        journal.set_aside(JournalEntry(NOW, body.encode()).to_line())
    assert forget_in_journal(find_marks(session, ana.id), settings=own_settings) == 3
    assert kept(own_settings) == [EMPTY, EMPTY, EMPTY, bodies[3].encode()]


def test_messages_that_wait_are_told_of(own_settings: Settings) -> None:
    assert not messages_wait(own_settings)
    Journal.of(own_settings).append(JournalEntry(NOW, b"{}"))
    assert messages_wait(own_settings)
