"""The text of a cell: blanks folded, spreadsheet wrappings taken off, words for "nothing" and "clear" understood."""

import re
import unicodedata
from enum import Enum

from app.domain.people.imports.cells.fields import FREE_TEXT, Field
from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.problems import ProblemKind
from app.domain.spreadsheets import unguarded


class Said(Enum):
    """What a cell says that holds no value."""

    KEEP = "keep"
    CLEAR = "clear"


CLEAR_WORD = "[clear]"
LONGEST_LINE = 200
_NOTHING = frozenset({"n/a", "#n/a", "-", "–", "—", "tbd", "none"})
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
"""Zero-width space, word joiner, byte order mark, soft hyphen. The joiners of scripts and emoji stay."""
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad]*")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_QUOTED_FORMULA = re.compile(r'="([^"]*)"')
_CELL_ERROR = re.compile(r"#(REF|NAME|VALUE|DIV/0|NUM|NULL|SPILL|CALC)[!?]")
_MULTILINE = frozenset({Field.WHY, Field.GOAL})


def tidy(cell: str) -> str:
    """Return a cell's text in one normal form (NFC), without blanks at its ends, line breaks as LF."""
    if _EMPTY.fullmatch(cell):
        return ""
    text = unicodedata.normalize("NFC", cell).replace("\r\n", "\n").replace("\r", "\n")
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()
    if quoted := _QUOTED_FORMULA.fullmatch(text):
        return quoted[1].strip()
    return unguarded(text)


def said(text: str, field: Field) -> str | Said:
    """Tell a value from the ways to say nothing: empty and its words keep, `[clear]` clears."""
    if not text or (text.casefold() in _NOTHING and field not in FREE_TEXT):
        return Said.KEEP
    return Said.CLEAR if text.casefold() == CLEAR_WORD else text


def check_text(text: str, field: Field) -> str:
    """Return the text as it is to be stored, or say how it is damaged or too long."""
    if _NOT_TEXT.search(text) or "\ufffd" in text:
        raise CellProblem(ProblemKind.DAMAGED_TEXT, "A letter was lost when the file was saved. Type the text again.")
    if _CELL_ERROR.fullmatch(text):
        raise CellProblem(
            ProblemKind.DAMAGED_TEXT,
            f"{text} is an error of the spreadsheet. Format the cell as text and type it again.",
        )
    if field not in _MULTILINE:
        text = " ".join(text.split())
        if len(text) > LONGEST_LINE:
            raise CellProblem(ProblemKind.TOO_LONG, f"{len(text)} characters; at most {LONGEST_LINE} fit.")
    return text


def check_name(text: str, field: Field) -> str:
    """Return a name as typed; say so where UTF-8 was once read as Windows-1252, as in “JosÃ©”."""
    try:
        meant = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return check_text(text, field)
    if meant != text:
        raise CellProblem(ProblemKind.DAMAGED_TEXT, f"The letters were broken by an earlier save. Is it “{meant}”?")
    return check_text(text, field)


def fold(text: str) -> str:
    """Return what two texts share that are the same but for case, blanks and form."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
