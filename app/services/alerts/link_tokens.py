"""The pure part of an acknowledge link: what its token holds, how long it works, and why one is refused.

Apart from its use, because whoever writes a message makes links and changes no alert. The expiry stands in the token
and is judged by the caller's `now`, so nothing has to be written when a message is made.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.errors import OpsCoachError
from app.domain.messages.delivery import TOKEN_AT_SENDING
from app.settings import Settings
from app.signing import BadToken, ExpiredToken, Purpose, read_signed, sign


class LinkProblem(StrEnum):
    BROKEN = "broken"
    EXPIRED = "expired"
    USED = "used"
    TAKEN = "taken"
    NOT_YOURS = "not_yours"
    """Whoever it was sent to may not read the alert any more."""


class LinkRefused(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    """The link does not work, or not any more; `problem` picks the page."""

    http_status = 410

    def __init__(self, problem: LinkProblem, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = problem


@dataclass(frozen=True, kw_only=True)
class AcknowledgeClaim:
    alert_id: int
    employee_id: int | None
    """None: it went to a desk, and whoever presses says their name."""
    recipient: str
    """The desk's name; of a person the token holds none, and whoever uses the link looks it up."""
    nonce: str
    destination: str | None = None
    """Fingerprint of the desk's address, so that the link goes with it; None for a person."""


def ack_link(settings: Settings, token: str = TOKEN_AT_SENDING) -> str:
    """Return the address of the page that asks "I've got it?"; its token is made when the message is sent."""
    return f"{settings.public_url}/a/{token}"


def make_ack_token(
    settings: Settings,
    alert_id: int,
    recipient: str,
    *,
    employee_id: int | None = None,
    destination: str | None = None,
    nonce: str | None = None,
    now: datetime,
) -> str:
    """Return what makes the link good; two with one `nonce` are used up together.

    A person's name is left out: it would stand readable in the link, and a text message has little room.
    """
    claim = [alert_id, employee_id, "" if employee_id else recipient, nonce or secrets.token_urlsafe(6)]
    claim += [destination] if destination else []
    expires_at = now + timedelta(hours=settings.ack_link_hours)
    return sign(claim, Purpose.ACKNOWLEDGE, keys=settings.secret_key, expires_at=expires_at)


def read_ack_link(token: str, *, settings: Settings, now: datetime) -> AcknowledgeClaim:
    """Raise LinkRefused for a link that we did not make, or that is too old."""
    try:
        claim = read_signed(token, Purpose.ACKNOWLEDGE, keys=settings.secret_key, now=now)
    except ExpiredToken as error:
        raise LinkRefused(
            LinkProblem.EXPIRED,
            f"A link works for {settings.ack_link_hours} hours, and this one is older. Sign in to see the alert.",
        ) from error
    except BadToken as error:
        raise LinkRefused(
            LinkProblem.BROKEN,
            "This link is incomplete or was changed on the way. Open it from the message itself, or sign in.",
        ) from error
    alert_id, employee_id, recipient, nonce, *destination = claim
    return AcknowledgeClaim(
        alert_id=alert_id,
        employee_id=employee_id,
        recipient=recipient,
        nonce=nonce,
        destination=destination[0] if destination else None,
    )
