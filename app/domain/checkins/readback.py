"""The answers as they are read back to the caller: attendance, energy and blocker, as a sentence to be spoken."""

from collections.abc import Mapping
from datetime import date

from app.domain.checkins.fields import NotReadyReason

_ENERGY_WORDS = ("zero", "one", "two", "three", "four", "five")
_NOTE_FOR_THE_EAR = 120


def readback(values: Mapping[str, object]) -> str:
    """Return the answers as a sentence to be spoken: "Ready, energy three, waiting on the compressor."."""
    parts: list[str] = []
    if (ready := values.get("ready_status")) is not None:
        parts.append("ready" if ready else "not ready")
    if values.get("not_ready_reason") not in (None, NotReadyReason.OTHER):
        parts.append(str(values["not_ready_reason"]))
    if isinstance(last := values.get("out_until"), date):
        parts.append(f"out until {last:%A} {last.day} {last:%B}")
    if isinstance(minutes := values.get("eta_minutes"), int):
        parts.append(f"there in {minutes} minutes")
    if isinstance(energy := values.get("energy_level"), int):
        parts.append(f"energy {_ENERGY_WORDS[energy]}")
    if values.get("blocker_present") is True:
        parts.append(_blocker_for_the_ear(values.get("blocker_note")))
    elif values.get("blocker_present") is False:
        parts.append("no blockers")
    sentence = ", ".join(parts) or "nothing yet"
    return f"{sentence[0].upper()}{sentence[1:]}."


def _blocker_for_the_ear(note: object) -> str:
    words = note.rstrip(" .!;,") if isinstance(note, str) else ""
    if not words:
        return "a blocker"
    if len(words) > _NOTE_FOR_THE_EAR:
        words = f"{words[:_NOTE_FOR_THE_EAR].rsplit(' ', 1)[0]} …"
    plain_start = words[1:2].islower() and not words.startswith("I'")
    return f"{words[0].lower()}{words[1:]}" if plain_start else words
