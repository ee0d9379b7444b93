"""`/healthz` (this process), `/readyz` (everything behind it, by name), `/metrics` (Prometheus, not public)."""

import hmac
from datetime import datetime
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from app.access import public
from app.extensions import current_counts, current_settings, current_time
from app.journal import Journal
from app.queries.operations import Operations, operations
from app.setting_checks import is_this_machine
from app.unit_of_work import unit_of_work
from app.web.health.metrics import render_metrics
from app.web.health.parts import CHECKS
from app.web.stopped import stopped_by_limit

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
    stopped = stopped_by_limit(current_counts())
    text = render_metrics(_figures(now), journal_pending=pending, stopped=stopped, now=now)
    return Response(text, content_type=CONTENT_TYPE_LATEST)


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
