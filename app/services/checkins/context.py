"""What the assistant knows about the caller: the context tool's answer and the variables of `assistant-request`."""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.domain.checkins.coaching import coaching_tip
from app.domain.checkins.promises import promise_question
from app.domain.checkins.script import greeting
from app.domain.checkins.strangers import Stranger, greeting_for, words_for
from app.domain.figures.week_outcome import week_outcome
from app.domain.people.callers import CheckinPerson
from app.domain.people.left_words import said_words
from app.domain.permissions import Role
from app.phones import digits_in_words, phone_in_words
from app.policy import morning_window
from app.queries.checkin_context import ContextFacts, context_asked, find_profile, is_checked_in
from app.queries.last_week import find_last_week
from app.queries.sql_files import run
from app.queries.tool_results import ToolTime
from app.queries.work_patterns import checkin_day, window_of
from app.services.checkins.blocker_news import tell_blocker_news
from app.settings import Settings


class CallMode(StrEnum):
    DAILY_CHECKIN = "daily_checkin"
    OPS_ONLY = "ops_only"
    GENERAL = "general"


KNOWN_CALLER = "on file"
NO_PROFILE = "There is no profile for this caller: run the ops-only questions, then log with call_type ops_only."


def checkin_context(
    session: Session,
    employee: CheckinPerson,
    *,
    quiet: bool = False,
    call_began_at: datetime | None = None,
    call_id: str | None = None,
    time: ToolTime | None = None,
    settings: Settings,
    now: datetime,
) -> dict[str, object]:
    """Return the context tool's fields; what is missing is left out, and `instead` says what to do.

    `quiet`: for a call that only tries the line, which uses up no news about blockers. `time`: kept with the call.
    """
    today = checkin_day(employee, now, settings=settings)
    asked = context_asked(
        employee.id,
        today=today,
        words_left_by=call_began_at or now,
        call_id=call_id,
        waited_ms=time.waited_ms() if time else None,
        now=now,
    )
    facts = ContextFacts(**run(session, "context_facts", asked).mappings().one())
    # One of the three at most: together they would be more than the time box holds.
    tells_last_week = settings.tell_last_week and not facts.words and not facts.called_this_week
    last_week = _last_week(session, employee.id, today) if tells_last_week else None
    asks_promise = settings.ask_last_commitment and not facts.words and not last_week
    context: dict[str, object | None] = {
        "name": spoken_name(employee, facts.profile_name),
        "role": employee.role.value,
        **_coaching(facts, today),
        "local_time": local_time(now, employee.timezone),
        "in_morning_window": morning_window(settings, window_of(employee)).contains(now, employee.timezone),
        "checked_in_today": facts.checked_in,
        "last_commitment": _last_commitment(facts),
        "last_week": last_week,
        "promise_to_ask": _promise(facts, today) if asks_promise else None,
        "word_left": said_words(facts.words, facts.author or "") if facts.words else None,
        "blocker_news": _blocker_news(session, employee, facts, quiet=quiet, now=now),
        "mode": call_mode(
            employee, has_profile=facts.has_profile, settings=settings, now=now, checked_in=facts.checked_in
        ).value,
        "instead": None if facts.has_profile else NO_PROFILE,
    }
    return {name: value for name, value in context.items() if value not in (None, "", [], ())}


def call_variables(session: Session, employee: CheckinPerson, *, settings: Settings, now: datetime) -> dict[str, str]:
    """Return the Liquid variables of the prompt for this caller, so that the greeting needs no tool round trip."""
    profile = find_profile(session, employee.id)
    checked_in = is_checked_in(session, employee.id, checkin_day(employee, now, settings=settings))
    mode = call_mode(employee, has_profile=profile is not None, settings=settings, now=now, checked_in=checked_in)
    name = spoken_name(employee, profile.name if profile else None)
    return {
        "name": name,
        "role": employee.role.value,
        "caller": KNOWN_CALLER,
        "mode": mode.value,
        "local_time": local_time(now, employee.timezone),
        "in_morning_window": _yes_no(morning_window(settings, window_of(employee)).contains(now, employee.timezone)),
        "checked_in_today": _yes_no(checked_in),
        **_of_the_company(settings),
        "greeting": greeting(name=name, mode=mode.value, company=settings.company_name),
    }


