"""The journal keeps messages in order, through crashes, damaged lines and a full disk."""

import os
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.journal import CURRENT, FAILED, DrainReport, Journal, JournalEntry, Replay

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def entry(number: int) -> JournalEntry:
    return JournalEntry(START + timedelta(seconds=number), f'{{"message": {number}}}'.encode())


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal")


def test_journal_without_folder_has_nothing_pending(journal: Journal) -> None:
    assert journal.pending() is False
    assert journal.drain(lambda _: Replay.DONE) == DrainReport()


def test_entries_come_back_in_order_and_once(journal: Journal) -> None:
    for number in range(5):
        journal.append(entry(number))
    assert journal.pending() is True
    seen: list[JournalEntry] = []
    assert journal.drain(lambda kept: (seen.append(kept), Replay.DONE)[1]) == DrainReport(replayed=5)
    assert seen == [entry(number) for number in range(5)]
    assert journal.pending() is False
    assert journal.drain(lambda _: pytest.fail("drained twice")) == DrainReport()


def test_entries_are_readable_by_the_owner_only(journal: Journal) -> None:
    journal.append(entry(1))
    assert stat.S_IMODE((journal.folder / CURRENT).stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.folder.stat().st_mode) == 0o700


def test_drain_stops_where_the_database_is_away_and_goes_on_there(journal: Journal) -> None:
    for number in range(4):
        journal.append(entry(number))
    answers = iter([Replay.DONE, Replay.DONE, Replay.AWAY])
    assert journal.drain(lambda _: next(answers)) == DrainReport(replayed=2, remaining=True)
    journal.append(entry(4))
    seen: list[JournalEntry] = []
    journal.drain(lambda kept: (seen.append(kept), Replay.DONE)[1])
    assert seen == [entry(2), entry(3), entry(4)]


def test_failing_and_damaged_lines_are_set_aside_and_can_be_retried(journal: Journal) -> None:
    journal.append(entry(0))
    with (journal.folder / CURRENT).open("ab") as file:
        file.write(b'{"received_at": "2026-11-23T12:00:00+00:00", "bo\n')
    journal.append(entry(1))
    outcomes = {entry(0): Replay.FAILED, entry(1): Replay.DONE}
    assert journal.drain(lambda kept: outcomes[kept]) == DrainReport(replayed=1, failed=2)
    assert journal.pending() is False
    assert len((journal.folder / FAILED).read_bytes().splitlines()) == 2
    journal.retry_failed()
    assert journal.drain(lambda _: Replay.DONE) == DrainReport(replayed=1, failed=1)


def test_drain_keeps_to_its_budget(journal: Journal) -> None:
    journal.append(entry(0))
    assert journal.drain(lambda _: Replay.DONE, budget_seconds=-1) == DrainReport(remaining=True)
    assert journal.pending() is True


def test_one_drain_runs_at_a_time(journal: Journal) -> None:
    journal.append(entry(0))
    inside, release = threading.Event(), threading.Event()

    def hold(_: JournalEntry) -> Replay:
        inside.set()
        release.wait(10)
        return Replay.DONE

    first = threading.Thread(target=journal.drain, args=(hold,))
    first.start()
    inside.wait(10)
    assert journal.drain(lambda _: pytest.fail("two drains")) == DrainReport(remaining=True)
    release.set()
    first.join()


def test_parallel_appends_lose_nothing(journal: Journal) -> None:
    threads = [threading.Thread(target=journal.append, args=(entry(number),)) for number in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen: set[bytes] = set()
    journal.drain(lambda kept: (seen.add(kept.body), Replay.DONE)[1])
    assert seen == {entry(number).body for number in range(32)}


def test_full_disk_is_an_error_and_leaves_no_half_line(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.append(entry(0))
    real_fsync = os.fsync

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        journal.append(entry(1))
    monkeypatch.setattr(os, "fsync", real_fsync)
    seen: list[JournalEntry] = []
    journal.drain(lambda kept: (seen.append(kept), Replay.DONE)[1])
    assert seen == [entry(0)]
