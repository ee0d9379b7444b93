"""One argument of log_daily_checkin at a time: which reader takes it, and with which words."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum, StrEnum, auto

from app.domain.checkins.fields import (
    CALL_FIELDS,
    CallType,
    CheckinField,
    CommitmentDone,
    FieldKind,
    NotReadyReason,
    StepName,
)
from app.domain.checkins.spoken import choice_words, number_words, yes_no_words
from app.domain.checkins.spoken.arrivals import read_minutes
from app.domain.checkins.spoken.choices import SpokenChoices, read_choice
from app.domain.checkins.spoken.days import read_day
from app.domain.checkins.spoken.moment import Moment
from app.domain.checkins.spoken.numbers import read_integer
from app.domain.checkins.spoken.text import clean_text, read_text
from app.domain.checkins.spoken.unsaid import is_absent, is_no_answer
from app.domain.checkins.spoken.unsaid_words import ANYTHING, DECLINED
from app.domain.checkins.spoken.yes_no import denies_and_names, names_after_yes, read_yes_no


class Nothing(Enum):
    """Why there is no value."""

    SAID = auto()
    """Nothing was said to this question."""
    UNREAD = auto()
    """Something was said that cannot be read, so that it has to be asked again."""


def read_field(field: CheckinField, given: object, moment: Moment) -> object:
    """Return the strict value, or `Nothing`. What is never asked again is as good as not said where it is unclear."""
    if _is_left_out(field, given) or is_absent(given, but=_ANSWERS_AFTER_ALL.get(field.name, frozenset())):
        return Nothing.SAID
    value = _READERS[field.kind](field, given, moment)
    if value == "" or (value is None and field.name in _NEVER_ASKED_AGAIN):
        return Nothing.SAID
    return Nothing.UNREAD if value is None else value


def _is_left_out(field: CheckinField, given: object) -> bool:
    """Models fill in a zero for what was not said."""
    return field.name == "eta_minutes" and given in (0, "0", False)


def note_in_answer(given: object) -> str | None:
    """Return the words after a yes to the blocker question, where they name something: "yes, no gate code"."""
    if not isinstance(given, str) or not names_after_yes(given, yes_no_words.BLOCKERS):
        return None
    return _AFFIRMATION.sub("", clean_text(given)) or None


def is_unclear_about_blockers(given: object) -> bool:
    """Say whether a text opens with a no and then names something: "No, just the truck"."""
    return denies_and_names(given, yes_no_words.BLOCKERS)


_AFFIRMATION = re.compile(
    r"^(?:\W*\b(?:yes|yeah|yea|yep|yup|sure|ok|okay|sir|ma'am|well|just one|one thing|one)\b(?=\W|$))+[\s,.:;!–—-]*",
    re.IGNORECASE,
)
_ANSWERS_AFTER_ALL: Mapping[str, frozenset[str]] = {
    "blocker_present": frozenset({"none", "nil", "not applicable", "n/a"}),
    "call_type": DECLINED,
    "not_ready_reason": DECLINED,
}
"""Words that elsewhere mean "not said"."""
_NEVER_ASKED_AGAIN = {*CALL_FIELDS, "last_commitment_done"} - {"call_completed"}
_QUESTIONS = {"ready_status": yes_no_words.READY, "blocker_present": yes_no_words.BLOCKERS}
_NOTHING_AS = {"blocker_note": yes_no_words.BLOCKERS}


def _read_boolean(field: CheckinField, given: object, _moment: Moment) -> bool | None:
    return read_yes_no(given, _QUESTIONS.get(field.name, yes_no_words.FINISHED))


def _read_integer(field: CheckinField, given: object, moment: Moment) -> int | None:
    if field.name == "eta_minutes":
        return read_minutes(given, moment, maximum=field.maximum or 0)
    beside = number_words.BESIDE_SECONDS if field.name == "duration_seconds" else number_words.BESIDE_A_SCORE
    return read_integer(given, minimum=field.minimum or 0, maximum=field.maximum or 0, beside=beside)


def read_done(given: object) -> CommitmentDone | None:
    """Read what became of an action: "all three", "half of it", "no, it rained"."""
    said = str(given)
    done = read_choice(said, choice_words.DONE) or read_choice(re.split("[,.;!]", said)[0], choice_words.DONE)
    return CommitmentDone(done) if done else None


def _read_choice(field: CheckinField, given: object, _moment: Moment) -> StrEnum | None:
    if field.name == "last_commitment_done":
        return read_done(given)
    kind, words = _CHOICES[field.name]
    # A step's number is one of its names.
    choice = read_choice(str(given) if kind is StepName else given, words)
    return kind(choice) if choice else None


_CHOICES: Mapping[str, tuple[type[StrEnum], SpokenChoices]] = {
    "stopped_at": (StepName, choice_words.STEP),
    "call_type": (CallType, choice_words.CALL_TYPE),
    "not_ready_reason": (NotReadyReason, choice_words.REASON),
}


def _read_date(_field: CheckinField, given: object, moment: Moment) -> date | None:
    return read_day(given, moment)


def _read_text(field: CheckinField, given: object, _moment: Moment) -> str | None:
    text = read_text(given)
    if text is None or field.name in CALL_FIELDS:
        return text
    return "" if is_no_answer(text, _NOTHING_AS.get(field.name, ANYTHING)) else text


_READERS: Mapping[FieldKind, Callable[[CheckinField, object, Moment], object]] = {
    FieldKind.BOOLEAN: _read_boolean,
    FieldKind.INTEGER: _read_integer,
    FieldKind.CHOICE: _read_choice,
    FieldKind.DATE: _read_date,
    FieldKind.TEXT: _read_text,
}
