"""The clock: each second it offers to RQ whatever is due in Postgres.

An emptied Redis, a killed worker or a lease that ran out therefore delays work by a second or so and loses none. Any
number of clocks may run; one leads by an advisory lock, which Postgres frees when its holder dies. A commit that queues
a message wakes it (NOTIFY).
"""

import select
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import psycopg2
import structlog
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import current_settings, current_time, db
from app.fresh_settings import fresh_settings
from app.jobs.delivery import deliver_message
from app.jobs.journal import drain_journal
from app.jobs.long_jobs import SECONDS, run_long_job
from app.jobs.queues import Offer, QueueName, offer
from app.jobs.schedule import BY_NAME, run_periodic
from app.queries.liveness import CLOCK
from app.queries.long_jobs import list_due_jobs
from app.queries.outbox import list_due_messages
from app.queries.scheduled_runs import list_due_runs
from app.services.messages.outbox import WAKE_UP
from app.services.outages import note_outage
from app.services.scheduled_runs import claim_run
from app.unit_of_work import unit_of_work

log = structlog.get_logger()

LEADER = 0x0C10C4
"""The advisory lock's key."""
SECOND = 1.0
SHORTEST_PAUSE = 0.05
"""Between two rounds, however many commits there are."""
SIGN_OF_LIFE = timedelta(seconds=5)


def offer_due(redis: Redis, now: datetime) -> int:
    """Offer everything that is due at `now`; return how many jobs were new to the queues."""
    settings = current_settings()
    with unit_of_work() as session:
        note_outage(session, settings=settings, now=now)
        claim_run(session, CLOCK, every=SIGN_OF_LIFE, now=now)
        messages = list_due_messages(session, now)
        runs = list_due_runs(session, BY_NAME, now)
        long_jobs = list_due_jobs(session, now)
    offers = [
        Offer(
            QueueName.URGENT if message.urgent else QueueName.DELIVERY,
            f"deliver-{message.id}-{message.attempts}",
            deliver_message,
            str(message.id),
            settings.delivery_seconds,
        )
        for message in messages
    ]
    offers += [Offer(BY_NAME[name].queue, f"run-{name}", run_periodic, name, BY_NAME[name].seconds) for name in runs]
    offers += [Offer(QueueName.REPORTS, f"job-{job}", run_long_job, str(job), SECONDS) for job in long_jobs]
    return offer(redis, offers)


class Clock:
    """One process's clock. `run` returns when `stop` is set."""

    def __init__(self, redis: Redis) -> None:
        self.stop = threading.Event()
        self.leading = False
        self._redis = redis
        self._connection: Any = None

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                self._round()
            except (psycopg2.Error, SQLAlchemyError) as error:
                self._lose(f"database: {type(error).__name__}")
                self.stop.wait(SECOND)
            except RedisError as error:
                log.warning("clock: nothing offered", reason=f"redis: {type(error).__name__}")
                self.stop.wait(SECOND)
        self._lose("stopped")

    def _round(self) -> None:
        leading, started = self._lead(), time.monotonic()
        drain_journal(fresh_settings())
        if not leading:
            self.stop.wait(SECOND)
            return
        offer_due(self._redis, current_time())
        self.stop.wait(SHORTEST_PAUSE)
        self._sleep(SECOND - (time.monotonic() - started))

    def _lead(self) -> bool:
        """Hold the lock on a connection of its own; asking again each round also notices that it broke."""
        if self._connection is None:
            pooled = db.engine.raw_connection()
            self._connection = pooled.driver_connection
            pooled.detach()
            self._connection.set_session(autocommit=True)
        with self._connection.cursor() as cursor:
            if self.leading:
                cursor.execute("SELECT 1")
                return True
            cursor.execute("SELECT pg_try_advisory_lock(%s)", (LEADER,))
            self.leading = bool(cursor.fetchone()[0])
            if self.leading:
                cursor.execute(f"LISTEN {WAKE_UP}")
                log.info("clock: leading")
        return self.leading

    def _sleep(self, seconds: float) -> None:
        """Wait for the next second or for a commit that queued a message."""
        readable, _, _ = select.select([self._connection], [], [], max(seconds, 0))
        if readable:
            self._connection.poll()
            self._connection.notifies.clear()

    def _lose(self, reason: str) -> None:
        if self._connection is not None:
            with suppress(psycopg2.Error):
                self._connection.close()
            log.info("clock: no longer leading" if self.leading else "clock: waiting", reason=reason)
        self._connection, self.leading = None, False
