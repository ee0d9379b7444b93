"""Route URLs as an administrator pastes them: which channel takes one, and how to name it without its secret.

The URL itself stays in the settings; a message row carries `label` and `fingerprint` only.
"""

import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from app.domain.messages.delivery import ChannelName

CHAT_HOSTS = (
    "hooks.slack.com",
    "discord.com",
    "discordapp.com",
    "chat.googleapis.com",
    "ntfy.sh",
    "logic.azure.com",
    "api.powerplatform.com",
    "webhook.office.com",
    "outlook.office.com",
)
"""https:// addresses of chat services, which want their own format rather than our signed JSON."""
OWN_SCHEMES = {"mailto": ChannelName.EMAIL, "sms": ChannelName.SMS, "console": ChannelName.CONSOLE}


def channel_of(url: str) -> ChannelName:
    """Return the channel for a URL: `mailto:`, `sms:`, `https://` (signed JSON), or any Apprise URL."""
    scheme, _, rest = url.partition(":")
    own = OWN_SCHEMES.get(scheme.lower())
    if own and not rest.startswith("//"):
        return own
    if scheme.lower() not in {"http", "https"}:
        return ChannelName.CHAT
    host = urlsplit(url).hostname or ""
    chat = any(host == chat_host or host.endswith(f".{chat_host}") for chat_host in CHAT_HOSTS)
    return ChannelName.CHAT if chat else ChannelName.WEBHOOK


def address_of(url: str) -> str:
    """Return what a channel sends to: the address of `mailto:` and `sms:`, otherwise the whole URL."""
    return url.partition(":")[2] if channel_of(url) in OWN_SCHEMES.values() else url


def fingerprint(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:12]


def label(url: str) -> str:
    """Name a destination for people: an address or number as it is, of anything else only scheme and host."""
    if channel_of(url) in OWN_SCHEMES.values():
        return address_of(url)
    parts = urlsplit(url)
    if parts.scheme in {"http", "https"}:
        return f"{parts.scheme}://{parts.hostname or ''}/… ({fingerprint(url)[:4]})"
    return f"{parts.scheme}://… ({fingerprint(url)[:4]})"  # Apprise URLs carry tokens in the host's place


def find_url(urls: Iterable[str], wanted_fingerprint: str) -> str | None:
    """Return the configured URL with that fingerprint."""
    return next((url for url in urls if fingerprint(url) == wanted_fingerprint), None)
