"""How long a call takes: the script's words at 150 a minute, 2.5 s for each answer, and what passes in between.

Between an answer and the coach's next word lie the five stages that Vapi names in "How voice-to-voice latency works":
the network, the end of the caller's turn, the transcriber, the model's first token and the voice's first sound.
"""

import re
from collections.abc import Mapping, Sequence

WORDS_PER_MINUTE = 150
ANSWER_SECONDS = 2.5
WAIT_SECONDS = 0.6
"""Before the coach speaks, so that a pause is no end: `startSpeakingPlan.waitSeconds` of our definition."""
BETWEEN_TURNS: Mapping[str, float] = {
    "network": 0.6,  # of a telephone call; AssemblyAI, "How to build the lowest latency voice agent in Vapi" (2026)
    "end of turn": WAIT_SECONDS,
    "transcriber": 0.12,  # Deepgram Nova-3, 80 to 150 ms; CallingScout, "below 400ms"
    "model": 0.35,  # first token of GPT-4o, 200 to 350 ms; the same
    "voice": 0.2,  # first sound of ElevenLabs Flash, 150 to 250 ms; the same
}
"""Seconds by stage. Published figures of others, not measured on a line of ours."""
TOOL_SECONDS = 0.6
"""The model asks for a tool, and reads its answer: its first token twice is 0.7, but it speaks while it reads; our own
answer takes some hundredths."""
LONGEST_CALL_SECONDS = 105
"""Of the longest way through the script, so that the coach closes by itself before it is told to."""
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


def call_seconds(coach_lines: Sequence[str], *, answers: int, tools: int) -> float:
    """Return how long such a call takes on the telephone, what passes between the turns included."""
    return flow_seconds(coach_lines, answers=answers) + answers * sum(BETWEEN_TURNS.values()) + tools * TOOL_SECONDS
