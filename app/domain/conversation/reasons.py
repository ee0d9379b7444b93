"""The class of reason for a day out, wherever in a sentence it stands."""

import re

from app.domain.checkins.spoken.choice_words import REASON
from app.domain.checkins.spoken.choices import read_choice


def find_reason(text: str) -> str | None:
    """Read the whole, then its parts: "I'm sick, not coming in" gives its reason in the first."""
    for part in (text, *re.split(r"[,.;!]\s*", text)):
        if reason := read_choice(part, REASON):
            return reason
    return None
