"""What became of a text after Twilio accepted it. One that the network did not deliver is marked as given up."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.models import OutboxMessage, OutboxStatus

NOT_DELIVERED = frozenset({"failed", "undelivered"})
DELIVERED = "delivered"


def record_sms_status(session: Session, *, sid: str, status: str, error_code: str | None, now: datetime) -> bool:
    """Keep a final status; return whether a message with this SID is ours. Reports come twice and out of order."""
    mine = update(OutboxMessage).where(
        OutboxMessage.provider_reference == sid,
        OutboxMessage.channel == ChannelName.SMS,
        OutboxMessage.status == OutboxStatus.SENT,
    )
    if status in NOT_DELIVERED:
        sentence = f"SMS: the network did not deliver it (Twilio error {error_code or 'not given'})."
        mine = mine.values(status=OutboxStatus.DEAD, last_error=sentence)
    elif status == DELIVERED:
        delivered = sa.func.jsonb_build_object("delivered_at", now.isoformat())
        mine = mine.values(data=OutboxMessage.data.op("||")(delivered))
    else:
        mine = mine.values(status=OutboxStatus.SENT)
    return bool(session.scalars(mine.returning(OutboxMessage.id)).all())
