"""The parts behind this process, each asked on its own with a short patience: `ok`, or what is wrong."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import current_settings, current_time
from app.queries.health import database_revision, expected_revision
from app.queries.liveness import clock_alive, worker_alive
from app.unit_of_work import unit_of_work

OK = "ok"


def _database() -> str:
    try:
        with unit_of_work() as session:
            revision = database_revision(session)
    except SQLAlchemyError as error:
        return f"away ({type(error).__name__})"
    expected = expected_revision(str(Path(current_app.root_path) / "migrations"))
    return (
        "ok" if revision == expected else f"at migration {revision}, this code needs {expected}: run flask db upgrade"
    )


def _redis() -> str:
    with _redis_client() as client:
        return "ok" if client else "away"


def _worker() -> str:
    with _redis_client() as client:
        return "ok" if client and worker_alive(client) else "no worker has reported in"


def _clock() -> str:
    try:
        with unit_of_work() as session:
            alive = clock_alive(session, current_time())
    except SQLAlchemyError:
        return "unknown while the database is away"
    return "ok" if alive else "no clock has reported in"


@contextmanager
def _redis_client() -> Iterator[Redis | None]:
    """Yield a client that answered a ping, or None; never waits and never retries."""
    client = Redis.from_url(
        current_settings().redis_address,
        retry=Retry(NoBackoff(), 0),
        socket_connect_timeout=0.3,
        socket_timeout=0.5,
    )
    try:
        client.ping()
    except RedisError:
        yield None
    else:
        yield client
    finally:
        client.close()


CHECKS: dict[str, Callable[[], str]] = {"database": _database, "redis": _redis, "worker": _worker, "clock": _clock}
