"""`POST /vapi/webhook`: authenticate on the raw bytes, parse, answer. No 500 and no traceback reaches Vapi."""

from time import perf_counter

import structlog
from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from app.access import signed
from app.extensions import current_settings, current_time
from app.journal import JournalEntry
from app.vapi.inbound import intake
from app.vapi.inbound.payloads import NotVapi, parse_body
from app.vapi.inbound.signatures import is_refused_by_headers, verify_request

log = structlog.get_logger(__name__)
blueprint = Blueprint("vapi", __name__, url_prefix="/vapi")


@blueprint.post("/webhook")
@signed
def webhook() -> ResponseReturnValue:
    settings = current_settings()
    now, arrived = current_time(), perf_counter()
    if is_refused_by_headers(request.path, dict(request.headers), settings):
        return _refuse_credential()
    try:
        body = request.get_data(cache=True)
    except RequestEntityTooLarge:
        return _refuse(413, f"The body is over {settings.webhook_max_bytes} bytes.")
    if not verify_request(dict(request.headers), body, settings=settings, now=now):
        return _refuse_credential()
    try:
        message = parse_body(body, home_region=settings.home_region)
    except NotVapi as error:
        return _refuse(400, error.sentence)
    with structlog.contextvars.bound_contextvars(call_id=message.call_id, message_type=message.type):
        return jsonify(intake.answer(message, JournalEntry(now, body), settings, arrived=arrived))


def _refuse_credential() -> ResponseReturnValue:
    log.warning("webhook_credential_refused")
    return _refuse(401, "The credential is missing or wrong.")


def _refuse(status: int, sentence: str) -> ResponseReturnValue:
    return jsonify(error=sentence), status
