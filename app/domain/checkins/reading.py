"""The arguments of log_daily_checkin, read all together.

Speech and models are sloppy: values are read leniently and kept strictly. What cannot be read is named in a sentence
that the assistant can act on; what could be read is kept whatever else was wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.checkins.fields import BY_NAME, FIELDS, FREE_WORDS, UNCLEAR_NOTE, CheckinField
from app.domain.checkins.merging import implied, is_sick_day, outstanding
from app.domain.checkins.problems import AnswerProblem, contradicted, missing, unread
from app.domain.checkins.readers import Nothing, is_unclear_about_blockers, note_in_answer, read_field
from app.domain.checkins.spoken.moment import Moment
from app.domain.checkins.spoken.text import clean_text
from app.domain.checkins.spoken.unsaid import is_absent, is_declined


@dataclass(frozen=True)
class ReadAnswers:
    values: dict[str, object]
    """Only what was given and could be read."""
    problems: tuple[AnswerProblem, ...]
    """What could not be read, then what the call still lacks."""
    notes: tuple[str, ...]
    """What was changed on the way in and has to be said."""


def read_arguments(
    raw: Mapping[str, object], known: Mapping[str, object] | None = None, *, moment: Moment
) -> ReadAnswers:
    """Read what the model sent. `known`: the answers that this call has already given; `moment`: when it began.

    Names outside FIELDS are ignored, `employee_id` and `_caller_phone` among them: identity is the network's matter.
    """
    known = known or {}
    values: dict[str, object] = {}
    problems: list[AnswerProblem] = []
    notes: list[str] = []
    for field in FIELDS:
        value = read_field(field, raw.get(field.name), moment)
        if value is Nothing.UNREAD:
            problems.append(unread(field, moment))
        elif value is not Nothing.SAID:
            values[field.name] = _within_limit(field, value, notes)
    problems += _about_readiness(values)
    problems += _about_blockers(raw.get("blocker_present"), values, moment)
    _forget_text_of_a_sick_day(values, known, notes)
    values |= implied(values)
    not_asked = {problem.field for problem in problems} | {name for name in raw if is_declined(raw[name])}
    problems += [lack for lack in _lacks(values, known) if lack.field not in not_asked]
    return ReadAnswers(values, tuple(problems), tuple(notes))


def _within_limit(field: CheckinField, value: object, notes: list[str]) -> object:
    if not isinstance(value, str) or field.limit is None or len(value) <= field.limit:
        return value
    notes.append(f"{field.name} was shortened to {field.limit:,} characters")
    return value[: field.limit].rstrip()


def _about_blockers(said: object, values: dict[str, object], moment: Moment) -> list[AnswerProblem]:
    """Keep as unclear what was named beside a no; the assistant has to ask which of the two is right.

    `said` is the answer to the yes-or-no question as it came.
    """
    flag, note = values.get("blocker_present"), values.get("blocker_note")
    if flag is True and note is None and (words := note_in_answer(said)):
        values["blocker_note"] = words
    if flag is True or (note is None and not is_unclear_about_blockers(said)):
        return []
    unread_flag = flag is None and not is_absent(said)
    if flag is None and not unread_flag and not is_unclear_about_blockers(note):
        return []  # a note by itself means a blocker
    values[UNCLEAR_NOTE] = values.pop("blocker_note", None) or clean_text(str(said))
    if flag is False:
        return [contradicted("blocker_note")]
    return [] if unread_flag else [unread(BY_NAME["blocker_present"], moment)]


def _about_readiness(values: dict[str, object]) -> list[AnswerProblem]:
    """Take out what contradicts "ready", and a "not ready" that comes with a time of arrival."""
    ready = {**implied(values), **values}.get("ready_status")
    if ready is False and values.pop("eta_minutes", None) is not None:
        for name in ("ready_status", "not_ready_reason", "out_until"):
            values.pop(name, None)
        return [contradicted("ready_status")]
    denied = [
        name for name in ("not_ready_reason", "out_until") if ready is True and values.pop(name, None) is not None
    ]
    return [contradicted(name) for name in denied]


def _forget_text_of_a_sick_day(values: dict[str, object], known: Mapping[str, object], notes: list[str]) -> None:
    if not is_sick_day({**known, **values, **implied(values)}):
        return
    if [values.pop(name) for name in FREE_WORDS if name in values]:
        notes.append("On a sick day no free text is kept")


def _lacks(values: Mapping[str, object], known: Mapping[str, object]) -> list[AnswerProblem]:
    """Name what the call lacks; a blocker is asked for its sentence once, when it is first said without one."""
    together = {**known, **values}
    lacks = list(outstanding(together))
    if _is_unnamed_blocker(together) and not _is_unnamed_blocker(known) and not is_sick_day(together):
        lacks.append(missing("blocker_note"))
    return lacks


def _is_unnamed_blocker(values: Mapping[str, object]) -> bool:
    words = values.get("blocker_note") or values.get(UNCLEAR_NOTE)
    return values.get("blocker_present") is True and words is None
