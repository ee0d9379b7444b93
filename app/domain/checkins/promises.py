"""Yesterday's promise: the action that somebody named in their last check-in, asked about once, within six seconds."""

import re
from datetime import date

from app.domain.checkins.time_box import count_words

MOST_WORDS = 8
"""A longer action would take more than six seconds to ask about; nobody is asked about half of one."""
LONGEST_AGO = 6
"""Days. A week later the weekday would be the wrong one."""


def promise_question(action: str, *, said_on: date, today: date) -> str | None:
    """Return e.g. `Yesterday: call three customers. Done?`, or None where the action is too long or too old."""
    days = (today - said_on).days
    words = " ".join(re.sub(r"[.!?;:\s]+$", "", action).split())
    if not 1 <= days <= LONGEST_AGO or not words or count_words(words) > MOST_WORDS:
        return None
    when = "Yesterday" if days == 1 else f"{said_on:%A}"
    # "I'll call three customers" is how it was said; asked about, it is "call three customers".
    words = re.sub(r"^(?:i'll|i will|i'm going to|i am going to|to)\s+", "", words, flags=re.IGNORECASE)
    return f"{when}: {words}. Done?"
