"""The clock's leadership and what it does while Postgres or Redis is away."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.jobs.clock import LEADER, Clock
from app.journal import Journal, JournalEntry
from app.services.messages.outbox import NewMessage, enqueue_message
from tests.builders import NOW


@contextmanager
def running(app: Flask, redis: Redis) -> Iterator[Clock]:
    clock = Clock(redis)

    def run() -> None:
        with app.app_context():
            clock.run()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield clock
    finally:
        clock.stop.set()
        thread.join(5)


def eventually(true: Callable[[], object], *, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(true())


def deliveries(redis: Redis) -> int:
    jobs: list[Any] = redis.lrange("rq:queue:delivery", 0, -1)
    return sum(job.startswith(b"deliver-") for job in jobs)


def queue_message(session: Session, key: str) -> None:
    message = NewMessage(
        kind="blocker",
        channel=ChannelName.CONSOLE,
        address="ops",
        subject="A blocker",
        body_text="A blocker",
        dedupe_key=key,
    )
    enqueue_message(session, message, now=NOW)
    session.commit()


def test_one_of_two_clocks_leads_and_the_other_takes_over(app: Flask, redis: Redis, committed: Session) -> None:
    with running(app, redis) as one:
        assert eventually(lambda: one.leading)
        with running(app, redis) as two:
            time.sleep(0.3)
            assert (one.leading, two.leading) == (True, False)
            one.stop.set()
            assert eventually(lambda: two.leading)


def test_commit_of_a_message_is_offered_well_within_the_second(app: Flask, redis: Redis, committed: Session) -> None:
    with running(app, redis) as clock:
        assert eventually(lambda: clock.leading)
        time.sleep(0.2)
        for number in range(3):
            queue_message(committed, f"key-{number}")
            asked_at = time.monotonic()
            assert eventually(lambda: deliveries(redis) == number + 1)  # noqa: B023 - called within the round
            assert time.monotonic() - asked_at < 0.6


def test_clock_whose_connection_breaks_leads_again(app: Flask, redis: Redis, committed: Session) -> None:
    holder = sa.text(
        "SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database"
        " WHERE datname = current_database() AND locktype = 'advisory' AND objid = :key AND granted"
    )
    with running(app, redis) as clock:
        assert eventually(lambda: clock.leading)
        pid = committed.scalar(holder, {"key": LEADER})
        committed.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        committed.commit()
        assert eventually(lambda: committed.scalar(holder, {"key": LEADER}) not in {pid, None})


def test_clock_outlives_a_redis_that_is_away(
    app: Flask, committed: Session, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    nowhere = Redis(unix_socket_path=str(tmp_path / "nobody"), retry=Retry(NoBackoff(), 0))
    queue_message(committed, "one")
    with running(app, nowhere) as clock:
        assert eventually(lambda: clock.leading)
        time.sleep(1.3)
        assert clock.leading


def test_journal_is_drained_when_no_further_call_comes(app: Flask, redis: Redis, committed: Session) -> None:
    journal = Journal.of(app.extensions["settings"])
    journal.append(JournalEntry(NOW, b'{"message": {"type": "hang", "call": {"id": "call-1"}}}'))
    assert journal.pending()
    with running(app, redis):
        assert eventually(lambda: not journal.pending())
