"""Who writes that somebody is hurt, or of despair: read as on the phone, before anything else, and answered."""

from collections.abc import Iterable
from enum import StrEnum

from app.domain.conversation.asides import Aside, find_aside
from app.domain.conversation.danger import is_danger

EMERGENCY = "If it's an emergency, dial {emergency} now."
SAFETY_TOLD = f"{EMERGENCY} Dispatch knows."
SAFETY_NOT_TOLD = f"{EMERGENCY} Then call dispatch: nobody could be told from here."
CRISIS = "I'm glad you told me. You can talk to somebody right now: call {crisis_line}."
"""The words of the call, for who reads them; `{…}` stand for the numbers."""


class Distress(StrEnum):
    DANGER = "danger"
    """Somebody is hurt, or may be."""
    DESPAIR = "despair"


def find_distress(texts: Iterable[str]) -> Distress | None:
    """Return the more urgent of what the texts tell of; each is read by itself."""
    written = [text for text in texts if text.strip()]
    if any(map(is_danger, written)):
        return Distress.DANGER
    return Distress.DESPAIR if any(find_aside(text) is Aside.DESPAIR for text in written) else None


def words_for_distress(distress: Distress, *, told: bool, emergency: str, crisis_line: str) -> str:
    """Return what is read. `told`: whether anybody hears of it."""
    if distress is Distress.DESPAIR:
        return CRISIS.format(crisis_line=crisis_line)
    return (SAFETY_TOLD if told else SAFETY_NOT_TOLD).format(emergency=emergency)
