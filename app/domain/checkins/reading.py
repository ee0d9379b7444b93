"""The answers of a check-in: how they are read, how those of one call become one row, and what is still missing.

Speech and models are sloppy: values are read leniently and kept strictly. What cannot be read is named in a sentence
that the assistant can act on; what could be read is kept whatever else was wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.checkins import spoken, spoken_words
from app.domain.checkins.fields import (
    COACHING,
    FIELDS,
    FREE_TEXT,
    REQUIRED,
    CallType,
    Field,
    FieldKind,
    NotReadyReason,
)

AGAIN = "then call log_daily_checkin again"


@dataclass(frozen=True)
class Problem:
    """One answer that could not be read or is still missing, in a sentence that the assistant can act on."""

    field: str
    sentence: str
    blocking: bool = True
    """False: the check-in counts as complete without it."""


@dataclass(frozen=True)
class Reading:
    values: dict[str, object]
    """Only what was given and could be read."""
    problems: tuple[Problem, ...]
    """What could not be read, then what the call still lacks."""
    notes: tuple[str, ...]
    """What was changed on the way in and has to be said."""


def read_arguments(raw: Mapping[str, object], known: Mapping[str, object] | None = None) -> Reading:
    """Read what the model sent. `known`: the answers that this call has already given.

    Names outside FIELDS are ignored, `employee_id` and `_caller_phone` among them: identity is the network's matter.
    """
    known = known or {}
    values: dict[str, object] = {}
    problems: list[Problem] = []
    notes: list[str] = []
    for field in FIELDS:
        if spoken.is_absent(given := raw.get(field.name), but=_ANSWERS_AFTER_ALL.get(field.name, frozenset())):
            continue
        if (value := _READERS[field.kind](field, given)) is None:
            problems.append(Problem(field.name, f"{field.name} must be {_domain(field)}"))
        elif value != "":
            values[field.name] = _within_limit(field, value, notes)
    problems += _contradictions(values)
    _forget_text_of_a_sick_day(values, known, notes)
    values |= _implied(values)
    named = {problem.field for problem in problems}
    problems += [problem for problem in outstanding({**known, **values}) if problem.field not in named]
    return Reading(values, tuple(problems), tuple(notes))


def merge(existing: Mapping[str, object], new: Mapping[str, object]) -> dict[str, object]:
    """Return the call's answers: a later value replaces an earlier one, an absent one (None) erases nothing.

    Free text of a sick day is dropped here, so that it never reaches a row.
    """
    later = {name: value for name, value in new.items() if value is not None}
    values = {name: value for name, value in existing.items() if value is not None} | later | _implied(later)
    values |= _implied(values)
    if values.get("ready_status") is True:
        values.pop("not_ready_reason", None)
    elif values.get("ready_status") is False:
        values.setdefault("not_ready_reason", NotReadyReason.OTHER)
    if values.get("blocker_present") is False:
        values.pop("blocker_note", None)
    if _is_sick_day(values):
        values = {name: value for name, value in values.items() if name not in FREE_TEXT}
    values.setdefault("call_type", _derived_call_type(values))
    return values


def outstanding(values: Mapping[str, object]) -> tuple[Problem, ...]:
    """Name what a check-in with these answers still lacks. A missing reason is no lack: it counts as `other`."""
    lacks = [Problem(name, _MISSING[name]) for name in REQUIRED if values.get(name) is None]
    ready_for_work = values.get("call_type") == CallType.DAILY_CHECKIN and values.get("ready_status") is True
    if ready_for_work and values.get("energy_level") is None:
        lacks.append(Problem("energy_level", _MISSING["energy_level"], blocking=False))
    return tuple(lacks)


def complete(values: Mapping[str, object], problems: tuple[Problem, ...]) -> bool:
    lacks = (*problems, *outstanding(values))
    return not any(problem.blocking for problem in lacks)


def readback(values: Mapping[str, object]) -> str:
    """Return what matters, in words for the ear: "Ready, energy three, waiting on the compressor."."""
    parts: list[str] = []
    if (ready := values.get("ready_status")) is not None:
        parts.append("ready" if ready else "not ready")
    if values.get("not_ready_reason") not in (None, NotReadyReason.OTHER):
        parts.append(str(values["not_ready_reason"]))
    if isinstance(energy := values.get("energy_level"), int):
        parts.append(f"energy {_ENERGY_WORDS[energy]}")
    if values.get("blocker_present") is True:
        parts.append(_blocker_for_the_ear(values.get("blocker_note")))
    elif values.get("blocker_present") is False:
        parts.append("no blockers")
    sentence = ", ".join(parts) or "nothing yet"
    return f"{sentence[0].upper()}{sentence[1:]}."


_ENERGY_WORDS = ("zero", "one", "two", "three", "four", "five")
_NOTE_FOR_THE_EAR = 120
_ANSWERS_AFTER_ALL: Mapping[str, frozenset[str]] = {
    "blocker_present": frozenset({"none", "nil"}),
    "call_type": frozenset({"skip", "skipped"}),
}
"""Words that elsewhere mean "not said"."""
_MISSING: Mapping[str, str] = {
    "call_type": f"call_type is missing; choose daily_checkin or ops_only, {AGAIN}",
    "ready_status": f"ready_status is missing; ask if they are ready to roll, {AGAIN}",
    "energy_level": f"energy_level is missing; unless they would rather not say, ask for 1 to 5, {AGAIN}",
}
_QUESTIONS = {"ready_status": spoken_words.READY, "blocker_present": spoken_words.BLOCKERS}


def _read_boolean(field: Field, given: object) -> bool | None:
    return spoken.read_yes_no(given, _QUESTIONS.get(field.name, spoken_words.FINISHED))


def _read_integer(field: Field, given: object) -> int | None:
    return spoken.read_integer(given, minimum=field.minimum or 0, maximum=field.maximum or 0)


def _read_choice(field: Field, given: object) -> CallType | NotReadyReason | None:
    if field.name == "call_type":
        kind = spoken.read_choice(given, spoken_words.CALL_TYPES)
        return CallType(kind) if kind else None
    reason = spoken.read_choice(given, spoken_words.REASON_PHRASES, spoken_words.REASON_KEYWORDS)
    return NotReadyReason(reason) if reason else None


def _read_text(field: Field, given: object) -> str | None:
    text = spoken.read_text(given)
    is_no_note = field.name == "blocker_note" and text is not None and spoken.is_said(text, spoken_words.NO_NOTE)
    return "" if is_no_note else text


_READERS: Mapping[FieldKind, Callable[[Field, object], object]] = {
    FieldKind.BOOLEAN: _read_boolean,
    FieldKind.INTEGER: _read_integer,
    FieldKind.CHOICE: _read_choice,
    FieldKind.TEXT: _read_text,
}


def _domain(field: Field) -> str:
    """Return what the field takes and what the assistant should do now."""
    match field.kind:
        case FieldKind.BOOLEAN:
            return f"yes or no; ask again, {AGAIN}"
        case FieldKind.CHOICE:
            return f"{', '.join(field.choices[:-1])} or {field.choices[-1]}; ask again, {AGAIN}"
        case FieldKind.INTEGER if field.name == "energy_level":
            return f"{field.minimum} to {field.maximum}; ask again, {AGAIN}"
        case FieldKind.INTEGER:
            return f"whole seconds from {field.minimum} to {field.maximum:,}; leave it out, {AGAIN}"
        case FieldKind.TEXT:
            return f"plain text; put it in one sentence, {AGAIN}"


def _within_limit(field: Field, value: object, notes: list[str]) -> object:
    if not isinstance(value, str) or field.limit is None or len(value) <= field.limit:
        return value
    notes.append(f"{field.name} was shortened to {field.limit:,} characters")
    return value[: field.limit].rstrip()


def _contradictions(values: dict[str, object]) -> list[Problem]:
    """Take out of `values` what its own flag denies; the assistant has to ask which of the two is right."""
    found = []
    if values.get("ready_status") is True and values.pop("not_ready_reason", None) is not None:
        sentence = f"ready_status says ready, so leave not_ready_reason out, or ask which is right, {AGAIN}"
        found.append(Problem("not_ready_reason", sentence))
    if values.get("blocker_present") is False and values.pop("blocker_note", None) is not None:
        sentence = f"blocker_present says no, so leave blocker_note out, or ask if anything blocks them, {AGAIN}"
        found.append(Problem("blocker_note", sentence))
    return found


def _forget_text_of_a_sick_day(values: dict[str, object], known: Mapping[str, object], notes: list[str]) -> None:
    if not _is_sick_day({**known, **values, **_implied(values)}):
        return
    if [values.pop(name) for name in FREE_TEXT if name in values]:
        notes.append("On a sick day no free text is kept")


def _is_sick_day(values: Mapping[str, object]) -> bool:
    return values.get("ready_status") is False and values.get("not_ready_reason") == NotReadyReason.SICK


def _implied(values: Mapping[str, object]) -> dict[str, object]:
    """Return the flags that go without saying: a reason means not ready, a note means a blocker."""
    implied: dict[str, object] = {}
    if values.get("not_ready_reason") is not None and values.get("ready_status") is None:
        implied["ready_status"] = False
    if values.get("blocker_note") is not None and values.get("blocker_present") is None:
        implied["blocker_present"] = True
    return implied


def _derived_call_type(values: Mapping[str, object]) -> CallType:
    return CallType.DAILY_CHECKIN if any(values.get(name) is not None for name in COACHING) else CallType.OPS_ONLY


def _blocker_for_the_ear(note: object) -> str:
    words = note.rstrip(" .!;,") if isinstance(note, str) else ""
    if not words:
        return "a blocker"
    if len(words) > _NOTE_FOR_THE_EAR:
        words = f"{words[:_NOTE_FOR_THE_EAR].rsplit(' ', 1)[0]} …"
    plain_start = words[1:2].islower() and not words.startswith("I'")
    return f"{words[0].lower()}{words[1:]}" if plain_start else words
