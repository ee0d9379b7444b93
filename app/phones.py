"""Telephone numbers as people type them, read to E.164. The one place that knows the `phonenumbers` package."""

import re

import phonenumbers

from app.domain.errors import InvalidInput
from app.domain.people.problems import ProblemKind

DIGIT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELLED = re.compile(r"[A-Za-z]{2}")
"""Letters, which the package would dial as on a keypad."""
_OLD_MEXICAN_MOBILE = re.compile(r"^((?:\+|00|011)\W*52)\W*1(?=(?:\W*\d){10}\W*$)")
_NUMBERS = re.compile(r"\+[1-9]\d{6,14}(, \+[1-9]\d{6,14})*")
_CUT_SHORT = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+")


class BadPhone(InvalidInput):
    """What was typed is no number that can be called; `kind` says why."""

    def __init__(self, sentence: str, kind: ProblemKind) -> None:
        super().__init__(sentence, field="phones")
        self.kind = kind


def read_phone(text: str, region: str) -> str:
    """Return the number as E.164; national forms are read for the home region, e.g. `US`. Raises BadPhone."""
    if _CUT_SHORT.fullmatch(text.strip()):
        sentence = "The spreadsheet cut this number short: format the column as text and export again."
        raise BadPhone(sentence, ProblemKind.CUT_SHORT)
    try:
        number = phonenumbers.parse(without_old_prefix(text.strip()), region)
    except phonenumbers.NumberParseException:
        raise BadPhone(f"{text.strip()} is not a telephone number.", ProblemKind.BAD_PHONE) from None
    if number.extension:
        sentence = "A number with an extension cannot be recognised on the line: give the direct number."
        raise BadPhone(sentence, ProblemKind.EXTENSION)
    if not phonenumbers.is_valid_number(number) or _SPELLED.search(text):
        sentence = f"{text.strip()} is not a valid number; outside the home country write it with + and country code."
        raise BadPhone(sentence, ProblemKind.BAD_PHONE)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def without_old_prefix(text: str) -> str:
    """Drop the 1 that Mexican mobiles had after the country code until 2019, and that carriers still send."""
    return _OLD_MEXICAN_MOBILE.sub(r"\1", text)


def phone_in_words(number: str) -> str:
    """Return an E.164 number as the coach says it: digits in words, with a pause between groups."""
    parsed = phonenumbers.parse(number, None)
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    return ", ".join(map(digits_in_words, re.findall(r"\d+", written)))


def digits_in_words(digits: str) -> str:
    """Return `nine one one` for 911."""
    return " ".join(DIGIT_WORDS[int(digit)] for digit in digits)


def spaced_phones(text: str) -> str:
    """Return E.164 numbers in groups, `+1 312 555 0142`; a text that is anything else comes back as it is.

    A spreadsheet takes a number without spaces for a figure, drops its + and shows 4.91E+11.
    """
    return ", ".join(map(_spaced, text.split(", "))) if _NUMBERS.fullmatch(text) else text


def _spaced(number: str) -> str:
    written = phonenumbers.format_number(phonenumbers.parse(number, None), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return re.sub(r"\D+", " ", written.removeprefix("+")).join(("+", ""))


def say_phone(number: str, region: str) -> str:
    """Return an E.164 number as it is written in the home region, or internationally elsewhere."""
    parsed = phonenumbers.parse(number, None)
    home = phonenumbers.region_code_for_number(parsed) == region
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)
