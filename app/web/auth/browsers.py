"""How a browser is described to its owner: which one on which system, and the network without its last part."""

import ipaddress
import re

from flask import request

from app.services.accounts.sessions import Browser

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
"""By the marks in User-Agent, the more particular first: most browsers also call themselves Chrome and Safari."""
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
UNKNOWN = "Another program"
IPV4_KEPT, IPV6_KEPT = 24, 48
"""Bits of the address that are kept."""


def this_browser() -> Browser:
    return Browser(device=describe(request.headers.get("User-Agent", "")), network=network_of(request.remote_addr))


def describe(user_agent: str) -> str:
    """Return e.g. `Firefox on Windows`; only words of ours, whatever the browser says."""
    browser = next((word for mark, word in BROWSERS if re.search(rf"\b{mark}", user_agent)), UNKNOWN)
    system = next((word for mark, word in SYSTEMS if mark in user_agent), None)
    return f"{browser} on {system}" if system else browser


def network_of(address: str | None) -> str:
    """Return the network around an address, e.g. `203.0.113.0/24`: enough to recognise, too little to follow."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    bits = IPV4_KEPT if parsed.version == 4 else IPV6_KEPT  # noqa: PLR2004 - the protocol's version
    return str(ipaddress.ip_network((parsed, bits), strict=False))
