"""`/healthz` (this process), `/readyz` (everything behind it, by name), `/metrics` (Prometheus, not public)."""

import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from sqlalchemy.exc import SQLAlchemyError

from app.access import public
from app.extensions import current_settings, current_time
from app.journal import Journal
from app.queries.health import database_revision, expected_revision
from app.queries.liveness import clock_alive, worker_alive
from app.queries.operations import Operations, operations
from app.setting_checks import is_this_machine
from app.unit_of_work import unit_of_work
from app.web.health.metrics import render_metrics

blueprint = Blueprint("health", __name__)
PROXY_HEADERS = (
    "Via",
    "Forwarded",
    "X-Real-IP",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Forwarded-Server",
    "CF-Connecting-IP",
    "True-Client-IP",
)
"""What proxies add to a request that they pass on."""


@blueprint.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Name each part with `ok` or what is wrong; 503 where any is not well."""
    parts = {name: check() for name, check in CHECKS.items()}
    ready = all(state == "ok" for state in parts.values())
    return jsonify(status="ok" if ready else "not ready", **parts), 200 if ready else 503


@blueprint.get("/metrics")
@public
def metrics() -> ResponseReturnValue:
    """Answer loopback, or whoever holds METRICS_TOKEN; for anybody else the page does not exist."""
    token = current_settings().metrics_token
    given_token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    allowed = hmac.compare_digest(given_token.encode(), token.encode()) if token else _from_this_machine()
    if not allowed:
        abort(404)
    now = current_time()
    pending = Journal.of(current_settings()).pending()
    return Response(render_metrics(_figures(now), journal_pending=pending, now=now), content_type=CONTENT_TYPE_LATEST)


def _figures(now: datetime) -> Operations | None:
    try:
        with unit_of_work() as session:
            return operations(session, now)
    except SQLAlchemyError:
        return None


def _from_this_machine() -> bool:
    """True for a program here that asks us directly; what a proxy on this machine passes on comes from elsewhere."""
    host = urlsplit(f"//{request.host}").hostname or ""
    passed_on = any(name in request.headers for name in PROXY_HEADERS)
    return is_this_machine(request.remote_addr or "unknown") and is_this_machine(host) and not passed_on


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
