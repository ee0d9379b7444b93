"""What an answer on the phone means, given what was asked last: words in, arguments of log_daily_checkin out."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from app.domain.checkins.fields import NotReadyReason
from app.domain.checkins.readers import note_in_answer, read_done
from app.domain.checkins.spoken.numbers import read_integer
from app.domain.checkins.spoken.unsaid import is_no_answer
from app.domain.checkins.spoken.yes_no import denies_and_names, read_yes_no
from app.domain.checkins.spoken.yes_no_words import BLOCKERS, READY
from app.domain.conversation.reasons import find_reason

Values = dict[str, object]


class Topic(StrEnum):
    """What was asked last."""

    GENERAL = "general"
    READY = "ready"
    REASON = "reason"
    ENERGY = "energy"
    BLOCKER = "blocker"
    BLOCKER_NOTE = "blocker_note"
    PROMISE = "promise"
    KPI = "kpi"
    FOCUS = "focus"
    GOAL = "goal"
    CONFIRM = "confirm"
    CHANGE = "change"
    """What should be changed, after a yes to that."""
    PERSON = "person"
    """Whether somebody in despair wants a person to talk to."""
    LOG = "log"
    """Nothing more to ask."""


FIELD_OF: Mapping[Topic, str] = {
    Topic.READY: "ready_status",
    Topic.REASON: "not_ready_reason",
    Topic.ENERGY: "energy_level",
    Topic.BLOCKER: "blocker_present",
    Topic.BLOCKER_NOTE: "blocker_note",
    Topic.PROMISE: "last_commitment_done",
    Topic.KPI: "kpi_action_today",
    Topic.FOCUS: "focus_summary_5_words",
    Topic.GOAL: "goal_action_today",
}
FREE_TEXT = frozenset({Topic.BLOCKER_NOTE, Topic.KPI, Topic.FOCUS, Topic.GOAL})
"""Answered in the caller's own words, which are kept as they are."""
YES_OR_NO = frozenset({Topic.READY, Topic.BLOCKER, Topic.PROMISE})
KEYS: Mapping[str, str] = {"1": "yes", "2": "no"}
"""What the keypad says to a question of `YES_OR_NO`."""


def read(topic: Topic, text: str) -> Values | None:
    """Return the arguments that the answer gives; None where it was not understood."""
    if not text.strip():
        return None
    if topic in YES_OR_NO:
        text = KEYS.get(text.strip(), text)
    reader = _READERS.get(topic)
    if reader is None:
        return None if is_no_answer(text) else {FIELD_OF[topic]: text.strip()}
    return reader(text)


def is_measurable(text: str) -> bool:
    """True where the action has a number, a time or a place in it: something to look back on tonight."""
    return bool(re.search(r"\d", text)) or bool(_MEASURES & set(re.findall(r"[a-z]+", text.casefold())))


_BLOCKER_LABEL = re.compile(r"^(?:(?:a|one|my|the) )?blockers?(?: is|:|,|-)*\s*", re.IGNORECASE)
_MEASURING_WORDS = """one two three four five six seven eight nine ten twelve every each all both first last before
after by until at noon lunch morning today tonight half twice once minutes hours percent"""
_MEASURES = frozenset(_MEASURING_WORDS.split())


def _ready(text: str) -> Values | None:
    ready = read_yes_no(text, READY)
    if ready is True:
        return {"ready_status": True}
    reason = find_reason(text)
    if ready is None and not (reason and read_yes_no(f"no, {text}", READY) is False):
        return None  # not even a reason for a no: "yeah, I'm sick"
    return {"ready_status": False} | ({"not_ready_reason": reason} if reason else {})


def _reason(text: str) -> Values:
    return {"not_ready_reason": find_reason(text) or NotReadyReason.OTHER.value}


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
    note = _BLOCKER_LABEL.sub("", note_in_answer(text) or "")
    return {"blocker_present": True} | ({"blocker_note": note} if note else {})


def _promise(text: str) -> Values | None:
    done = read_done(text)
    return None if done is None else {"last_commitment_done": done.value}


def speaks_of_today(text: str) -> bool:
    """True where somebody who was not asked says that they are ready, or why they are not."""
    said = _ready(text) or {}
    return "not_ready_reason" in said or (said.get("ready_status") is True and "ready" in text.casefold())


_READERS: Mapping[Topic, Callable[[str], Values | None]] = {
    Topic.READY: _ready,
    Topic.REASON: _reason,
    Topic.ENERGY: _energy,
    Topic.BLOCKER: _blocker,
    Topic.PROMISE: _promise,
}