def stranger_variables(stranger: Stranger, settings: Settings, now: datetime) -> dict[str, str]:
    """Return the variables for a caller who was not recognised, without anybody's data; `what_to_do` is spoken."""
    dispatch = dispatch_in_words(settings)
    mode = CallMode.OPS_ONLY if stranger is Stranger.NOT_LOOKED_UP else CallMode.GENERAL
    return {
        "name": "",
        "role": "unknown",
        "caller": stranger.value,
        "what_to_do": words_for(stranger, dispatch),
        "mode": mode.value,
        "local_time": local_time(now, settings.company_timezone),
        "in_morning_window": "no",
        "checked_in_today": "no",
        **_of_the_company(settings),
        "greeting": greeting_for(stranger, company=settings.company_name, dispatch=dispatch),
    }


def _of_the_company(settings: Settings) -> dict[str, str]:
    return {
        "company_name": settings.company_name,
        "emergency": digits_in_words(settings.emergency_number),
        "crisis_line": digits_in_words(settings.crisis_line),
    }


def dispatch_in_words(settings: Settings) -> str:
    """Return dispatch's number as it is spoken; empty where none is set."""
    return phone_in_words(settings.dispatch_number) if settings.dispatch_number else ""


def call_mode(
    employee: CheckinPerson, *, has_profile: bool, settings: Settings, now: datetime, checked_in: bool
) -> CallMode:
    """Return the check-in for a technician in their morning window who has not done it today, else general."""
    in_window = morning_window(settings, window_of(employee)).contains(now, employee.timezone)
    if employee.role is not Role.TECHNICIAN or not in_window or checked_in:
        return CallMode.GENERAL
    return CallMode.DAILY_CHECKIN if has_profile and not employee.always_ops_only else CallMode.OPS_ONLY


def spoken_name(employee: CheckinPerson, profile_name: str | None) -> str:
    """Return what the person wants to be called, whole; without it, the first word of the name."""
    return employee.spoken_name or (profile_name or employee.name).split()[0]


def local_time(now: datetime, timezone: str) -> str:
    """Return e.g. `Monday, November 23, 6:41 AM` where the caller is."""
    local = now.astimezone(ZoneInfo(timezone))
    return f"{local:%A, %B} {local.day}, {local.hour % 12 or 12}:{local:%M %p}"


def _coaching(facts: ContextFacts, today: date) -> dict[str, object | None]:
    strengths = facts.gallup_strengths or ()
    tip = coaching_tip(strengths, today)
    return {
        "primary_kpi": [kpi for kpi in (facts.primary_kpi, *(facts.other_kpis or ())) if kpi][:3],
        "top_strengths": strengths[:5],
        "90_day_goal": facts.current_90day_goal,
        "personal_why": facts.personal_why,
        "coaching_tip": {"strength": tip.strength, "line": tip.line} if tip else None,
    }


def _last_commitment(facts: ContextFacts) -> dict[str, str] | None:
    if facts.committed_on is None:
        return None
    commitment = {
        "on": f"{facts.committed_on:%A}",
        "kpi_action": facts.kpi_action,
        "goal_action": facts.goal_action,
    }
    return {name: text for name, text in commitment.items() if text}


def _promise(facts: ContextFacts, today: date) -> str | None:
    """Return the question about the last action, unless it was answered already."""
    action = facts.kpi_action or facts.goal_action
    if facts.committed_on is None or action is None or facts.has_said_what_became:
        return None
    return promise_question(action, said_on=facts.committed_on, today=today)


def _blocker_news(
    session: Session, employee: CheckinPerson, facts: ContextFacts, *, quiet: bool, now: datetime
) -> str | None:
    return tell_blocker_news(session, employee.id, uses_up=not quiet, now=now) if facts.has_blocker_news else None


def _last_week(session: Session, employee_id: int, today: date) -> str | None:
    last_week = find_last_week(session, employee_id, today)
    return week_outcome(last_week) if last_week else None


def _yes_no(value: bool) -> str:  # noqa: FBT001 - a formatter of one value
    return "yes" if value else "no"
