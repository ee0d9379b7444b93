"""Text as people type or paste it, in one normal form: what a form keeps of it."""

import re
import unicodedata

_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
"""Control characters, zero-width blanks and direction marks: invisible, and they make two equal names differ."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")


def clean_typed(text: str) -> str:
    """Return NFC text without invisible characters, blanks folded and none at the ends; line breaks as LF."""
    text = unicodedata.normalize("NFC", _LONE_SURROGATE.sub("", text))
    text = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(lines).strip()
