"""Slack, Teams, ntfy and every other service that an administrator names by an Apprise URL.

Apprise gives no status as data, only log lines: the HTTP code is read from them, everything else counts as temporary.
The lines themselves are not kept, as they may hold a token.
"""

import re

import apprise

from app.channels.http import is_permanent
from app.domain.messages.delivery import CONNECT_SECONDS, READ_SECONDS, DeliveryError, OutgoingMessage

_STATUS = re.compile(r"error=(\d{3})\b")


class ChatChannel:
    def send(self, message: OutgoingMessage) -> str | None:
        target = apprise.Apprise.instantiate(message.address, suppress_exceptions=True)
        if target is None:
            raise DeliveryError("Chat: the URL of this destination is not understood.", permanent=True)
        target.socket_connect_timeout = CONNECT_SECONDS
        target.socket_read_timeout = READ_SECONDS
        service = apprise.Apprise()
        service.add(target)
        result = service.notify(title=message.subject, body=message.text)
        if not result:
            raise _failure(result, type(target).__name__.removeprefix("Notify"))
        return None


def _failure(result: "apprise.AppriseResult", service: str) -> DeliveryError:
    lines = [entry.message for outcome in result.results for attempt in outcome.attempts for entry in attempt.logs]
    codes = [int(match[1]) for line in lines if (match := _STATUS.search(line))]
    sentence = f"the server answered {codes[-1]}" if codes else "the message was not taken"
    return DeliveryError(f"{service}: {sentence}.", permanent=bool(codes) and is_permanent(codes[-1]))
