"""How long this process waits for PostgreSQL: a limit that the client keeps, because a frozen server keeps none.

`statement_timeout` and `lock_timeout` are kept by the server; one whose processes are stopped, or behind a dead
network path, answers nothing at all. psycopg2 waits for the server through one function of the process; ours gives up
after a time, upon which psycopg2 closes the connection and raises OperationalError. It also rules out COPY, so only the
web server's workers set it (`limit_waits`): migrations and jobs wait as long as they have to.
"""

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import psycopg2
from psycopg2 import extensions

PAGE_WAIT_SECONDS = 12.0
"""One wait outside `patience`: over the server's own limit of 10 s a statement, so that only silence reaches it."""
_EVENTS = {extensions.POLL_READ: select.POLLIN, extensions.POLL_WRITE: select.POLLOUT}


@dataclass
class Patience:
    """What is left to wait in a block of work, all its statements and connections together."""

    seconds_left: float
    ran_out: bool = False


_patience: ContextVar[Patience | None] = ContextVar("database_patience", default=None)


@contextmanager
def patience(seconds: float) -> Iterator[Patience]:
    """Wait for PostgreSQL this long in all within the block. Only waiting counts, not the work of this process."""
    limit = Patience(seconds)
    token = _patience.set(limit)
    try:
        yield limit
    finally:
        _patience.reset(token)


def limit_waits() -> None:
    """Set the limit for every connection of this process."""
    extensions.set_wait_callback(_wait)


def unlimit_waits() -> None:
    extensions.set_wait_callback(None)


def _wait(connection: Any) -> None:
    """Poll until psycopg2 has what it waits for. Raises OperationalError when time is up."""
    limit = _patience.get() or Patience(PAGE_WAIT_SECONDS)
    while (state := connection.poll()) != extensions.POLL_OK:
        if not _is_ready(connection.fileno(), _EVENTS[state], limit):
            limit.ran_out = True
            raise psycopg2.OperationalError("PostgreSQL did not answer in time.")


def _is_ready(descriptor: int, event: int, limit: Patience) -> bool:
    """Wait for the socket; `poll` rather than `select`, which takes no descriptor over 1,023."""
    began = time.monotonic()
    poller = select.poll()
    poller.register(descriptor, event)
    ready = bool(poller.poll(max(0.0, limit.seconds_left) * 1000))
    limit.seconds_left -= time.monotonic() - began
    return ready
