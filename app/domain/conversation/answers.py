"""What an answer on the phone means, given what was asked last: words in, arguments of log_daily_checkin out."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from app.domain.checkins import spoken, spoken_words
from app.domain.checkins.fields import NotReadyReason

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
_DENIAL = re.compile(r"^\W*(?:no|nope|nah|not(?: yet| today)?)\b[\s,.:;-]*", re.IGNORECASE)
_AFFIRMATION = re.compile(r"^\W*(?:yes|yeah|yep|yup)\b[\s,.:;-]*", re.IGNORECASE)


def _ready(text: str) -> Values | None:
    ready = spoken.read_yes_no(text, spoken_words.READY)
    if ready is True:
        return {"ready_status": True}
    rest = _DENIAL.sub("", text)
    reason = _find_reason(rest)
    if ready is None and not reason and rest == text:
        return None
    return {"ready_status": False} | ({"not_ready_reason": reason} if reason else {})


def _reason(text: str) -> Values:
    return {"not_ready_reason": _find_reason(text) or NotReadyReason.OTHER.value}


def _find_reason(text: str) -> str | None:
    """Read the whole, then its parts: "I'm sick, not coming in" gives its reason in the first."""
    for part in (text, *re.split(r"[,.;!]\s*", text)):
        if reason := spoken.read_choice(part, spoken_words.REASON_PHRASES, spoken_words.REASON_KEYWORDS):
            return reason
    return None


def _energy(text: str) -> Values | None:
    level = spoken.read_integer(text, minimum=1, maximum=5)
    return None if level is None else {"energy_level": level}


def _blocker(text: str) -> Values:
    present = spoken.read_yes_no(text, spoken_words.BLOCKERS)
    if present is False:
        return {"blocker_present": False}
    note = _AFFIRMATION.sub("", text).strip()
    told = note if present is None or len(note.split()) > 1 else ""
    return {"blocker_present": True} | ({"blocker_note": told} if told else {})


def _correction(text: str) -> Values:
    """Read "make the energy a three"; anything else leaves the answers as they are."""
    levels = [spoken.read_integer(word, minimum=1, maximum=5) for word in re.findall(r"\w+", text)]
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
