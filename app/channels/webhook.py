"""Signed JSON to a URL (Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature).

The same webhook-id and Idempotency-Key on every try: whoever receives a message twice can tell.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from standardwebhooks.webhooks import Webhook

from app.channels.http import post
from app.domain.messages.delivery import OutgoingMessage

NOT_FOR_OTHERS = {"destination", "audience", "recipient", "timezone"}
"""Parts of a message's data that only our own delivery needs."""


class WebhookChannel:
    def __init__(self, secret: str, *, ca_file: str | None = None) -> None:
        self._signer = Webhook(_key(secret)) if secret else None
        self._ca_file = ca_file

    def send(self, message: OutgoingMessage) -> str | None:
        body = json.dumps(_payload(message), ensure_ascii=False, sort_keys=True)
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


def _payload(message: OutgoingMessage) -> dict[str, object]:
    data = _for_others(message.data)
    if "messages" in data:
        data["messages"] = [_for_others(each) for each in message.data["messages"]]
    return {"id": str(message.id), "subject": message.subject, "text": message.text, "link": message.link, "data": data}


def _for_others(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in NOT_FOR_OTHERS}


def _key(secret: str) -> bytes:
    """Take a Standard Webhooks secret (base64, with or without whsec_); any other text is the key itself."""
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        return secret.encode()
