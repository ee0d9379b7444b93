"""Parsers of environment values, one per kind. Each raises ValueError with what would have been right."""

import re
from collections.abc import Callable
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.messages.delivery import QuietHours
from app.phones import BadPhone, read_phone

NO_REGION = "ZZ"
"""phonenumbers' region that reads no national form."""


def text(value: str) -> str:
    return value.strip()


def digits(value: str) -> str:
    number = re.sub(r"[ -]", "", value)
    if not re.fullmatch(r"\d+", number):
        raise ValueError("must be digits, as they are dialled")
    return number


def phone(value: str) -> str:
    try:
        return read_phone(value, NO_REGION) if value.strip() else ""
    except BadPhone:
        raise ValueError("must be a telephone number with + and country code") from None


def header_or_none(value: str) -> str:
    """Return the header's name; `none` says that there is none, which an empty variable cannot."""
    return "" if value.strip().lower() == "none" else value.strip()


def whole_number(value: str) -> int:
    try:
        number = int(value)
    except ValueError:
        raise ValueError("must be a whole number") from None
    if number < 0:
        raise ValueError("must not be negative")
    return number


def weekday(value: str) -> int:
    number = whole_number(value)
    if number not in range(1, 8):
        raise ValueError("must be a day of the week from 1 (Monday) to 7")
    return number


def whole_numbers(value: str) -> tuple[int, ...]:
    return tuple(whole_number(part) for part in comma_list(value))


def switch(value: str) -> bool:
    if value.strip().lower() in {"1", "true", "yes", "on"}:
        return True
    if value.strip().lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError("must be yes or no")


def comma_list(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def one_of(*allowed: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return value

    return parse


def some_of(*allowed: str) -> Callable[[str], tuple[str, ...]]:
    def parse(value: str) -> tuple[str, ...]:
        items = comma_list(value)
        if unknown := [word for word in items if word not in allowed]:
            raise ValueError(f"{', '.join(unknown)} is not one of {', '.join(allowed)}")
        return items

    return parse


def time_of_day(value: str) -> time:
    try:
        return time.fromisoformat(value.strip())
    except ValueError:
        raise ValueError("must be a time such as 06:00") from None


def time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError("must be an IANA time zone such as America/Chicago") from None
    return value


def holiday_calendar(value: str) -> str:
    """Refuse an unknown calendar at the start, not at somebody's check-in."""
    import holidays  # noqa: PLC0415 - slow to import; only where the setting is given

    country, _, subdivision = value.strip().upper().partition("-")
    try:
        holidays.country_holidays(country, subdiv=subdivision or None)
    except NotImplementedError:
        raise ValueError("must be a country, or country and state, such as US-TX") from None
    return value.strip()


def postgres_url(value: str) -> str:
    """Return the URL with the psycopg2 driver named: SQLAlchemy 2.1 takes a bare postgresql:// for psycopg 3."""
    scheme, separator, rest = value.partition("://")
    if value and (not separator or scheme not in {"postgres", "postgresql", "postgresql+psycopg2"}):
        raise ValueError("must be a postgresql:// URL")
    return f"postgresql+psycopg2://{rest}" if value else ""


def quiet_hours(value: str) -> str:
    """Return the text as it is, once it has been read: a bad one must stop the start, not the first message."""
    QuietHours.parse(value)
    return value.strip()


def mail_url(value: str) -> str:
    if value and not re.match(r"smtps?://([^/@]*@)?[^/:@]+(:\d+)?/?$", value):
        raise ValueError(
            "must be smtp://user:password@host:587 or smtps://…; write / and @ in a password as %2F and %40"
        )
    return value


def base_url(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    return value.rstrip("/")


def region(value: str) -> str:
    """Return a country as ISO 3166 writes it, in two capitals."""
    if not re.fullmatch("[A-Za-z]{2}", value.strip()):
        raise ValueError("must be a country of two letters, such as US")
    return value.strip().upper()
