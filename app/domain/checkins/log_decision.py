"""What a call of the log tool comes to: from the facts to the row as it will be, and what else of the day it touches.

Pure. The facts are read by `app.queries.log_facts`, the changes made by `app.services.checkins.log`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.checkins.fields import CALL_FIELDS, FIELDS, UNCLEAR_NOTE, StepName
from app.domain.checkins.merging import complete, merge
from app.domain.checkins.reading import ReadAnswers, read_arguments
from app.domain.checkins.spoken.moment import Moment

ANSWER_COLUMNS = (*(field.name for field in FIELDS if field.name not in CALL_FIELDS), UNCLEAR_NOTE)
"""The answers that a tool call and a report share; the other arguments are about the call itself."""


class Follow(StrEnum):
    """What an answer can touch beside its row."""

    DAYS_OUT = "days out"
    LATE = "late"
    ALERTS = "alerts"
    WORD = "word"


@dataclass(frozen=True, kw_only=True)
class SavedRow:
    """A check-in as it stands in its table, or will."""

    timestamp: datetime
    checkin_on: date
    answers: Mapping[str, object]
    """By column of ANSWER_COLUMNS; what was not answered is absent."""
    call_completed: bool = False
    stopped_at: StepName | None = None
    duration_seconds: int | None = None
    report_fields: Collection[str] = ()
    """The answers that came from the end-of-call report."""

    @property
    def logged(self) -> dict[str, object]:
        """The answers that the tool was given, without those of the report."""
        return {name: value for name, value in self.answers.items() if name not in self.report_fields}


@dataclass(frozen=True, kw_only=True)
class LogFacts:
    """What is known when somebody answers."""

    row: SavedRow
    """The check-in of this call so far; an empty one for its first answer."""
    reported_duration: int | None = None
    """Telephony's own figure, once its report has come."""
    earlier_result: str | None = None
    """What the same tool call was answered when it came before."""
    profile_name: str | None = None
    may_alert_already: bool = False
    """Whether another call of the person and day has an answer that may raise an alert, raised or not."""
    has_alerts: bool = False
    """Whether an alert that an answer can touch is about this day."""
    is_reported_out: bool = False
    """Whether days out that were said on the phone reach into this day or the next."""
    has_words_waiting: bool = False


@dataclass(frozen=True, kw_only=True)
class LogDecision:
    before: SavedRow
    row: SavedRow
    reading: ReadAnswers
    follows: frozenset[Follow]
    """What has to be looked at beside the row. Empty for the ordinary check-in: the row is all that changes."""


def decide_log(facts: LogFacts, arguments: Mapping[str, object], *, moment: Moment, low_energy: int) -> LogDecision:
    """Read the arguments leniently and keep what could be read.

    The row is kept even where an answer could not be read; it then stays incomplete until the next call of the tool.
    `low_energy`: the threshold of BURNOUT-1.
    """
    before = facts.row
    reading = read_arguments(arguments, before.answers, moment=moment)
    answers = _answers(merge(before.answers, reading.values))
    said_complete = reading.values.get("call_completed", True) is True
    row = SavedRow(
        timestamp=before.timestamp,
        checkin_on=before.checkin_on,
        answers=answers,
        call_completed=said_complete and complete(answers, reading.problems),
        stopped_at=_stopped_at(reading) or before.stopped_at,
        duration_seconds=_duration(facts, reading),
        report_fields=sorted((set(before.report_fields) - set(reading.values)) & set(answers)),
    )
    return LogDecision(before=before, row=row, reading=reading, follows=_follows(facts, row, low_energy))


def decide_report(facts: LogFacts, arguments: Mapping[str, object], *, moment: Moment) -> SavedRow | None:
    """Return the row filled from Vapi's structured output; a value logged by the tool always wins.

    None where the report holds no answer or the check-in is already complete: nothing is invented.
    """
    before = facts.row
    values = read_arguments(arguments, moment=moment).values
    reported = _answers(values)
    if not set(reported) - {"call_type"} or before.call_completed:
        return None
    answers = merge(reported, before.logged)
    return SavedRow(
        timestamp=before.timestamp,
        checkin_on=before.checkin_on,
        answers=answers,
        call_completed=before.call_completed,
        stopped_at=before.stopped_at,
        duration_seconds=before.duration_seconds if facts.reported_duration is None else facts.reported_duration,
        report_fields=sorted(set(answers) - set(before.logged)),
    )


def _answers(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name in ANSWER_COLUMNS}


def _follows(facts: LogFacts, row: SavedRow, low_energy: int) -> frozenset[Follow]:
    """Name what the answers may touch. It may name too much, never too little: each looks for itself."""
    answers, before = row.answers, facts.row.answers
    touched = {
        Follow.DAYS_OUT: answers.get("out_until") is not None or facts.is_reported_out,
        Follow.LATE: "eta_minutes" in answers,
        Follow.ALERTS: facts.has_alerts or facts.may_alert_already or _may_alert(answers, low_energy),
        Follow.WORD: facts.has_words_waiting and _got_past_the_word_left(before, answers),
    }
    return frozenset(follow for follow, is_touched in touched.items() if is_touched)


def _may_alert(answers: Mapping[str, object], low_energy: int) -> bool:
    energy = answers.get("energy_level")
    return (
        answers.get("ready_status") is False
        or answers.get("blocker_present") is True
        or UNCLEAR_NOTE in answers
        or (isinstance(energy, int) and energy <= low_energy)
    )


def _got_past_the_word_left(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    """The coach says what somebody left before it asks for the energy, and to nobody who is not coming in."""
    return "energy_level" in after and "energy_level" not in before and after.get("ready_status") is True


def _stopped_at(reading: ReadAnswers) -> StepName | None:
    step = reading.values.get("stopped_at")
    return step if isinstance(step, StepName) else None


def _duration(facts: LogFacts, reading: ReadAnswers) -> int | None:
    """Telephony's own figure beats what the model counted."""
    counted_by_model = reading.values.get("duration_seconds")
    counted = counted_by_model if isinstance(counted_by_model, int) else facts.row.duration_seconds
    return counted if facts.reported_duration is None else facts.reported_duration
