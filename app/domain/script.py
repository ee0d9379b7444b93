"""Placeholder until the script lands: only the names that the webhook imports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

SPOKEN_NO_CALLER_ID = "I can't see your number, so I can't look you up. Call again with caller ID on, or call dispatch."
SPOKEN_UNKNOWN_CALLER = "I don't have this number on file. Call from your work phone, or ask your manager to add it."
SPOKEN_INACTIVE = "This number is no longer active here. Please talk to your manager."
SPOKEN_NOT_PERMITTED = "This line can't take a check-in for you. Is there something else?"
SPOKEN_NOT_CONFIGURED = "The check-in line is being set up. Please call dispatch."
SPOKEN_CONTEXT_AWAY = "The records are away for a moment. Run the ops-only questions, then call log_daily_checkin."
SPOKEN_KEPT = "Kept safely, it is filed in a few minutes. Tell the caller: Got it. If you're not coming in, call dispatch too."
SPOKEN_NOT_KEPT = "Nothing could be saved. Tell the caller: I can't save this right now. Please call dispatch."


@dataclass(frozen=True)
class CoachingTip:
    strength: str
    line: str


def coaching_tip(strengths: Sequence[str], day: date) -> CoachingTip | None:
    return CoachingTip(strengths[day.toordinal() % len(strengths)], "…") if strengths else None


def greeting(*, name: str, mode: str, company: str) -> str:
    return f"Morning{', ' + name if name else ''}. {company} ops line. {mode}"
