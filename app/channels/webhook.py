"""Signed JSON to a URL (Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature).

The same webhook-id and Idempotency-Key on every try: whoever receives a message twice can tell.
"""

import base64
import binascii
from datetime import UTC, datetime

from standardwebhooks.webhooks import Webhook

from app.channels.http import post
from app.domain.messages.delivery import DeliveryError, OutgoingMessage
from app.domain.messages.webhook_events import BY_TYPE, webhook_body


class WebhookChannel:
    def __init__(self, secret: str, *, ca_file: str | None = None) -> None:
        self._signer = Webhook(_key(secret)) if secret else None
        self._ca_file = ca_file

    def send(self, message: OutgoingMessage) -> str | None:
        if message.kind not in BY_TYPE:
            raise DeliveryError("Webhook: no event is described for this kind of message.", permanent=True)
        body = webhook_body(message)
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": str(message.id)}
        post(
            "Webhook",
            message.address,
            data=body.encode(),
            headers=headers | self._signed(message, body),
            ca_file=self._ca_file,
        )
        return str(message.id)

    def _signed(self, message: OutgoingMessage, body: str) -> dict[str, str]:
        now = datetime.now(UTC)
        headers = {"webhook-id": str(message.id), "webhook-timestamp": str(int(now.timestamp()))}
        if self._signer:
            headers["webhook-signature"] = self._signer.sign(str(message.id), now, body)
        return headers


def _key(secret: str) -> bytes:
    """Take a Standard Webhooks secret (base64, with or without whsec_); any other text is the key itself."""
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        return secret.encode()
