"""The caller's number as the telephone network gives it, in E.164; never what the model or the caller says."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import phonenumbers

from app.vapi.inbound.loose_json import walk, word


class CallerKind(StrEnum):
    PHONE = "phone"
    SIP = "sip"
    """A SIP address and no telephone number."""
    WITHHELD = "withheld"
    """A telephone call whose number is missing, hidden or not a number."""
    NONE = "none"
    """No telephone call: a web call, a chat, a test."""


HOME_REGION = "US"
"""Of numbers that come without a country code."""
SPELLED_ON_KEYPAD = {"+266696687", "+7378742833", "+2562533", "+8566696687", "+86282452253", "+464"}
"""ANONYMOUS, RESTRICTED, BLOCKED … dialled as digits: how some carriers fill in a withheld number."""


def find_caller(*holders: Mapping[str, object]) -> tuple[str | None, CallerKind]:
    """Return the first number that is one, from `call.customer`, then `customer`, of each holder in turn."""
    customers = [
        customer
        for holder in holders
        for customer in (walk(holder, "call", "customer"), walk(holder, "customer"))
        if isinstance(customer, Mapping)
    ]
    for customer in customers:
        if number := to_e164(customer.get("number")):
            return number, CallerKind.PHONE
    return None, _kind_without_number(customers, holders)


def to_e164(raw: object) -> str | None:
    text = word(raw, limit=40)
    if text is None or not any(mark.isdigit() for mark in text):
        return None
    try:
        parsed = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return number if phonenumbers.is_possible_number(parsed) and number not in SPELLED_ON_KEYPAD else None


def _kind_without_number(
    customers: Iterable[Mapping[str, object]], holders: Iterable[Mapping[str, object]]
) -> CallerKind:
    customers = list(customers)
    if any(customer.get("sipUri") for customer in customers):
        return CallerKind.SIP
    kinds = {str(walk(holder, "call", "type")) for holder in holders}
    if customers or any("PhoneCall" in kind for kind in kinds):
        return CallerKind.WITHHELD
    return CallerKind.NONE
