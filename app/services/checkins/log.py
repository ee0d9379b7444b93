"""Saving what a technician said. One row per call: later values replace earlier ones, absent values erase nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.checkins.fields import CALL_FIELDS, FIELDS, UNCLEAR_NOTE, StepName
from app.domain.checkins.merging import complete, merge
from app.domain.checkins.reading import ReadAnswers, read_arguments
from app.domain.checkins.spoken.moment import Moment
from app.models import Alert, Call, DailyCheckin, Employee
from app.queries.work_patterns import checkin_day
from app.services.alerts.follow import raise_alerts
from app.services.checkins.days_out import follow_days_out
from app.services.checkins.personal_days import forget_personal_words
from app.services.messages.late_arrivals import tell_who_is_late
from app.services.people.left_words import keep_word_said
from app.settings import Settings

ANSWER_COLUMNS = (*(field.name for field in FIELDS if field.name not in CALL_FIELDS), UNCLEAR_NOTE)
"""The answers that a tool call and a report share; the other arguments are about the call itself."""


@dataclass(frozen=True)
class SavedCheckin:
    checkin: DailyCheckin
    reading: ReadAnswers
    alerts: tuple[Alert, ...]
    """The live alerts that this check-in has raised, new or not."""
    late_told: bool = False
    """Whether dispatch hears of it that the person is late."""


def log_checkin(
    session: Session,
    *,
    call: Call,
    employee: Employee,
    arguments: Mapping[str, object],
    settings: Settings,
    now: datetime,
) -> SavedCheckin:
    """Read the arguments leniently, keep what could be read, evaluate the rules on the row's latest state.

    `call` must be locked (`record_call`). The row is saved even where an answer could not be read; it then stays
    `call_completed = false` until the next call of the tool.
    """
    checkin = _checkin_of(session, call, employee, settings=settings, now=now)
    answers_before = _answers(checkin)
    reading = read_arguments(arguments, answers_before, moment=_moment(checkin.timestamp, employee))
    answers = merge(answers_before, reading.values)
    _store(checkin, answers, reported=set(checkin.report_fields) - set(reading.values))
    said_complete = reading.values.get("call_completed", True) is True
    checkin.call_completed = said_complete and complete(answers, reading.problems)
    checkin.stopped_at = _stopped_at(reading, checkin)
    checkin.duration_seconds = _duration(call, reading, checkin)
    session.add(checkin)
    session.flush()
    alerts, late_told = _follow(session, checkin, answers_before.get("out_until"), settings=settings, now=now)
    if _got_past_the_word_left(answers_before, answers):
        keep_word_said(session, call, employee.id, now=now)
    return SavedCheckin(checkin, reading, alerts, late_told)


def fill_from_report(
    session: Session,
    *,
    call: Call,
    employee: Employee,
    arguments: Mapping[str, object],
    settings: Settings,
    now: datetime,
) -> DailyCheckin | None:
    """Fill an unfinished check-in from Vapi's structured output; a value logged by the tool always wins.

    Returns None where the report holds no answer or the check-in is already complete: nothing is invented.
    """
    # Reports come late, some on the next day: the check-in belongs to the day of the call.
    started_at = _begun_at(call, now)
    reading = read_arguments(arguments, moment=_moment(started_at, employee))
    reported = {name: value for name, value in reading.values.items() if name in ANSWER_COLUMNS}
    checkin = session.scalar(select(DailyCheckin).where(DailyCheckin.call_id == call.id))
    if not set(reported) - {"call_type"} or (checkin is not None and checkin.call_completed):
        return None
    checkin = checkin or _checkin_of(session, call, employee, settings=settings, now=started_at)
    logged = {name: value for name, value in _answers(checkin).items() if name not in checkin.report_fields}
    answers = merge(reported, logged)
    _store(checkin, answers, reported=set(answers) - set(logged))
    checkin.duration_seconds = checkin.duration_seconds if call.duration_seconds is None else call.duration_seconds
    session.add(checkin)
    session.flush()
    _follow(session, checkin, logged.get("out_until"), settings=settings, now=now)
    return checkin


def settle_call(session: Session, call: Call, *, settings: Settings, now: datetime) -> None:
    """Take what an ended call has answered as it stands: no sentence and no reason will come any more."""
    checkin = session.scalar(select(DailyCheckin).where(DailyCheckin.call_id == call.id))
    if checkin is not None:
        _follow_day(session, checkin, settings=settings, now=now)


def _follow(
    session: Session, checkin: DailyCheckin, out_until_before: object, *, settings: Settings, now: datetime
) -> tuple[tuple[Alert, ...], bool]:
    """Bring the days out, the line to dispatch and the alerts in line with the row.

    Returns the live alerts, and whether dispatch hears that the person is late.
    """
    before = out_until_before if isinstance(out_until_before, date) else None
    follow_days_out(session, checkin, said_before=before, now=now)
    late_told = tell_who_is_late(session, checkin, settings=settings, now=now)
    return _follow_day(session, checkin, settings=settings, now=now), late_told


def _got_past_the_word_left(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    """The coach says what somebody left before it asks for the energy, and to nobody who is not coming in."""
    return "energy_level" in after and "energy_level" not in before and after.get("ready_status") is True


def _follow_day(session: Session, checkin: DailyCheckin, *, settings: Settings, now: datetime) -> tuple[Alert, ...]:
    """Bring the alerts in line with the day, then remove the words of a personal day, those just raised included."""
    alerts = raise_alerts(session, checkin, settings=settings, now=now)
    forget_personal_words(session, checkin.employee_id, checkin.checkin_on, settings=settings)
    return alerts


def _checkin_of(session: Session, call: Call, employee: Employee, *, settings: Settings, now: datetime) -> DailyCheckin:
    existing = session.scalar(select(DailyCheckin).where(DailyCheckin.call_id == call.id))
    return existing or DailyCheckin(
        employee_id=employee.id,
        call_id=call.id,
        timestamp=now,
        checkin_on=checkin_day(employee, _begun_at(call, now), settings=settings),
        call_completed=False,
        report_fields=[],
        created_at=now,
    )


def _begun_at(call: Call, now: datetime) -> datetime:
    """A call over midnight belongs to the day on which it began, whenever its answers come."""
    return min(call.started_at or now, now)


def _moment(at: datetime, employee: Employee) -> Moment:
    return Moment(local=at.astimezone(ZoneInfo(employee.timezone)), workdays=frozenset(employee.workdays))


def _answers(checkin: DailyCheckin) -> dict[str, object]:
    values = {name: getattr(checkin, name) for name in ANSWER_COLUMNS}
    return {name: value for name, value in values.items() if value is not None}


def _store(checkin: DailyCheckin, answers: Mapping[str, object], *, reported: set[str]) -> None:
    for name in ANSWER_COLUMNS:
        setattr(checkin, name, answers.get(name))
    checkin.report_fields = sorted(reported & set(answers))


def _stopped_at(reading: ReadAnswers, checkin: DailyCheckin) -> StepName | None:
    step = reading.values.get("stopped_at")
    return step if isinstance(step, StepName) else checkin.stopped_at


def _duration(call: Call, reading: ReadAnswers, checkin: DailyCheckin) -> int | None:
    """Telephony's own figure, once it is known, beats what the model counted."""
    if call.report_received_at is not None and call.duration_seconds is not None:
        return call.duration_seconds
    counted_by_model = reading.values.get("duration_seconds")
    return counted_by_model if isinstance(counted_by_model, int) else checkin.duration_seconds
