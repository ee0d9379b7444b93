"""From claimed rows to the one message that a channel sends: the route's URL filled in, a group put together."""

from uuid import UUID

from app.domain.messages import delivery as messaging
from app.domain.messages import destinations
from app.domain.messages.delivery import DeliveryError, OutgoingMessage
from app.models import OutboxMessage
from app.services.messages.deliveries import Claim
from app.services.messages.texts import LONGEST_SUBJECT, render_group, shorten
from app.settings import Settings

GROUP_SUBJECTS = {
    "blocker": "{count} blockers",
    "burnout": "{count} people may need a conversation",
    "missed": "No call: {count} messages",
}


def compose(claim: Claim, settings: Settings) -> OutgoingMessage:
    """Raise DeliveryError where the route that a row was meant for is no longer in the settings."""
    first = claim.first
    together, thread = len(claim.messages) > 1, first.data.get("thread")
    subject = GROUP_SUBJECTS.get(first.kind, "{count} messages").format(count=len(claim.messages))
    return OutgoingMessage(
        id=first.id,
        address=_address(first, settings),
        subject=subject if together else shorten(first.subject, LONGEST_SUBJECT),
        text="\n\n".join(message.body_text.strip() for message in claim.messages) + "\n",
        html=_html(claim, subject) if together else first.body_html,
        data=first.data | ({"messages": [message.data for message in claim.messages]} if together else {}),
        link=first.data.get("link"),
        message_id=messaging.message_id(first.id, settings.mail_from),
        unsubscribe=None if together else first.data.get("unsubscribe"),
        in_reply_to=messaging.message_id(UUID(thread), settings.mail_from) if thread and not together else None,
    )


def _html(claim: Claim, subject: str) -> str | None:
    return render_group(subject, [message.data for message in claim.messages]) if claim.first.body_html else None


def _address(message: OutboxMessage, settings: Settings) -> str:
    fingerprint = message.data.get("destination")
    if fingerprint is None:
        return message.address
    url = destinations.find_url((*settings.ops_urls, *settings.dispatch_urls), fingerprint)
    if url is None:
        raise DeliveryError("This destination is no longer in the settings.", permanent=True)
    return destinations.address_of(url)
