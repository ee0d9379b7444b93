"""`POST /sms-inbound`: a text to our number. The reply is TwiML, so that it goes by the way that the text came."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

import structlog
from flask import Blueprint, Response, abort, request

from app.access import signed
from app.database_patience import patience
from app.domain.checkins.script import SPOKEN_NOT_SAVED
from app.domain.checkins.strangers import with_number
from app.domain.messages.segments import fit
from app.domain.typed_text import clean_typed
from app.extensions import csrf, current_settings
from app.phones import say_phone
from app.services.texting.inbound import LONGEST_TEXT, InboundText, answer_text
from app.settings import Settings
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.outages import DATABASE_AWAY
from app.web.twilio import is_from_twilio

log = structlog.get_logger(__name__)
blueprint = Blueprint("sms_inbound", __name__)
csrf.exempt(blueprint)


@blueprint.post("/sms-inbound")
@signed
def take() -> Response:
    settings, fields = current_settings(), request.form.to_dict()
    if not is_from_twilio("/sms-inbound", fields, settings):
        abort(403)
    try:
        with patience(settings.webhook_database_seconds):
            reply = _reply(fields, settings)
    except DATABASE_AWAY as error:
        log.warning("text_not_saved", error=type(error).__name__)
        dispatch = say_phone(settings.dispatch_number, settings.home_region) if settings.dispatch_number else ""
        reply = with_number(SPOKEN_NOT_SAVED, dispatch)
    log.info("text_taken", sid=fields.get("MessageSid", ""), answered=bool(reply))
    message = f"<Message>{escape(fit(reply))}</Message>" if reply else ""
    return Response(f'<?xml version="1.0" encoding="UTF-8"?><Response>{message}</Response>', mimetype="text/xml")


def _reply(fields: Mapping[str, str], settings: Settings) -> str:
    text = InboundText(
        number=fields.get("From", ""),
        words=clean_typed(fields.get("Body", ""))[:LONGEST_TEXT],
        sid=fields.get("MessageSid", ""),
    )
    with unit_of_work() as session:
        return answer_text(session, text, settings=settings, now=request_now())
