"""Texts that a spreadsheet would take for formulas: an apostrophe is put before them, and taken off again."""

import re

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would calculate; plain numbers need none, telephones do.

    A text that begins with apostrophes and such a sign gets one more, because reading takes one off.
    """
    if not text.lstrip("'").startswith(_FORMULA_STARTS) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text
