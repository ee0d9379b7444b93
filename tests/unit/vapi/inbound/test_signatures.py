import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings import Settings
from app.vapi.inbound.signatures import verify, verify_request

NOW = datetime(2026, 11, 24, 12, 45, tzinfo=UTC)
BODY = b'{"message": {"type": "hang", "note": "\xc3\xa9"}}'
OLD, NEW = "the-old-secret-0123456789", "the-new-secret-0123456789"
KEY = "the-hmac-key-0123456789"


def accepts(headers: dict[str, str], **options: Any) -> bool:
    return verify(headers, options.pop("body", BODY), **{"secrets": (OLD, NEW), "now": NOW, **options})


def signature(timestamp: str | None, *, key: str = KEY, body: bytes = BODY) -> bytes:
    signed = body if timestamp is None else timestamp.encode() + b"." + body
    return hmac.digest(key.encode(), signed, hashlib.sha256)


def signed_headers(timestamp: str, **options: Any) -> dict[str, str]:
    return {"X-Signature": signature(timestamp, **options).hex(), "X-Timestamp": timestamp}


def accepts_signed(headers: dict[str, str], **options: Any) -> bool:
    return accepts(headers, **{"secrets": (), "hmac_secrets": (KEY,), **options})


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_each_of_two_secrets_opens_by_header_and_by_bearer(secret: str) -> None:
    assert accepts({"X-Vapi-Secret": secret})
    assert accepts({"x-vapi-secret": secret})
    assert accepts({"Authorization": f"Bearer {secret}"})
    assert accepts({"authorization": f"bearer  {secret} "})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Vapi-Secret": ""},
        {"X-Vapi-Secret": OLD[:-1]},
        {"X-Vapi-Secret": f"{OLD} "},
        {"X-Vapi-Secret": "schlüssel"},
        {"Authorization": OLD},
        {"Authorization": "Bearer "},
        {"Authorization": f"Basic {OLD}"},
        {"X-Signature": OLD},
    ],
)
def test_a_wrong_or_missing_credential_is_refused(headers: dict[str, str]) -> None:
    assert not accepts(headers)


@pytest.mark.parametrize("secrets", [(), ("",), ("", "")])
def test_nothing_configured_lets_nobody_in(secrets: tuple[str, ...]) -> None:
    timestamp = str(int(NOW.timestamp()))
    for headers in ({}, {"X-Vapi-Secret": ""}, {"Authorization": "Bearer "}, signed_headers(timestamp, key="")):
        assert not accepts(headers, secrets=secrets, hmac_secrets=secrets)


def test_a_secret_beyond_ascii_is_compared_as_bytes() -> None:
    as_wsgi_hands_it_over = "schlüssel-0123456789".encode().decode("latin-1")
    assert accepts({"X-Vapi-Secret": as_wsgi_hands_it_over}, secrets=("schlüssel-0123456789",))


@pytest.mark.parametrize("unit", [1, 1000])
@pytest.mark.parametrize("seconds", [-300, -299, 0, 299, 300])
def test_a_signature_within_the_window_opens(seconds: int, unit: int) -> None:
    timestamp = str(int((NOW + timedelta(seconds=seconds)).timestamp()) * unit)
    assert accepts_signed(signed_headers(timestamp))


@pytest.mark.parametrize("seconds", [-301, 301, 86_400])
def test_a_signature_outside_the_window_is_refused(seconds: int) -> None:
    timestamp = str(int((NOW + timedelta(seconds=seconds)).timestamp()))
    assert not accepts_signed(signed_headers(timestamp))
    assert accepts_signed(signed_headers(timestamp), tolerance_seconds=100_000)


TIMESTAMP = str(int(NOW.timestamp()))
DIGEST = signature(TIMESTAMP)


@pytest.mark.parametrize(
    "text",
    [
        DIGEST.hex(),
        DIGEST.hex().upper(),
        f"sha256={DIGEST.hex()}",
        base64.b64encode(DIGEST).decode(),
        f"sha256={base64.b64encode(DIGEST).decode()}",
    ],
)
def test_a_signature_is_taken_as_hex_or_base64_with_or_without_prefix(text: str) -> None:
    assert accepts_signed({"x-signature": text, "x-timestamp": TIMESTAMP})
    assert accepts_signed({"X-Vapi-Signature": text, "x-timestamp": TIMESTAMP})


def test_a_signature_is_taken_from_the_configured_headers() -> None:
    headers = {"X-Coach-Signature": DIGEST.hex(), "X-Coach-Time": TIMESTAMP}
    assert accepts_signed(headers, signature_header="x-coach-signature", timestamp_header="x-coach-time")
    assert not accepts_signed(headers)


def test_two_hmac_secrets_are_valid_at_once() -> None:
    assert accepts_signed(signed_headers(TIMESTAMP), hmac_secrets=("another-key", KEY))


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (signed_headers(TIMESTAMP), BODY + b" "),
        (signed_headers(TIMESTAMP, key="another-key"), BODY),
        ({**signed_headers(TIMESTAMP), "X-Timestamp": str(int(TIMESTAMP) + 1)}, BODY),
        ({"X-Signature": DIGEST.hex()}, BODY),
        ({"X-Signature": signature(None).hex()}, BODY),
        ({"X-Signature": DIGEST.hex(), "X-Timestamp": ""}, BODY),
        ({"X-Signature": DIGEST.hex(), "X-Timestamp": "today"}, BODY),
        ({"X-Signature": DIGEST.hex(), "X-Timestamp": "nan"}, BODY),
        ({"X-Signature": "", "X-Timestamp": TIMESTAMP}, BODY),
        ({"X-Signature": "sha256=", "X-Timestamp": TIMESTAMP}, BODY),
        ({"X-Signature": "ungültig", "X-Timestamp": TIMESTAMP}, BODY),
    ],
)
def test_a_changed_or_incomplete_signature_is_refused(headers: dict[str, str], body: bytes) -> None:
    assert not accepts_signed(headers, body=body)


def test_without_a_timestamp_header_the_body_alone_is_signed() -> None:
    headers = {"X-Signature": signature(None).hex()}
    assert accepts_signed(headers, timestamp_header="")
    assert not accepts_signed(headers, timestamp_header="", body=b"{}")


def test_settings_name_the_secrets_and_headers() -> None:
    settings = Settings(vapi_hmac_secret=(KEY,), vapi_timestamp_tolerance=10)
    assert verify_request(signed_headers(TIMESTAMP), BODY, settings=settings, now=NOW)
    assert not verify_request(signed_headers(TIMESTAMP), BODY, settings=settings, now=NOW + timedelta(seconds=11))
    assert not verify_request({"X-Vapi-Secret": KEY}, BODY, settings=settings, now=NOW)


NAMES = st.sampled_from(["X-Vapi-Secret", "Authorization", "X-Signature", "X-Vapi-Signature", "X-Timestamp"])


@given(st.dictionaries(NAMES, st.text(st.characters(max_codepoint=255))), st.binary(max_size=50))
def test_no_guess_opens_and_none_fails(headers: dict[str, str], body: bytes) -> None:
    assert not accepts(headers, hmac_secrets=(KEY,), body=body)
