"""The caller's number as the telephone network gives it, in E.164; never what the model or the caller says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import phonenumbers

from app.phones import without_old_prefix
from app.vapi.inbound.loose_json import walk, word

HOME_REGION = "US"
"""Of numbers that come without a country code, where the company has said nothing else."""
_WORDS_OF_WITHHELD = ("anonymous", "restricted", "blocked", "unavailable", "unknown", "private", "withheld")
_KEYS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
SPELLED_ON_KEYPAD = {word.translate(_KEYS) for word in _WORDS_OF_WITHHELD} | {"464", "8566696687"}
"""How some carriers fill in a withheld number: the word dialled as digits, RESTRICTED is 7378742833."""
_SIP_OF_A_TELEPHONE = re.compile(r"sips?:(?P<user>[^@;?:]+)[^?]*;user=phone\b", re.IGNORECASE)
"""RFC 3261, 19.1.1: only with this parameter is the user part a telephone number."""
_INTERNATIONAL_PREFIX = re.compile(r"^\s*00\W*(?=[1-9])")


@dataclass(frozen=True)
class CallerNumber:
    e164: str | None
    was_given: bool
    """False where the caller's number is withheld or there is none; a number that cannot be read was given."""


def find_number(*holders: Mapping[str, object], home_region: str = HOME_REGION) -> CallerNumber:
    """Return the number of the first `customer` there is: `call.customer`, then `customer`, of each holder in turn.

    One without a number withholds it; a number beside it is not the caller's.
    """
    places = (place for holder in holders for place in (walk(holder, "call", "customer"), walk(holder, "customer")))
    customer = next((place for place in places if isinstance(place, Mapping)), None)
    if customer is None:
        return CallerNumber(None, was_given=False)
    number_given = customer.get("number")
    e164 = to_e164(number_given, home_region) or to_e164(customer.get("sipUri"), home_region)
    return CallerNumber(e164, was_given=_holds_a_number(number_given))


def to_e164(raw: object, home_region: str = HOME_REGION) -> str | None:
    """Read `+1 312…`, `001312…`, `tel:` and `sip:…;user=phone`; None for a word dialled as digits.

    A national form is one of `home_region` (ISO 3166).
    """
    text = word(raw, limit=120)
    if text is None or not _holds_a_number(text):
        return None
    sip = _SIP_OF_A_TELEPHONE.match(text)
    dialled = _INTERNATIONAL_PREFIX.sub("+", sip["user"] if sip else text)
    try:
        parsed = phonenumbers.parse(without_old_prefix(dialled), home_region)
    except phonenumbers.NumberParseException:
        return None
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return number if phonenumbers.is_possible_number(parsed) else None


def _holds_a_number(raw: object) -> bool:
    text = word(raw, limit=120)
    digits = "" if text is None else re.sub(r"\D", "", text)
    return bool(digits) and digits.removeprefix("1") not in SPELLED_ON_KEYPAD and digits not in SPELLED_ON_KEYPAD
