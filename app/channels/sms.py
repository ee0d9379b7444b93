"""Text messages by Twilio's REST API; the SID is kept, and Twilio reports the rest to the status callback.

Twilio knows no idempotency key: an answer that does not come in time is tried again and may be a second text.
"""

import json
from collections.abc import Mapping

from app.channels.http import post
from app.domain.messages.delivery import DeliveryError, OutgoingMessage
from app.domain.messages.sms_codes import SMS_CODES, sms_sentence
from app.settings import Settings

ACCOUNT_TROUBLE = frozenset({401, 403, 404})
"""HTTP codes for a wrong token, a suspended or an unknown account. An administrator can put that right, so it is tried
again."""


class SmsChannel:
    def __init__(self, *, account: str, token: str, sender: str, api_url: str, callback_url: str) -> None:
        self._url = f"{api_url}/2010-04-01/Accounts/{account}/Messages.json"
        self._auth = (account, token)
        self._sender = sender
        self._callback_url = callback_url

    @classmethod
    def from_settings(cls, settings: Settings) -> "SmsChannel":
        return cls(
            account=settings.twilio_account_sid,
            token=settings.twilio_auth_token,
            sender=settings.twilio_from,
            api_url=settings.twilio_api_url,
            callback_url=f"{settings.public_url}/sms-status",
        )

    def send(self, message: OutgoingMessage) -> str | None:
        body = {"To": message.address, "From": self._sender, "Body": message.text}
        if self._callback_url.startswith("https://"):  # Twilio cannot reach a development machine
            body["StatusCallback"] = self._callback_url
        return _sid(post("SMS", self._url, data=body, auth=self._auth, not_ours=ACCOUNT_TROUBLE, explain=_explain))


def _explain(answer: bytes) -> DeliveryError | None:
    """Read Twilio's error code where it is one that says what is wrong with a text."""
    body = _json(answer)
    code = body.get("code") if isinstance(body, Mapping) else None
    if not isinstance(code, int) or code not in SMS_CODES:
        return None
    return DeliveryError(sms_sentence(code), permanent=not SMS_CODES[code].tried_again, sms_code=code)


def _json(answer: bytes) -> object:
    try:
        return json.loads(answer)
    except ValueError:
        return None


def _sid(answer: bytes) -> str:
    body = _json(answer)
    if not isinstance(body, Mapping) or not isinstance(body.get("sid"), str):
        raise DeliveryError("SMS: the answer holds no message id.", permanent=False)
    return str(body["sid"])
