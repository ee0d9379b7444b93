"""`${…}` in the definitions: what it stands for in this installation, and what falls away where nothing is set."""

import re
from collections.abc import Mapping

from app.phones import digits_in_words
from app.settings import Settings
from app.vapi.assistant.definitions import Json

_PLACEHOLDER = re.compile(r"\$\{([^}]+)\}")
_FALLS_AWAY = {"headers": "VAPI_SERVER_SECRET", "fallbackDestination": "VAPI_FALLBACK_NUMBER"}
"""Keys that mean nothing without their value."""

_TRANSFERS = "${VAPI_FALLBACK_NUMBER}"


def installation_values(settings: Settings) -> dict[str, str]:
    secret = settings.vapi_server_secret[0] if settings.vapi_server_secret else ""
    from_settings = {
        "PUBLIC_URL": settings.public_url.rstrip("/"),
        "VAPI_SERVER_SECRET": secret,
        "EMERGENCY_IN_WORDS": digits_in_words(settings.emergency_number),
        "VAPI_FALLBACK_NUMBER": settings.vapi_fallback_number,
    }
    return {name: value for name, value in from_settings.items() if value}


def fill(body: Json, values: Mapping[str, str]) -> Json:
    """Return the body with every placeholder filled in that has a value; the others stay as they are."""
    return {key: _fill(value, values) for key, value in body.items() if _FALLS_AWAY.get(key, "PUBLIC_URL") in values}


def _fill(value: object, values: Mapping[str, str]) -> object:
    if isinstance(value, dict):
        return fill(value, values)
    if isinstance(value, list):
        value = _that_applies(value, values)
        return [_fill(item, values) for item in value]
    if isinstance(value, str):
        return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), value)
    return value


def _that_applies(items: list[object], values: Mapping[str, str]) -> list[object]:
    """Of a hook's actions, keep the transfer where its number is set, else what stands behind it."""
    transfers = [item for item in items if _TRANSFERS in str(item) and isinstance(item, dict) and "tool" in item]
    if not transfers:
        return items
    has_number = "VAPI_FALLBACK_NUMBER" in values
    return [item for item in items if (item in transfers) is has_number]
