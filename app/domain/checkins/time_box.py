"""How long the script's own words take: 150 words a minute, and 2.5 s for each answer."""

import re
from collections.abc import Sequence

WORDS_PER_MINUTE = 150
ANSWER_SECONDS = 2.5
SHORTEST_CHECKIN_SECONDS = 60
TIME_BOX_SECONDS = 120
"""What a caller is promised."""
SAVE_AT_SECONDS, CLOSE_AT_SECONDS = 90, 112
"""What is known is saved without a word; the coach logs and says goodbye, so that the promise is kept."""
CUT_AT_SECONDS = 150
"""Where the telephone side cuts the call: only the net below."""
OPS_ONLY_SECONDS = 25
STRENGTH_LINE_SECONDS = 8


def count_words(text: str) -> int:
    """Count words as they are spoken: a hyphenated word is two."""
    return len(re.findall(r"[\w'’]+", text))


def spoken_seconds(text: str) -> float:
    return count_words(text) * 60 / WORDS_PER_MINUTE


def flow_seconds(coach_lines: Sequence[str], *, answers: int) -> float:
    return sum(map(spoken_seconds, coach_lines)) + answers * ANSWER_SECONDS
