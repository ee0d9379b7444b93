"""The caller's number as the telephone network gives it, in E.164; never what the model or the caller says."""

from collections.abc import Mapping

import phonenumbers

from app.vapi.inbound.loose_json import walk, word

HOME_REGION = "US"
"""Of numbers that come without a country code."""
SPELLED_ON_KEYPAD = {"+266696687", "+7378742833", "+2562533", "+8566696687", "+86282452253", "+464"}
"""ANONYMOUS, RESTRICTED, BLOCKED … dialled as digits: how some carriers fill in a withheld number."""


def find_number(*holders: Mapping[str, object]) -> str | None:
    """Return the number of the first `customer` there is: `call.customer`, then `customer`, of each holder in turn.

    One without a number withholds it; a number beside it is not the caller's.
    """
    places = (place for holder in holders for place in (walk(holder, "call", "customer"), walk(holder, "customer")))
    customer = next((place for place in places if isinstance(place, Mapping)), None)
    return to_e164(customer.get("number")) if customer is not None else None


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
