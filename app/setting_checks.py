"""What is wrong with settings that can each be read: weak keys where strangers reach, and all that production needs."""

import ipaddress
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from app.settings import Settings

SHORTEST_SECRET = 24
FEWEST_DIFFERENT = 10
"""Characters. `python -c "import secrets; print(secrets.token_urlsafe(24))"` gives 32, some 24 of them different."""
LONGEST_TOLERANCE = 900
"""Seconds that a signed message of Vapi may be old: longer, and a recorded one can be played back at leisure."""
NEEDED = ("database_url", "redis_url", "secret_key", "encryption_key", "public_url", "mail_url", "metrics_token")
SECRETS = (
    "secret_key",
    "encryption_key",
    "vapi_server_secret",
    "vapi_hmac_secret",
    "metrics_token",
    "webhook_signing_secret",
)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts to which a password may go unencrypted."""


def faults_of(settings: "Settings") -> list[str]:
    """Return one line per fault; the names are those of the environment."""
    if settings.app_env == "production":
        return [*_missing(settings), *weak_secrets(settings), *_careless(settings)]
    exposed = settings.public_url.startswith("https://") or not is_this_machine(settings.bind)
    return list(weak_secrets(settings)) if exposed else []


def weak_secrets(settings: "Settings") -> Iterator[str]:
    for name in SECRETS:
        value = getattr(settings, name)
        held = [value] if isinstance(value, str) else value
        if any(len(secret) < SHORTEST_SECRET for secret in held if secret):
            yield f"{name.upper()} holds a secret shorter than {SHORTEST_SECRET} characters"
        elif any(len(set(secret)) < FEWEST_DIFFERENT for secret in held if secret):
            yield f"{name.upper()} holds a secret of fewer than {FEWEST_DIFFERENT} different characters"


def is_this_machine(host: str) -> bool:
    """True for loopback and for no host at all (a socket in the file system)."""
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _missing(settings: "Settings") -> Iterator[str]:
    yield from (f"{name.upper()} is missing" for name in NEEDED if not getattr(settings, name))
    if not settings.vapi_server_secret and not settings.vapi_hmac_secret:
        yield "VAPI_SERVER_SECRET or VAPI_HMAC_SECRET is missing"


def _careless(settings: "Settings") -> Iterator[str]:
    if not settings.public_url.startswith("https://"):
        yield "PUBLIC_URL must start with https://"
    if settings.oidc_issuer.startswith("http://"):
        yield "OIDC_ISSUER must start with https://"
    if not settings.password_sign_in and not settings.oidc_issuer:
        yield "PASSWORD_SIGN_IN is off, and OIDC_ISSUER is missing: nobody could sign in"
    if settings.demo_mode:
        yield "DEMO_MODE must be off"
    redis = urlsplit(settings.redis_url)
    if redis.scheme == "redis" and not is_this_machine(redis.hostname or ""):
        yield "REDIS_URL goes to another machine in the clear; use rediss://"
    if settings.vapi_hmac_secret and not 0 < settings.vapi_timestamp_tolerance <= LONGEST_TOLERANCE:
        yield f"VAPI_TIMESTAMP_TOLERANCE must be from 1 to {LONGEST_TOLERANCE} seconds"
    for name in ("ops_urls", "dispatch_urls"):
        yield from _careless_routes(name.upper(), getattr(settings, name), settings.webhook_signing_secret)


def _careless_routes(name: str, urls: tuple[str, ...], signing_secret: str) -> Iterator[str]:
    schemes = {urlsplit(url).scheme for url in urls if not is_this_machine(urlsplit(url).hostname or "")}
    if "http" in schemes:
        yield f"{name} holds a plain http:// address; use https://"
    if schemes & {"http", "https"} and not signing_secret:
        yield f"{name} holds a webhook, and WEBHOOK_SIGNING_SECRET is missing"
