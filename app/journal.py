"""A local journal that keeps webhook messages while PostgreSQL is away.

A message is appended and fsynced before Vapi gets its answer; `drain` replays in order once the database is back.
Appending and draining are apart: the drain first moves the current file aside as a numbered segment (under the append
lock), then works through the segments (under the drain lock). A line that cannot be read, or that fails for another
reason than the database, is moved to `failed.jsonl` and reported, so that it does not block the ones behind it.
"""

import base64
import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import partial
from pathlib import Path

from app.settings import Settings

CURRENT = "current.jsonl"
FAILED = "failed.jsonl"


@dataclass(frozen=True)
class JournalEntry:
    received_at: datetime
    body: bytes

    def to_line(self) -> bytes:
        record = {"received_at": self.received_at.isoformat(), "body": base64.b64encode(self.body).decode()}
        return json.dumps(record).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "JournalEntry | None":
        """Return None for a line that was cut off or damaged."""
        try:
            record = json.loads(line)
            body = base64.b64decode(record["body"], validate=True)
            return cls(datetime.fromisoformat(record["received_at"]), body)
        except (ValueError, KeyError, TypeError):
            return None


class Replay(Enum):
    DONE = "done"
    AWAY = "away"
    """The database does not answer yet: keep the line and stop."""
    FAILED = "failed"
    """Something else is wrong with this one: set it aside and go on."""


@dataclass(frozen=True)
class DrainReport:
    replayed: int = 0
    failed: int = 0
    remaining: bool = False
    """True where the database was still away, time ran out or another process is draining."""


class Journal:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, settings: Settings) -> "Journal":
        return cls(Path(settings.data_dir) / "journal")

    def pending(self) -> bool:
        """True while a message waits to be replayed; what was set aside does not count."""
        if not self.folder.is_dir():
            return False
        waiting = [path for path in self.folder.glob("*.jsonl") if path.name != FAILED]
        return any(path.name != CURRENT or not _is_empty(path) for path in waiting)

    def append(self, entry: JournalEntry) -> None:
        """Keep the message durably. Raises OSError where the disk takes nothing more."""
        self._append_to(CURRENT, entry.to_line())

    def set_aside(self, line: bytes) -> None:
        """Keep a line that needs a person: it is replayed only when asked for."""
        self._append_to(FAILED, line)

    def retry_failed(self) -> None:
        """Put what was set aside in front of the next drain."""
        with self._lock("append"):
            failed = self.folder / FAILED
            if failed.exists():
                failed.rename(self._next_segment())

    def rewrite_failed(self, change: Callable[[JournalEntry], JournalEntry]) -> int:
        """Replace what was set aside by what `change` returns for each entry; return how many differ."""
        failed = self.folder / FAILED
        if not failed.exists():
            return 0
        with self._lock("append"):
            lines = failed.read_bytes().splitlines(keepends=True)
            changed = [_changed(line, change) for line in lines]
            if changed != lines:
                _write_durably(failed, b"".join(changed))
        return sum(after != before for after, before in zip(changed, lines, strict=True))

    def drain(self, replay: Callable[[JournalEntry], Replay], *, budget_seconds: float | None = None) -> DrainReport:
        """Replay what is kept, in order, for as long as the database answers and the budget lasts."""
        deadline = None if budget_seconds is None else time.monotonic() + budget_seconds
        with self._lock("drain", wait=False) as held:
            if not held:
                return DrainReport(remaining=True)
            return self._drain(replay, deadline)

    def _drain(self, replay: Callable[[JournalEntry], Replay], deadline: float | None) -> DrainReport:
        replayed = failed = 0
        for line, mark_done in self._waiting_lines():
            if deadline is not None and time.monotonic() > deadline:
                return DrainReport(replayed, failed, remaining=True)
            entry = JournalEntry.from_line(line)
            outcome = replay(entry) if entry else Replay.FAILED
            if outcome is Replay.AWAY:
                return DrainReport(replayed, failed, remaining=True)
            if outcome is Replay.FAILED:
                self.set_aside(line)
            replayed, failed = replayed + (outcome is Replay.DONE), failed + (outcome is Replay.FAILED)
            mark_done()
        return DrainReport(replayed, failed)

    def _waiting_lines(self) -> Iterator[tuple[bytes, Callable[[], None]]]:
        """Yield every line in order, each with the function that marks it done; drop segments that are done."""
        while segments := self._segments():
            for segment in segments:
                yield from _lines_of(segment)
                segment.unlink()
                _marker_of(segment).unlink(missing_ok=True)

    def _segments(self) -> list[Path]:
        with self._lock("append"):
            current = self.folder / CURRENT
            if current.exists() and current.stat().st_size:
                current.rename(self._next_segment())
        return sorted(self.folder.glob("segment-*.jsonl"))

    def _next_segment(self) -> Path:
        return self.folder / f"segment-{time.time_ns():020d}.jsonl"

    def _append_to(self, name: str, line: bytes) -> None:
        with self._lock("append"), open(self.folder / name, "ab", opener=_private) as file:
            start = file.tell()
            try:
                file.write(line if line.endswith(b"\n") else line + b"\n")
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                os.ftruncate(file.fileno(), start)  # a full disk must not leave half a line behind
                raise

    @contextmanager
    def _lock(self, name: str, *, wait: bool = True) -> Iterator[bool]:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / f"{name}.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True


def _is_empty(current: Path) -> bool:
    try:
        return current.stat().st_size == 0
    except FileNotFoundError:  # just moved aside by a drain: its lines are waiting in a segment
        return False


def _lines_of(segment: Path) -> Iterator[tuple[bytes, Callable[[], None]]]:
    marker = _marker_of(segment)
    position = int(marker.read_text()) if marker.exists() else 0
    with segment.open("rb") as lines:
        lines.seek(position)
        for line in lines:
            position += len(line)
            yield line, partial(_write_durably, marker, str(position).encode())


def _changed(line: bytes, change: Callable[[JournalEntry], JournalEntry]) -> bytes:
    """A line that cannot be read is left as it is."""
    entry = JournalEntry.from_line(line)
    return line if entry is None or (after := change(entry)) == entry else after.to_line()


def _marker_of(segment: Path) -> Path:
    """The file that holds how many bytes of the segment are done."""
    return segment.with_suffix(".done")


def _write_durably(path: Path, content: bytes) -> None:
    """Replace the file as a whole: after a power cut it holds the old content or the new one."""
    fresh = path.with_suffix(".new")
    with open(fresh, "wb", opener=_private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
