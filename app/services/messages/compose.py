"""From claimed rows to the one message that a channel sends: the route's URL filled in, a group put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.charts.png import draw_weeks
from app.domain.messages import delivery as messaging
from app.domain.messages import destinations
from app.domain.messages.delivery import (
    TOKEN_AT_SENDING,
    ChannelName,
    DeliveryError,
    InlineImage,
    OutgoingMessage,
)
from app.domain.messages.segments import fit
from app.models import OutboxMessage
from app.services.messages.deliveries import Claim
from app.services.messages.texts import (
    FOOT_AT_SENDING,
    LONGEST_SUBJECT,
    mail_foot,
    render_group,
    shorten,
    with_foot,
)
from app.settings import Settings

GROUP_SUBJECTS = {
    "blocker": "{count} blockers",
    "burnout": "{count} people may need a conversation",
    "missed": "No call: {count} messages",
}


@dataclass(frozen=True)
class _Filled:
    """A row's texts with the token of its link in place; it is never written back."""

    text: str
    html: str | None
    data: dict[str, Any]


@dataclass(frozen=True)
class SentWording:
    subject: str
    text: str
    html: str | None


def compose(claim: Claim, settings: Settings, mint: Callable[[OutboxMessage], str]) -> OutgoingMessage:
    """Return what the channel sends. `mint` makes the token of a row's link, where its text keeps a place for one.

    Raise DeliveryError where the route that a row was meant for is no longer in the settings.
    """
    first = claim.first
    filled = [_filled(message, mint) for message in claim.messages]
    together, thread = len(claim.messages) > 1, first.data.get("thread")
    wording = _wording(first, filled, settings)
    return OutgoingMessage(
        id=first.id,
        address=_address(first, settings),
        kind=first.kind,
        subject=wording.subject,
        text=wording.text,
        html=wording.html,
        data=filled[0].data | ({"messages": [message.data for message in filled]} if together else {}),
        link=filled[0].data.get("link"),
        images=() if together else _images(first),
        message_id=messaging.message_id(first.id, settings.mail_from),
        unsubscribe=None if together else first.data.get("unsubscribe"),
        in_reply_to=messaging.message_id(UUID(thread), settings.mail_from) if thread and not together else None,
    )


def compose_wording(
    messages: Sequence[OutboxMessage], settings: Settings, mint: Callable[[OutboxMessage], str]
) -> SentWording:
    """Return what a reader sees of messages that go out as one, without pictures."""
    return _wording(messages[0], [_filled(message, mint) for message in messages], settings)


def _wording(first: OutboxMessage, filled: Sequence[_Filled], settings: Settings) -> SentWording:
    together = len(filled) > 1
    subject = GROUP_SUBJECTS.get(first.kind, "{count} messages").format(count=len(filled))
    html = _html(filled, subject) if together else filled[0].html
    return SentWording(
        subject=subject if together else shorten(first.subject, LONGEST_SUBJECT),
        text=_text(first, filled, subject, settings),
        html=with_foot(html, settings) if html else None,
    )


def _text(first: OutboxMessage, filled: Sequence[_Filled], subject: str, settings: Settings) -> str:
    if first.channel is ChannelName.SMS:
        return _sms(first, filled, subject, settings)
    text = "\n\n".join(message.text.strip() for message in filled) + "\n"
    has_foot = first.body_html is not None and FOOT_AT_SENDING in first.body_html
    return f"{text}\n-- \n{mail_foot(settings)}\n" if has_foot else text


def _sms(first: OutboxMessage, filled: Sequence[_Filled], subject: str, settings: Settings) -> str:
    """Return two segments at most: one message with its link, or of several what they are and where they all stand."""
    if len(filled) > 1:
        return fit(f"{subject}, the first: {first.subject}", f"{settings.public_url}/alerts")
    link = filled[0].data.get("link") or ""
    return fit(filled[0].text.strip().removesuffix(link), link)


def _filled(message: OutboxMessage, mint: Callable[[OutboxMessage], str]) -> _Filled:
    data = dict(message.data)
    if TOKEN_AT_SENDING not in message.body_text:
        return _Filled(message.body_text, message.body_html, data)
    token = mint(message)
    link = {"link": data["link"].replace(TOKEN_AT_SENDING, token)} if data.get("link") else {}
    return _Filled(
        message.body_text.replace(TOKEN_AT_SENDING, token),
        message.body_html.replace(TOKEN_AT_SENDING, token) if message.body_html else None,
        data | link,
    )


def _html(filled: Sequence[_Filled], subject: str) -> str | None:
    return render_group(subject, [message.data for message in filled]) if filled[0].html else None


def _images(message: OutboxMessage) -> tuple[InlineImage, ...]:
    """Draw the pictures that a message carries as figures; only mail shows them."""
    charts = message.data.get("charts", []) if message.channel is ChannelName.EMAIL else []
    return tuple(InlineImage(chart["cid"], draw_weeks(chart["panels"])) for chart in charts)


def _address(message: OutboxMessage, settings: Settings) -> str:
    fingerprint = message.data.get("destination")
    if fingerprint is None:
        return message.address
    url = destinations.find_url((*settings.ops_urls, *settings.dispatch_urls), fingerprint)
    if url is None:
        raise DeliveryError("This destination is no longer in the settings.", permanent=True)
    return destinations.address_of(url)
