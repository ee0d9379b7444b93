"""What the assistant is told of an answer that could not be read, is missing, or does not fit the others."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.checkins.fields import CheckinField, FieldKind
from app.domain.checkins.spoken.moment import Moment

AGAIN = "then call log_daily_checkin again"


@dataclass(frozen=True)
class AnswerProblem:
    """One answer to be asked for, in a sentence that the assistant can act on."""

    field: str
    sentence: str
    blocking: bool = True
    """False: the check-in counts as complete without it."""


MISSING: Mapping[str, str] = {
    "call_type": f"call_type is missing; choose daily_checkin or ops_only, {AGAIN}",
    "ready_status": f"ready_status is missing; ask if they are ready to roll, {AGAIN}",
    "energy_level": f"energy_level is missing; unless they would rather not say, ask for 1 to 5, {AGAIN}",
    "blocker_note": f"blocker_note is missing; ask what blocks them, in one sentence, {AGAIN}",
}
CONTRADICTED: Mapping[str, str] = {
    "not_ready_reason": f"ready_status says ready, so leave not_ready_reason out, or ask which is right, {AGAIN}",
    "out_until": f"ready_status says ready, so leave out_until out, or ask which is right, {AGAIN}",
    "ready_status": f"eta_minutes says coming and ready_status says not; ask if they are coming in today, {AGAIN}",
    "blocker_note": f"blocker_present says no, so leave blocker_note out, or ask if anything blocks them, {AGAIN}",
}
_OPTIONAL = {"not_ready_reason", "out_until", "eta_minutes"}
"""Unread they hold nobody up; a reason then counts as `other`."""


def unread(field: CheckinField, moment: Moment) -> AnswerProblem:
    sentence = f"{field.name} must be {_domain(field, moment)}"
    return AnswerProblem(field.name, sentence, blocking=field.name not in _OPTIONAL)


def missing(name: str, *, blocking: bool = True) -> AnswerProblem:
    return AnswerProblem(name, MISSING[name], blocking=blocking)


def contradicted(name: str) -> AnswerProblem:
    return AnswerProblem(name, CONTRADICTED[name])


def _domain(field: CheckinField, moment: Moment) -> str:
    """Return what the field takes and what the assistant should do now."""
    match field.kind:
        case FieldKind.BOOLEAN:
            return f"yes or no; ask again, {AGAIN}"
        case FieldKind.CHOICE:
            return f"{', '.join(field.choices[:-1])} or {field.choices[-1]}; ask again, {AGAIN}"
        case FieldKind.INTEGER:
            return f"{field.minimum} to {field.maximum}; ask again, {AGAIN}"
        case FieldKind.DATE:
            return f"a day from today ({moment.today:%A}, {moment.today}) on; ask for the last day out, {AGAIN}"
        case FieldKind.TEXT:
            return f"plain text; put it in one sentence, {AGAIN}"
