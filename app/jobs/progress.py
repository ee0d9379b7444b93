"""What the work of a long job is given, and how it shows how far it is."""

import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.extensions import current_time, db
from app.services.long_jobs.progress import show_progress
from app.settings import Settings

BETWEEN_SIGNS = 0.5
"""Seconds; more often nobody looks."""


@dataclass(frozen=True)
class Outcome:
    sentence: str
    result: Mapping[str, Any]


class Progress:
    """Shows how far a job is, at most twice a second, and each new step at once."""

    def __init__(self, job_id: uuid.UUID) -> None:
        self._job_id = job_id
        self._shown = 0.0
        self._step = ""

    def __call__(self, done: int, total: int | None, step: str) -> None:
        """Raise JobCancelled where somebody asked for the end."""
        recently = time.monotonic() - self._shown < BETWEEN_SIGNS
        if recently and done != total and step == self._step:
            return
        self._shown, self._step = time.monotonic(), step
        with beside() as session:
            show_progress(session, self._job_id, done=done, total=total, step=step, now=current_time())


@dataclass(frozen=True)
class JobContext:
    job_id: uuid.UUID
    arguments: Mapping[str, Any]
    requested_by_id: int | None
    progress: Callable[[int, int | None, str], None]
    """Called with how much is done, of how much, and what is being done; a `Progress`, or a printing one."""
    settings: Settings
    now: datetime


@contextmanager
def beside() -> Iterator[Session]:
    """Yield a session of its own and commit it: the work's transaction neither hides nor undoes what is written."""
    with Session(db.engine) as session, session.begin():
        yield session
