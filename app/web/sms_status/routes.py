"""`POST /sms-status`: Twilio's status callback, proven by its signature.

Twilio signs the address it was given and the sorted form fields with HMAC-SHA1 and the account's token
(twilio.com/docs/usage/security, "Validating requests"). The address is our public one, whatever a proxy made of it.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping

import structlog
from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from app.access import signed
from app.extensions import csrf, current_settings
from app.services.messages.sms_statuses import record_sms_status
from app.settings import Settings
from app.unit_of_work import unit_of_work
from app.web.clock import request_now

log = structlog.get_logger(__name__)
blueprint = Blueprint("sms_status", __name__)
csrf.exempt(blueprint)


@blueprint.post("/sms-status")
@signed
def report() -> ResponseReturnValue:
    settings = current_settings()
    fields = request.form.to_dict()
    if not _is_signed(fields, settings):
        abort(403)
    sid, status = fields.get("MessageSid", ""), fields.get("MessageStatus", "")
    with unit_of_work() as session:
        is_ours = record_sms_status(
            session, sid=sid, status=status, error_code=fields.get("ErrorCode"), now=request_now()
        )
    log.info("sms_status", sid=sid, status=status, known=is_ours)
    return "", 204


def _is_signed(fields: Mapping[str, str], settings: Settings) -> bool:
    if not settings.twilio_auth_token:
        return False
    signed_text = f"{settings.public_url}/sms-status" + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    digest = hmac.new(settings.twilio_auth_token.encode(), signed_text.encode(), hashlib.sha1).digest()
    signature = request.headers.get("X-Twilio-Signature", "")
    return hmac.compare_digest(base64.b64encode(digest), signature.encode("latin-1", errors="replace"))
