"""Texts that a spreadsheet would take for formulas: an apostrophe is put before them, and taken off again."""

import re

_STARTS = "=+\\-@＝＋－＠\t\r\n"
"""Signs that begin a formula, the full-width ones too: some spreadsheets read them as the plain ones."""
_FORMULA = re.compile(rf"'*[^\S\t\r\n]*[{_STARTS}]")
_GUARDED = re.compile(rf"'+[^\S\t\r\n]*[{_STARTS}]")
_PHONES = re.compile(r"\+[0-9]+( [0-9]+)+(, \+[0-9]+( [0-9]+)+)*")
"""Digits in groups: every spreadsheet takes them for a text, and an apostrophe would be shown."""
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would calculate; numbers and telephones in groups need none.

    A text that begins with apostrophes and such a sign gets one more, because reading takes one off.
    """
    if not _FORMULA.match(text) or _NUMBER.fullmatch(text) or _PHONES.fullmatch(text):
        return text
    return f"'{text}"


def unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text
