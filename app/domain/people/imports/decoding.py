"""The bytes of a CSV file as text, by the encodings that spreadsheets and HR systems write."""

import codecs
from dataclasses import dataclass

from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.problems import ProblemKind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
"""Byte order marks; UTF-32's begins with UTF-16's, so it comes first."""
_CODECS = {"utf-8": "utf-8", "mac roman": "mac_roman", "windows-1252": "cp1252"}


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str
    """As the preview names it."""


def decode(raw: bytes) -> Decoded:
    """Return the text and its encoding; no character is ever replaced by a placeholder.

    A byte order mark decides; else UTF-8 if the bytes are valid UTF-8; else the line ends decide: only a Macintosh
    writes lone CRs, and its letters are others than those of Windows.
    """
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            return _checked(raw[len(mark) :] if codec == "utf-8" else raw, codec, name)
    try:
        return _checked(raw, "utf-8", "utf-8")
    except FileProblem:
        if b"\0" in raw:
            raise
    name = "mac roman" if b"\r" in raw and b"\n" not in raw else "windows-1252"
    return _checked(raw, _CODECS[name], name)


def _checked(raw: bytes, codec: str, name: str) -> Decoded:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        raise FileProblem(
            ProblemKind.UNREADABLE_FILE, "This is not a text file. Save it as “CSV UTF-8”, or send the .xlsx itself."
        ) from error
    if "\0" in text:
        raise FileProblem(
            ProblemKind.UNREADABLE_FILE, "The file holds bytes that no text has. Save it again as “CSV UTF-8”."
        )
    return Decoded(text, name)
