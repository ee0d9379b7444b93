"""What a caller takes back or adds to after it was asked: "make the energy a three", "actually I have a blocker"."""

import re

from app.domain.checkins.spoken.numbers import read_integer
from app.domain.checkins.spoken.unsaid import is_no_answer
from app.domain.conversation.answers import Values

_YES_ALONE = re.compile(r"(?:actually|oh|um|uh|well| )*(?:yes|yeah|yep|yup|one thing)(?: please| actually| one thing)*")
_CHANGES_ENERGY = re.compile(
    r"\b(?:make|change|put) (?:it|that|my|the|me)\b|\bmy energy(?:'s| is)\b|\bactually an? \w+$"
)
_HAS_A_BLOCKER = re.compile(
    r"\b(?:i(?:'ve| have)?(?: do)?(?: got| have)? (?:a|one|another) blocker|there(?:'s| is) (?:a|one) blocker"
    r"|(?:something(?:'s| is) |it's )?blocking me)\b(?P<note>.*)",
    re.IGNORECASE | re.DOTALL,
)


def wants_a_change(text: str) -> bool:
    """True for a yes, without what, to "Anything to change?"."""
    return _YES_ALONE.fullmatch(" ".join(re.findall(r"\w+", text.casefold()))) is not None


def read_correction(text: str) -> Values | None:
    """Read "make the energy a three" and "actually I have a blocker"; None where nothing is corrected."""
    words = text.casefold().replace("’", "'")
    levels = [level for word in re.findall(r"\w+", words) if (level := read_integer(word, minimum=1, maximum=5))]
    if levels and _CHANGES_ENERGY.search(words):
        return {"energy_level": levels[-1]}
    blocker = _HAS_A_BLOCKER.search(text.replace("’", "'"))
    if blocker is None:
        return None
    note = blocker["note"].strip(" .,:;-")
    return {"blocker_present": True} | ({} if not note or is_no_answer(note) else {"blocker_note": note})
