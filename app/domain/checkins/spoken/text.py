"""Texts as they come from speech: cleaned for keeping, folded for comparing, cut into clauses and words for reading."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_SPOKEN = 200
"""Characters of a yes, a number or a choice with what people say around it; longer is not an answer."""

_NEVER_KEPT = re.compile("[\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Lone surrogates cannot be stored; direction marks can make a text read as another one."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "−": "-", "_": " "})
_AT_THE_ENDS = " .,!;:\"'()[]{}*…"
_CLAUSE_MARK = re.compile(r"[.,](?!\d)|[;:!?()–—]+(?!\d)|\s-+\s")
"""A point or a colon between digits belongs to a figure."""
_SHORT_FORM = re.compile(r"'(?:s|re|m|ve|ll|d)\b")


def clean_text(text: str) -> str:
    """Return the text on one line: white space and line breaks as single blanks, no control characters."""
    return " ".join(_CONTROL.sub(" ", _NEVER_KEPT.sub("", text)).split())


def fold(text: str) -> str:
    """Return the text for comparing: one line, small letters, plain digits, quotes and blanks."""
    folded = unicodedata.normalize("NFKC", clean_text(text)).casefold().translate(_TYPOGRAPHIC)
    return " ".join(folded.strip(_AT_THE_ENDS).split())


def fold_spoken(raw: object) -> str | None:
    """Return what was said, folded; None for what is no text or too long to be a short answer."""
    return fold(raw) if isinstance(raw, str) and len(raw) <= LONGEST_SPOKEN else None


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a folded text without their short forms: "I'm all-set" is i, all, set."""
    return tuple(re.findall(r"\w+(?:'\w+)*", _SHORT_FORM.sub("", text)))


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a list of words kept as data, which stand between commas."""
    return tuple(phrase for part in text.split(",") if (phrase := " ".join(part.split())))


def clauses(text: str) -> Iterator[str]:
    """Yield the parts of a folded text between marks, those without any word left out."""
    return (part for part in _CLAUSE_MARK.split(text) if words_of(part))


def read_text(raw: object) -> str | None:
    """Read a text, a number or a flat list of texts, to be kept as it was said."""
    if isinstance(raw, str):
        return clean_text(raw)
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return f"{raw:g}" if abs(raw) < 10**6 else None
    if isinstance(raw, list) and all(isinstance(item, str) for item in raw):
        return ", ".join(text for item in raw if (text := clean_text(item)))
    return None
