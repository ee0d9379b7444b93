"""`POST /sms-status`: Twilio's status callback, proven by its signature."""

import structlog
from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from app.access import signed
from app.extensions import csrf, current_settings
from app.services.messages.sms_statuses import record_sms_status
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.twilio import is_from_twilio

log = structlog.get_logger(__name__)
blueprint = Blueprint("sms_status", __name__)
csrf.exempt(blueprint)


@blueprint.post("/sms-status")
@signed
def report() -> ResponseReturnValue:
    settings = current_settings()
    fields = request.form.to_dict()
    if not is_from_twilio("/sms-status", fields, settings):
        abort(403)
    sid, status = fields.get("MessageSid", ""), fields.get("MessageStatus", "")
    with unit_of_work() as session:
        is_ours = record_sms_status(
            session, sid=sid, status=status, error_code=fields.get("ErrorCode"), now=request_now()
        )
    log.info("sms_status", sid=sid, status=status, known=is_ours)
    return "", 204
