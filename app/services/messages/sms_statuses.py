"""What became of a text after Twilio accepted it. One that the network did not deliver is marked as given up."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.messages.sms_codes import sms_sentence
from app.models import OutboxStatus
from app.queries.outbox import list_sent_texts
from app.services.messages.refused_texts import forget_refusal, keep_refusal

NOT_DELIVERED = frozenset({"failed", "undelivered"})
DELIVERED = "delivered"


def record_sms_status(session: Session, *, sid: str, status: str, error_code: str | None, now: datetime) -> bool:
    """Keep a final status; return whether a message with this SID is ours. Reports come twice and out of order."""
    ours = list_sent_texts(session, sid)
    for message in ours:
        if status in NOT_DELIVERED:
            code = int(error_code) if error_code and error_code.isdecimal() else None
            message.status, message.last_error = OutboxStatus.DEAD, sms_sentence(code)
            keep_refusal(session, message, code)
        elif status == DELIVERED:
            message.data = {**message.data, "delivered_at": now.isoformat()}
            forget_refusal(session, message)
    return bool(ours)
