"""Saving what a technician said. One row per call: later values replace earlier ones, absent values erase nothing.

Facts are read (`app.queries.log_facts`), a pure decision is made of them (`app.domain.checkins.log_decision`), and the
changes are made here: the row, and what of the day has to follow it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.checkins.log_decision import (
    ANSWER_COLUMNS,
    Follow,
    LogDecision,
    LogFacts,
    SavedRow,
    decide_log,
    decide_report,
)
from app.domain.checkins.reading import ReadAnswers
from app.domain.checkins.spoken.moment import Moment
from app.domain.people.callers import CheckinPerson
from app.models import Alert, Call, DailyCheckin
from app.queries.kept_rows import keeping_rows
from app.queries.log_facts import read_log_facts
from app.queries.open_calls import OpenCall
from app.queries.tool_results import ToolCallKey, ToolTime
from app.queries.work_patterns import checkin_day
from app.services.alerts.follow import raise_alerts
from app.services.checkins.calls import keep_tool_result
from app.services.checkins.days_out import follow_days_out
from app.services.checkins.personal_days import forget_personal_words
from app.services.checkins.rows import write_checkin
from app.services.messages.late_arrivals import tell_who_is_late
from app.services.people.left_words import keep_word_said
from app.settings import Settings


@dataclass(frozen=True)
class SavedCheckin:
    """What stands now, and who hears of it."""

    row: SavedRow
    reading: ReadAnswers
    alerts: tuple[Alert, ...] = ()
    """The live alerts that this check-in has raised, new or not."""
    late_told: bool = False
    """Whether dispatch hears of it that the person is late."""


def log_checkin(
    session: Session,
    *,
    call: Call | OpenCall,
    employee: CheckinPerson,
    arguments: Mapping[str, object],
    settings: Settings,
    now: datetime,
) -> SavedCheckin:
    """Save the answers and bring the day in line with them. `call` must be locked (`record_call`, `open_call`)."""
    facts = _facts(session, call, employee, settings=settings, now=now)
    decision = _decide(facts, arguments, employee, settings)
    return _change(session, call, employee, decision, settings=settings, now=now)


def log_tool_call(
    session: Session,
    *,
    call: OpenCall,
    employee: CheckinPerson,
    arguments: Mapping[str, object],
    key: ToolCallKey | None,
    time: ToolTime | None = None,
    reply: Callable[[SavedCheckin, str | None], str],
    settings: Settings,
    now: datetime,
) -> str:
    """Save the answers of a tool call as `log_checkin` does, and keep what it is answered under its key.

    `reply` makes the answer from what was saved and the name on the profile. The same call delivered again is answered
    as the first time and changes nothing.
    """
    facts = _facts(session, call, employee, key=key, settings=settings, now=now)
    if facts.earlier_result is not None:
        return facts.earlier_result
    decision = _decide(facts, arguments, employee, settings)
    if not decision.follows:
        answer = reply(SavedCheckin(decision.row, decision.reading), facts.profile_name)
        write_checkin(
            session,
            decision.row,
            call_id=call.id,
            employee_id=employee.id,
            key=key,
            result=answer,
            time=time,
            now=now,
        )
        return answer
    saved = _change(session, call, employee, decision, settings=settings, now=now)
    answer = reply(saved, facts.profile_name)
    if key is not None:
        keep_tool_result(session, key, result=answer, time=time, now=now)
    return answer


def fill_from_report(
    session: Session,
    *,
    call: Call,
    employee: CheckinPerson,
    arguments: Mapping[str, object],
    settings: Settings,
    now: datetime,
) -> DailyCheckin | None:
    """Fill an unfinished check-in from Vapi's structured output; return it, or None where nothing was to be filled."""
    # Reports come late, some on the next day: the check-in belongs to the day of the call.
    started_at = _begun_at(call, now)
    facts = _facts(session, call, employee, settings=settings, now=started_at)
    row = decide_report(facts, arguments, moment=_moment(started_at, employee))
    if row is None:
        return None
    checkin_id = write_checkin(session, row, call_id=call.id, employee_id=employee.id, now=now)
    checkin = session.get_one(DailyCheckin, checkin_id)
    _follow(session, checkin, facts.row.logged.get("out_until"), settings=settings, now=now)
    return checkin


def settle_call(session: Session, call: Call, *, settings: Settings, now: datetime) -> None:
    """Take what an ended call has answered as it stands: no sentence and no reason will come any more."""
    checkin = session.scalar(select(DailyCheckin).where(DailyCheckin.call_id == call.id))
    if checkin is not None:
        _follow_day(session, checkin, settings=settings, now=now)


def _facts(
    session: Session,
    call: Call | OpenCall,
    employee: CheckinPerson,
    *,
    key: ToolCallKey | None = None,
    settings: Settings,
    now: datetime,
) -> LogFacts:
    return read_log_facts(
        session,
        call_id=call.id,
        employee_id=employee.id,
        day=checkin_day(employee, _begun_at(call, now), settings=settings),
        key=key,
        reported_duration=call.duration_seconds if call.report_received_at else None,
        low_energy=settings.low_energy_threshold,
        now=now,
    )


def _decide(
    facts: LogFacts, arguments: Mapping[str, object], employee: CheckinPerson, settings: Settings
) -> LogDecision:
    moment = _moment(facts.row.timestamp, employee)
    return decide_log(facts, arguments, moment=moment, low_energy=settings.low_energy_threshold)


def _change(
    session: Session,
    call: Call | OpenCall,
    employee: CheckinPerson,
    decision: LogDecision,
    *,
    settings: Settings,
    now: datetime,
) -> SavedCheckin:
    checkin_id = write_checkin(session, decision.row, call_id=call.id, employee_id=employee.id, now=now)
    saved = SavedCheckin(decision.row, decision.reading)
    if decision.follows - {Follow.WORD}:
        checkin = session.get_one(DailyCheckin, checkin_id)
        before = decision.before.answers.get("out_until")
        alerts, late_told = _follow(session, checkin, before, settings=settings, now=now)
        saved = SavedCheckin(_as_it_stands(checkin, decision.row), decision.reading, alerts, late_told)
    if Follow.WORD in decision.follows:
        keep_word_said(session, call, employee.id, now=now)
    return saved


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


def _follow_day(session: Session, checkin: DailyCheckin, *, settings: Settings, now: datetime) -> tuple[Alert, ...]:
    """Bring the alerts in line with the day, then remove the words of a personal day, those just raised included."""
    with keeping_rows(session):
        alerts = raise_alerts(session, checkin, settings=settings, now=now)
        forget_personal_words(session, checkin.employee_id, checkin.checkin_on, settings=settings)
    return alerts


def _as_it_stands(checkin: DailyCheckin, row: SavedRow) -> SavedRow:
    """Return the row without the words that a personal day has removed from it."""
    values = {name: getattr(checkin, name) for name in ANSWER_COLUMNS}
    return replace(row, answers={name: value for name, value in values.items() if value is not None})


def _begun_at(call: Call | OpenCall, now: datetime) -> datetime:
    """A call over midnight belongs to the day on which it began, whenever its answers come."""
    return min(call.started_at or now, now)


def _moment(at: datetime, employee: CheckinPerson) -> Moment:
    return Moment(local=at.astimezone(ZoneInfo(employee.timezone)), workdays=frozenset(employee.workdays))
