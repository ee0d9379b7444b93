"""Callers whom we do not know: why, and what they hear.

A caller who was not looked up is no stranger's fault but ours: they get the ops-only questions, and the tools decide
later who it was. Somebody who was looked up, or who cannot be, hears what to do instead.
"""

from collections.abc import Mapping
from enum import StrEnum

from app.domain.checkins import script


class Stranger(StrEnum):
    NOT_LOOKED_UP = "not looked up yet"
    """The database is away, or the number has a fixed assistant, which Vapi does not ask us about."""
    NOT_ON_FILE = "not on file"
    WITHHELD = "number withheld"
    BROKEN_NUMBER = "number not readable"
    NOT_A_TELEPHONE = "not on a telephone"
    INACTIVE = "not active any more"


_WORDS: Mapping[Stranger, str] = {
    Stranger.NOT_LOOKED_UP: "",
    Stranger.NOT_ON_FILE: script.SPOKEN_UNKNOWN_CALLER,
    Stranger.WITHHELD: script.SPOKEN_NO_CALLER_ID,
    Stranger.BROKEN_NUMBER: script.SPOKEN_BROKEN_NUMBER,
    Stranger.NOT_A_TELEPHONE: script.SPOKEN_NOT_A_TELEPHONE,
    Stranger.INACTIVE: script.SPOKEN_INACTIVE,
}
_CALL_DISPATCH = "call dispatch"


def words_for(stranger: Stranger, dispatch: str) -> str:
    """Return what to do, as it is spoken. `dispatch`: the number in words; empty where none is set."""
    return with_number(_WORDS[stranger], dispatch)


def with_number(sentence: str, dispatch: str) -> str:
    """Return the sentence with dispatch's number where it says to call dispatch."""
    return sentence.replace(_CALL_DISPATCH, f"{_CALL_DISPATCH} at {dispatch}") if dispatch else sentence


def greeting_for(stranger: Stranger, *, company: str, dispatch: str) -> str:
    """Return the first message: the ops-only question, or what to do."""
    opening = f"Hi, this is {script.COACH} at {company.removesuffix('.')}."
    if stranger is Stranger.NOT_LOOKED_UP:
        return f"{opening} Two quick ones. {script.OPS_ONLY_QUESTIONS[0]}"
    return f"{opening} {words_for(stranger, dispatch)}"
