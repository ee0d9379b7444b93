"""Values that leave this server and come back: signed, for one purpose, until a moment that stands inside.

Keys are the setting's, the current one first: it signs, and every key still in the setting is accepted, so that a key
can be replaced without breaking what is on its way.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from itsdangerous import BadData, URLSafeSerializer


class Purpose(StrEnum):
    """What a value was signed for; a token signed for one purpose is refused for another."""

    ACKNOWLEDGE = "alert-acknowledge"
    CHECKIN = "checkin-link"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - names a purpose
    TYPED_CALL = "typed-call"
    KNOWN_DEVICE = "known-device"
    UNSUBSCRIBE = "unsubscribe"
    STOP_DIGEST = "stop-digest"


class BadToken(Exception):  # noqa: N818 - an outcome, not a failure
    """Not ours, changed on the way, or signed with a key that is no longer valid."""


class ExpiredToken(BadToken):
    """Ours, and too old."""


def sign(value: Any, purpose: Purpose, *, keys: Sequence[str], expires_at: datetime) -> str:
    """Return `value` (anything JSON) as a token for an address or a form field."""
    return _serializer(purpose, keys).dumps([int(expires_at.timestamp()), value])


def read_signed(token: str, purpose: Purpose, *, keys: Sequence[str], now: datetime) -> Any:
    """Return the value, or raise BadToken, and ExpiredToken once its time is over."""
    try:
        expires_at, value = _serializer(purpose, keys).loads(token)
    except (BadData, ValueError, TypeError) as error:
        raise BadToken from error
    if now.timestamp() >= expires_at:
        raise ExpiredToken
    return value


def _serializer(purpose: Purpose, keys: Sequence[str]) -> URLSafeSerializer:
    """Raise ValueError without a key: a constant in its place would let anybody sign."""
    if not keys:
        raise ValueError("Nothing can be signed without SECRET_KEY.")
    return URLSafeSerializer(list(reversed(keys)), salt=purpose)  # itsdangerous signs with the last, reads with all
