"""Messages on their way out: what a channel takes, how it fails, and when a message may go.

Pure: pauses, quiet hours, grouping and idempotency keys. Who gets what is app/services/alerts/notify.py.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Protocol, Self
from uuid import UUID
from zoneinfo import ZoneInfo

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
LONGEST_ASKED_PAUSE = timedelta(hours=1)
"""A server's Retry-After is followed up to this."""
CONNECT_SECONDS = 4
READ_SECONDS = 8
"""How long a server may take to accept a connection, and then to answer."""
WORTH_ANOTHER_TRY = frozenset({408, 421, 423, 425, 429})
"""Answers of HTTP below 500 that may be different the next time; the others refuse a message for good."""
JITTER = 0.25
"""A pause grows by up to this part, so that messages that failed together do not come back together."""


PASSWORD_RESET = "password_reset"  # noqa: S105 - a kind of message
INVITATION = "invitation"
"""A kind of message: the link to a first password."""
REMINDER = "reminder"
"""A kind of message: the text to somebody who has not called."""
LATE = "late"
"""A kind of message: somebody is ready, but late."""
CALL_BACK = "call_back"
"""A kind of message: a caller asked for a person."""
MORNING_BRIEF = "brief"
"""A kind of message: the counts of the morning."""
ROUTE_TEST = "route_test"
"""A kind of message: a desk's test."""
CALL_ID = "call_id"
"""In the data of a message that no alert caused: the call that did."""
TOKEN_AT_SENDING = "minted-when-sent"  # noqa: S105 - where a token will stand
"""Stands in a row's texts and link where the token goes when the message is sent."""


class ChannelName(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    WEBHOOK = "webhook"
    CHAT = "chat"
    CONSOLE = "console"
    RECORDING = "recording"


@dataclass(frozen=True)
class InlineImage:
    cid: str
    png: bytes


@dataclass(frozen=True, kw_only=True)
class OutgoingMessage:
    id: UUID
    address: str
    """E-mail address, E.164 number, or the whole URL of a route."""
    kind: str
    """As in the outbox: an alert's kind, late, brief …"""
    subject: str
    text: str
    html: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    link: str | None = None
    message_id: str
    """The same on every try: `<outbox id@domain>`."""
    in_reply_to: str | None = None
    """The message id of the first message of the same thread."""
    images: tuple["InlineImage", ...] = ()
    """Pictures that the HTML shows by their content id."""
    unsubscribe: str | None = None
    """Where the reader can leave a regular message; None for what nobody may leave, such as an alert."""


class Channel(Protocol):
    def send(self, message: OutgoingMessage) -> str | None:
        """Send, or raise DeliveryError; return the provider's reference where it gives one."""


class DeliveryError(Exception):
    """The channel did not take the message. The text is safe to store and show: no secrets, no addresses of servers."""

    def __init__(
        self, sentence: str, *, permanent: bool, retry_after: timedelta | None = None, sms_code: int | None = None
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.sms_code = sms_code
        self.permanent = permanent
        self.retry_after = retry_after


def backoff(attempt: int, message_id: UUID, *, retry_after: timedelta | None = None) -> timedelta:
    """Return the pause after the `attempt`-th failed try, doubling from 5 seconds to 10 minutes.

    The jitter comes from the message's id, so a test and a log can be read again.
    """
    pause = min(FIRST_PAUSE * (1 << min(max(attempt, 1) - 1, 30)), LONGEST_PAUSE)
    digest = hashlib.sha256(f"{message_id}:{attempt}".encode()).digest()
    pause += pause * JITTER * (digest[0] / 255)
    return max(pause, min(retry_after or timedelta(), LONGEST_ASKED_PAUSE))


@dataclass(frozen=True)
class QuietHours:
    """From `start` (in) to `end` (out), wall-clock in the recipient's zone; may pass midnight. Equal ends: none."""

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `20:00-06:00`; empty text means no quiet hours. Raise ValueError for anything else."""
        if not text.strip():
            return cls(time(0), time(0))
        start, separator, end = text.replace("–", "-").partition("-")
        if not separator:
            raise ValueError("must be two times such as 20:00-06:00, or empty")
        return cls(time.fromisoformat(start.strip()), time.fromisoformat(end.strip()))

    def allowed_at(self, now: datetime, timezone: str) -> datetime:
        """Return `now`, or the end of the quiet hours that `now` falls into."""
        local = now.astimezone(ZoneInfo(timezone))
        if not self._covers(local.time()):
            return now
        day = local.date() + timedelta(days=1 if local.time() >= self.end else 0)
        return datetime.combine(day, self.end, tzinfo=local.tzinfo).astimezone(UTC)

    def _covers(self, at: time) -> bool:
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def held_until(now: datetime, window_opened_at: datetime | None, group: timedelta) -> datetime | None:
    """Return when a message joins those sent together, or None when it is the first and goes at once.

    `window_opened_at` is when the last message of the same group went at once; what is written at that very instant
    belongs to it.
    """
    if window_opened_at is None or now == window_opened_at or now >= window_opened_at + group:
        return None
    return window_opened_at + group


def group_key(kind: str, channel: ChannelName, address: str) -> str:
    """Name the messages that may be sent together: one kind to one recipient by one channel."""
    return f"{kind}:{channel}:{address}"


def alert_key(alert_id: int, notice: str, channel: ChannelName, address: str, *, at: datetime | None = None) -> str:
    """Build the idempotency key of one notice; `at` tells the repeats of a notice about one alert apart."""
    again = f":{int(at.timestamp())}" if at else ""
    return f"alert:{alert_id}:{notice}{again}:{channel}:{address}"


def message_id(outbox_id: UUID, sender: str) -> str:
    """Return the e-mail Message-ID, the same on every try."""
    return f"<{outbox_id}@{sender.rpartition('@')[2] or 'localhost'}>"
