"""Errors as pages: what happened, then what to do. A program that asks for JSON gets the sentence as JSON.

The error page uses no database, so it also tells that the database is away.
"""

from collections.abc import Mapping
from http import HTTPStatus

import structlog
from flask import Flask, g, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from psycopg2.errors import LockNotAvailable, QueryCanceled
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from app.access import find_viewer
from app.domain.errors import NotAllowed, OpsCoachError
from app.domain.viewers import Viewer
from app.extensions import current_counts, login_manager
from app.services.accounts.refusals import record_refused_page
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.stopped import count_stopped
from app.web.targets import home_url

log = structlog.get_logger(__name__)

TITLES = {
    400: "That could not be read",
    403: "Not for this role",
    404: "Not here",
    409: "Somebody was first",
    413: "Too large",
    422: "One thing to correct",
    429: "Too many tries",
    500: "Something broke here",
    503: "The database is away",
}
SENTENCES = {
    404: "There is no page at this address. It may have moved; start from Today.",
    405: "This address takes no such request. Go back and use the button on the page.",
    413: "The file is larger than this server takes. Split it and send the parts.",
    429: "Try again later: a sign-in opens after 15 minutes, a mailed link after an hour.",
    500: "The fault is on our side and has been noted. Try again; if it stays, tell an administrator the time.",
    503: "Check-in calls are still taken and kept. This page is back with the database; try again in a minute.",
}
TOOK_TOO_LONG = "That took too long"
STOPPED: Mapping[type[Exception], str] = {
    QueryCanceled: "Counting was stopped after ten seconds. Choose fewer weeks or a narrower search; if it stays, "
    "tell an administrator which page.",
    LockNotAvailable: "Somebody else is changing the same thing at this moment. Nothing was saved: try again.",
}
"""What PostgreSQL stopped by itself, and what to do about it."""
LIMITS: Mapping[type[Exception], str] = {QueryCanceled: "statement_timeout", LockNotAvailable: "lock_timeout"}
"""By which limit it did, as the metric names it."""
STALE_FORM = "This form was open for too long, or you signed in again since. Open the page anew and send it once more."


def register(app: Flask) -> None:
    app.register_error_handler(OpsCoachError, _refusal)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database_failed)
    app.register_error_handler(PoolTimeout, _database_away)


def _refusal(error: OpsCoachError) -> ResponseReturnValue:
    viewer = find_viewer() if isinstance(error, NotAllowed) else None
    if viewer and request.path == "/":
        return redirect(home_url(viewer))  # the start is another page for roles without the board
    if viewer:
        _note_refused_page(viewer)
    return _answer(error.http_status, error.sentence)


def _note_refused_page(viewer: Viewer) -> None:
    endpoint = request.endpoint or request.path
    log.warning("access_refused", employee=viewer.employee_id, endpoint=endpoint)
    with unit_of_work() as session:
        record_refused_page(session, actor_id=viewer.employee_id, endpoint=endpoint, now=request_now())


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    return _answer(400, STALE_FORM)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    return _answer(error.code, SENTENCES.get(error.code, f"{error.name}."))


def _database_failed(error: OperationalError) -> ResponseReturnValue:
    """A statement that the database was told to stop is no outage: the next page may be answered at once."""
    stopped = next((kind for kind in STOPPED if isinstance(error.orig, kind)), None)
    if stopped is None:
        return _database_away(error)
    log.warning("statement_stopped", error=stopped.__name__, endpoint=request.endpoint)
    count_stopped(current_counts(), LIMITS[stopped])
    return _answer(503, STOPPED[stopped], title=TOOK_TOO_LONG)


def _database_away(error: Exception) -> ResponseReturnValue:
    log.error("database away", error=type(error).__name__)
    # Flask-Login and the navigation would ask the database again who this is while the page renders.
    g._login_user = login_manager.anonymous_user()  # noqa: SLF001 - where Flask-Login keeps it
    return _answer(503, SENTENCES[503])


def _answer(status: int, sentence: str, title: str | None = None) -> ResponseReturnValue:
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error=sentence), status
    title = title or TITLES.get(status, "That did not work")
    if "HX-Request" in request.headers:
        return render_template("errors/_line.html", sentence=sentence), status
    return render_template("errors/error.html", title=title, sentence=sentence, status=status), status
