"""Who may post to the webhook: the shared secret, a bearer token, or an HMAC signature over the raw body.

Everything is compared as bytes and in constant time. Several secrets may be valid at once, while one is replaced. With
nothing configured nobody gets in; an empty secret matches nothing.

HMAC: Vapi signs `{timestamp}.{body}` by default. A request with a timestamp is held to that form and to the tolerance.
One without a timestamp is refused, because it could be replayed for ever, unless the timestamp header is configured as
empty: then the signature is over the body alone.
"""

import base64
import binascii
import contextlib
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from app.settings import Settings
from app.vapi.inbound.loose_json import epoch_seconds

WEBHOOK_PATH = "/vapi/webhook"
_PREFIX = re.compile(r"^(?:sha256|v1)\s*[=,]\s*", re.IGNORECASE)


def verify_request(headers: Mapping[str, str], body: bytes, *, settings: Settings, now: datetime) -> bool:
    return verify(
        headers,
        body,
        secrets=settings.vapi_server_secret,
        hmac_secrets=settings.vapi_hmac_secret,
        signature_header=settings.vapi_signature_header,
        timestamp_header=settings.vapi_timestamp_header,
        tolerance_seconds=settings.vapi_timestamp_tolerance,
        now=now,
    )


def is_refused_by_headers(path: str, headers: Mapping[str, str], settings: Settings) -> bool:
    """True for a webhook message that no body can save: only the shared secret counts here, and it is not there.

    `headers` by their names in any spelling that WSGI servers use: `X-Vapi-Secret` or `X_VAPI_SECRET`.
    """
    if path != WEBHOOK_PATH or any(settings.vapi_hmac_secret):
        return False
    by_name = {name.lower().replace("_", "-"): value for name, value in headers.items()}
    return not _knows_secret(by_name, [secret for secret in settings.vapi_server_secret if secret])


def verify(
    headers: Mapping[str, str],
    body: bytes,
    *,
    secrets: Iterable[str],
    hmac_secrets: Iterable[str] = (),
    signature_header: str = "x-signature",
    timestamp_header: str = "x-timestamp",
    tolerance_seconds: int = 300,
    now: datetime,
) -> bool:
    """Whether one credential of the request is right. Which one failed is not said: it would help an attacker."""
    by_name = {name.lower(): value for name, value in headers.items()}
    if _knows_secret(by_name, [secret for secret in secrets if secret]):
        return True
    signature = by_name.get(signature_header.lower()) or by_name.get("x-vapi-signature", "")
    keys = [secret.encode() for secret in hmac_secrets if secret]
    if not signature or not keys:
        return False
    signed = body
    if timestamp_header:
        timestamp = by_name.get(timestamp_header.lower(), "").strip()
        if not _is_recent(timestamp, tolerance_seconds, now):
            return False
        signed = timestamp.encode() + b"." + body
    candidates = _decoded(signature)
    return _any([hmac.compare_digest(hmac.digest(key, signed, "sha256"), one) for key in keys for one in candidates])


def _knows_secret(by_name: Mapping[str, str], secrets: list[str]) -> bool:
    scheme, _, token = by_name.get("authorization", "").strip().partition(" ")
    offered = [by_name.get("x-vapi-secret", ""), token.strip() if scheme.lower() == "bearer" else ""]
    return _any([_same(secret, offer) for secret in secrets for offer in offered if offer])


def _any(matches: list[bool]) -> bool:
    """`any`, over comparisons that have all been made: the time taken says nothing about which one matched."""
    return any(matches)


def _same(secret: str, offer: str) -> bool:
    """Compare digests, which are of one length whatever the secret's. WSGI hands over header bytes as Latin-1."""
    first, second = secret.encode(), offer.encode("latin-1", errors="replace")
    return hmac.compare_digest(hashlib.sha256(first).digest(), hashlib.sha256(second).digest())


def _is_recent(timestamp: str, tolerance_seconds: int, now: datetime) -> bool:
    """The unit is not documented: seconds and milliseconds are both taken."""
    if not re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]{1,9})?", timestamp):
        return False
    return abs(now.timestamp() - epoch_seconds(float(timestamp))) <= tolerance_seconds


def _decoded(signature: str) -> list[bytes]:
    """Return the signature's bytes, read as hex and as base64: which one Vapi sends is a setting over there."""
    text = _PREFIX.sub("", signature.strip())
    signatures = [bytes.fromhex(text)] if re.fullmatch(r"[0-9A-Fa-f]{64}", text) else []
    with contextlib.suppress(binascii.Error):  # not base64: the hex reading alone decides
        signatures.append(base64.b64decode(text.encode("ascii", errors="replace"), validate=True))
    return signatures
