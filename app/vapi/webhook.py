"""`POST /vapi/webhook`: authenticate on the raw bytes, parse, answer. No 500 and no traceback reaches Vapi.

While PostgreSQL is away the raw message goes to the journal and the technician hears words; once it is back the
journal is drained first, so that the order of a call's messages is kept.
"""

import os
from datetime import UTC, datetime

import structlog
from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from app.settings import Settings
from app.vapi import away, dispatch
from app.vapi.context import Context
from app.vapi.journal import Entry, Journal, Replay
from app.vapi.keepable import keepable
from app.vapi.payloads import Message, NotVapi, parse_body
from app.vapi.signatures import verify_request
from app.web.access import signed

log = structlog.get_logger(__name__)
blueprint = Blueprint("vapi", __name__, url_prefix="/vapi")

DRAIN_BUDGET_SECONDS = 1.0
"""A caller waits while we catch up; what is left is for the next message or the clock."""


@blueprint.post("/webhook")
@signed
def webhook() -> ResponseReturnValue:
    settings: Settings = current_app.extensions["settings"]
    now = datetime.now(UTC)
    try:
        body = request.get_data(cache=True)
    except RequestEntityTooLarge:
        return _refuse(413, f"The body is over {settings.webhook_max_bytes} bytes.")
    if not verify_request(dict(request.headers), body, settings=settings, now=now):
        log.warning("webhook_credential_refused")
        return _refuse(401, "The credential is missing or wrong.")
    try:
        message = parse_body(body)
    except NotVapi as error:
        return _refuse(400, error.sentence)
    with structlog.contextvars.bound_contextvars(call_id=message.call_id, message_type=message.type):
        return jsonify(_answer(message, Entry(now, body), settings))


def replay(entry: Entry, settings: Settings) -> Replay:
    """Handle a journalled message as on its day."""
    try:
        dispatch.answer(parse_body(entry.body), Context(settings, entry.received_at))
    except dispatch.DATABASE_AWAY:
        return Replay.AWAY
    except Exception:
        # A message that fails for another reason must not hold up the ones behind it; it is set aside and reported.
        log.exception("journal_replay_failed")
        return Replay.FAILED
    return Replay.DONE


def _answer(message: Message, entry: Entry, settings: Settings) -> dict[str, object]:
    journal = Journal.of(settings)
    if not dispatch.concerns_us(message):
        return {}
    if journal.pending() and _catch_up(journal, settings):
        return _keep(journal, message, entry, settings)
    try:
        return dispatch.answer(message, Context(settings, entry.received_at))
    except dispatch.DATABASE_AWAY as error:
        log.warning("database_away", error=type(error).__name__)
        return _keep(journal, message, entry, settings)
    except Exception:
        # The last line before Vapi: a fault of ours must cost neither the call nor the caller's answers.
        log.exception("webhook_failed")
        return _keep(journal, message, entry, settings, failed=True)


def _catch_up(journal: Journal, settings: Settings) -> bool:
    """Drain for a moment; True where messages are still waiting, so that this one must queue behind them."""
    report = journal.drain(lambda kept: replay(kept, settings), budget_seconds=DRAIN_BUDGET_SECONDS)
    return report.remaining


def _keep(
    journal: Journal, message: Message, entry: Entry, settings: Settings, *, failed: bool = False
) -> dict[str, object]:
    silent = Entry(entry.received_at, keepable(entry.body))
    try:
        if failed:
            journal.set_aside(silent.to_line())
        else:
            journal.append(silent)
    except OSError as error:
        log.critical("journal_write_failed", error=os.strerror(error.errno or 0))
        return away.answer(message, Context(settings, entry.received_at), kept=False)
    return away.answer(message, Context(settings, entry.received_at), kept=True)


def _refuse(status: int, sentence: str) -> ResponseReturnValue:
    return jsonify(error=sentence), status
