"""What an answer on the phone means, given what was asked last: words in, arguments of log_daily_checkin out."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from app.domain.checkins.fields import NotReadyReason
from app.domain.checkins.readers import note_in_answer
from app.domain.checkins.spoken.choice_words import REASON
from app.domain.checkins.spoken.choices import read_choice
from app.domain.checkins.spoken.numbers import read_integer
from app.domain.checkins.spoken.unsaid import is_no_answer
from app.domain.checkins.spoken.yes_no import denies_and_names, read_yes_no
from app.domain.checkins.spoken.yes_no_words import BLOCKERS, READY

Values = dict[str, object]


class Topic(StrEnum):
    """What was asked last."""

    GENERAL = "general"
    READY = "ready"
    REASON = "reason"
    ENERGY = "energy"
    BLOCKER = "blocker"
    BLOCKER_NOTE = "blocker_note"
    KPI = "kpi"
    FOCUS = "focus"
    GOAL = "goal"
    CONFIRM = "confirm"
    LOG = "log"
    """Nothing more to ask."""


FIELD_OF: Mapping[Topic, str] = {
    Topic.READY: "ready_status",
    Topic.ENERGY: "energy_level",
    Topic.BLOCKER_NOTE: "blocker_note",
    Topic.KPI: "kpi_action_today",
    Topic.FOCUS: "focus_summary_5_words",
    Topic.GOAL: "goal_action_today",
}


def read(topic: Topic, text: str) -> Values | None:
    """Return the arguments that the answer gives; None where it was not understood."""
    if not text.strip():
        return None
    reader = _READERS.get(topic)
    return reader(text) if reader else {FIELD_OF[topic]: text.strip()}


def is_measurable(text: str) -> bool:
    """True where the action has a number, a time or a place in it: something to look back on tonight."""
    return bool(re.search(r"\d", text)) or bool(_MEASURES & set(re.findall(r"[a-z]+", text.casefold())))


_MEASURING_WORDS = """one two three four five six seven eight nine ten twelve every each all both first last before
after by until at noon lunch morning today tonight half twice once minutes hours percent"""
_MEASURES = frozenset(_MEASURING_WORDS.split())


def _ready(text: str) -> Values | None:
    ready = read_yes_no(text, READY)
    if ready is True:
        return {"ready_status": True}
    if ready is None and read_yes_no(f"no, {text}", READY) is not False:
        return None  # not even a reason for a no: "yeah, I'm sick"
    reason = _find_reason(text)
    return {"ready_status": False} | ({"not_ready_reason": reason} if reason else {})


def _reason(text: str) -> Values:
    return {"not_ready_reason": _find_reason(text) or NotReadyReason.OTHER.value}


def _find_reason(text: str) -> str | None:
    """Read the whole, then its parts: "I'm sick, not coming in" gives its reason in the first."""
    for part in (text, *re.split(r"[,.;!]\s*", text)):
        if reason := read_choice(part, REASON):
            return reason
    return None


def _energy(text: str) -> Values | None:
    level = read_integer(text, minimum=1, maximum=5)
    return None if level is None else {"energy_level": level}


def _blocker(text: str) -> Values | None:
    present = read_yes_no(text, BLOCKERS)
    if present is False:
        return {"blocker_present": False}
    if present is None:
        unclear = is_no_answer(text, BLOCKERS) or denies_and_names(text, BLOCKERS)
        return None if unclear else {"blocker_present": True, "blocker_note": text.strip()}
    note = note_in_answer(text)
    return {"blocker_present": True} | ({"blocker_note": note} if note else {})


def _correction(text: str) -> Values:
    """Read "make the energy a three"; anything else leaves the answers as they are."""
    levels = [read_integer(word, minimum=1, maximum=5) for word in re.findall(r"\w+", text)]
    if not re.search(r"\b(energy|make|change)\b", text.casefold()) or not any(levels):
        return {}
    return {"energy_level": next(level for level in levels if level)}


_READERS: Mapping[Topic, Callable[[str], Values | None]] = {
    Topic.READY: _ready,
    Topic.REASON: _reason,
    Topic.ENERGY: _energy,
    Topic.BLOCKER: _blocker,
    Topic.CONFIRM: _correction,
}
