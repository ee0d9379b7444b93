"""What a tool's result says: one line of text, short enough to stay in the conversation, to be acted on."""

import re
from collections.abc import Mapping

from app.domain.checkins import script
from app.domain.checkins.readback import readback
from app.domain.checkins.script import SAY_AND_END
from app.domain.checkins.strangers import with_number
from app.phones import digits_in_words
from app.services.checkins.context import dispatch_in_words
from app.services.checkins.goodbyes import goodbye_for
from app.services.checkins.log import SavedCheckin
from app.settings import Settings

LONGEST_RESULT = 2_500
"""Characters. The result stays in the conversation, and every later turn pays for it."""
LONGEST_TEXT = 200
"""Characters of one text in a JSON result, so that the whole is never cut in the middle."""


def single_line(text: str) -> str:
    """Return the text on one line: Vapi has been seen to lose results that hold line breaks."""
    return re.sub(r"\s+", " ", text).strip()[:LONGEST_RESULT]


def shortened(value: object) -> object:
    """Return the JSON value with its long texts cut at a word."""
    if isinstance(value, Mapping):
        return {name: shortened(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [shortened(part) for part in value]
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return f"{value[:LONGEST_TEXT].rsplit(' ', 1)[0]} …"
    return value


def safety_words(settings: Settings, *, told: bool) -> str:
    """Return what the assistant reads and says after an alert about safety; `told`: somebody is hearing of it."""
    words = script.SAFETY_TOLD if told else script.SAFETY_NOT_TOLD
    emergency = digits_in_words(settings.emergency_number)
    return with_number(words.format(emergency=emergency), dispatch_in_words(settings))


def call_back_words(settings: Settings, *, words: str) -> str:
    return with_number(words, dispatch_in_words(settings))


def reply_to_log(logged: SavedCheckin, *, name: str) -> str:
    """Say what was saved, then what to ask again and, unless that holds it up, the words to close with."""
    goodbye = f"{SAY_AND_END} {goodbye_for(logged, name=name)}"
    problems = logged.reading.problems
    held_up = any(problem.blocking for problem in problems)
    last_words = [] if held_up else [f"Otherwise {goodbye}" if problems else f"Now {goodbye}"]
    if _is_silent_save(logged) and not held_up:
        last_words = [script.GO_ON]
    parts = [
        f"Saved: {readback(logged.row.answers)}",
        *logged.reading.notes,
        *(problem.sentence for problem in problems),
        *last_words,
    ]
    return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts)


def _is_silent_save(logged: SavedCheckin) -> bool:
    """Whether the call goes on after this: not for somebody who is not coming in, whose call ends here."""
    in_mid_call = logged.reading.values.get("call_completed") is False
    return in_mid_call and logged.row.answers.get("ready_status") is not False
