"""An erasure in its two steps: refused while messages wait, whole, and on the list once."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed
from app.erasures import ErasureList
from app.journal import Journal, JournalEntry
from app.services.people.erasing_whole import SAME_NAME, ErasureListError, erase_whole, list_erasure
from app.settings import Settings
from tests.builders import NOW, make_employee


@pytest.fixture
def own_folder(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, data_dir=str(tmp_path))


def test_waits_until_the_journal_is_empty(session: Session, own_folder: Settings) -> None:
    Journal.of(own_folder).append(JournalEntry(NOW, b"{}"))
    ana = make_employee(session, name="Ana Ruiz")
    with pytest.raises(NotAllowed, match="journal drain"):
        erase_whole(session, ana.id, actor_id=None, settings=own_folder, now=NOW)
    assert (ana.name, ana.erased_at) == ("Ana Ruiz", None)


def test_what_was_set_aside_is_emptied_and_the_person_listed_once(session: Session, own_folder: Settings) -> None:
    ana = make_employee(session, name="Ana Ruiz")
    make_employee(session, name="Ana Ruiz")
    Journal.of(own_folder).set_aside(JournalEntry(NOW, str(ana.phone).encode()).to_line())
    erased = [erase_whole(session, ana.id, actor_id=None, settings=own_folder, now=NOW) for _ in range(2)]
    emptied = "1 message set aside in the journal held something of theirs."
    assert [each.notes for each in erased] == [[emptied, SAME_NAME], []]
    for _ in range(2):
        list_erasure(ana.id, settings=own_folder, now=NOW)
    assert ErasureList.of(own_folder).numbers() == [ana.id]


def test_disk_that_takes_no_more_is_said_with_what_to_do(own_folder: Settings) -> None:
    ErasureList.of(own_folder).path.mkdir(parents=True)
    with pytest.raises(ErasureListError, match="run this again"):
        list_erasure(7, settings=own_folder, now=NOW)
