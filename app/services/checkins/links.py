"""A check-in by the link of a reminder: one person, one day, used once, saved by the use-case of the call's tool."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.checkins.coaching import CoachingTip, coaching_tip
from app.domain.checkins.problems import AnswerProblem
from app.domain.conversation.danger import is_danger
from app.domain.permissions import Permission, may
from app.logs import mask_phone
from app.models import Call, CallOrigin, DailyCheckin, Employee
from app.queries.checkin_context import find_profile, find_profile_name
from app.queries.recipients import at_work
from app.queries.tool_results import ToolCallKey, find_tool_result
from app.queries.work_patterns import checkin_day
from app.services.alerts.safety import raise_safety_alert
from app.services.audit import record_audit
from app.services.checkins.calls import CallEnd, end_call, keep_tool_result, record_call
from app.services.checkins.context import spoken_name
from app.services.checkins.goodbyes import goodbye_for
from app.services.checkins.log import log_checkin
from app.services.messages.checkin_links import (
    CheckinClaim,
    CheckinLinkProblem,
    CheckinLinkRefused,
    read_checkin_token,
    too_old,
)
from app.settings import Settings

SENT = "form-sent"
"""Why such a call ended, and the key of its one answer."""
SAFETY_TOLD = "If it's an emergency, dial {emergency} now. Dispatch knows."
SAFETY_NOT_TOLD = "If it's an emergency, dial {emergency} now. Then call dispatch: nobody could be told from here."


@dataclass(frozen=True, kw_only=True)
class CheckinQuestions:
    """What the form asks this person. Goal and WHY are there for the person alone, signed in."""

    claim: CheckinClaim
    name: str
    short: bool
    """Ready and blockers are all that is asked."""
    kpi: str = ""
    tip: CoachingTip | None = None
    goal: str = ""
    why: str = ""


@dataclass(frozen=True)
class SentAnswers:
    goodbye: str
    """Empty where something is still to be answered."""
    problems: tuple[AnswerProblem, ...] = ()


def open_checkin_link(
    session: Session, token: str, *, signed_in_id: int | None, settings: Settings, now: datetime
) -> CheckinQuestions:
    """Return the questions of a link that is still to be used. Reads only: previews open links too.

    `signed_in_id`: who has signed in, in the browser that asks.
    """
    questions = questions_of_link(session, token, signed_in_id=signed_in_id, settings=settings, now=now)
    if _is_used(session, call_id_of(questions.claim)):
        raise _used()
    return questions


def questions_of_link(
    session: Session, token: str, *, signed_in_id: int | None, settings: Settings, now: datetime
) -> CheckinQuestions:
    """Return what the link asks, used or not: the same answers may be sent twice."""
    claim, person = _check(session, token, settings=settings, now=now)
    return _questions(session, claim, person, is_signed_in=signed_in_id == person.id)


def record_opening(session: Session, claim: CheckinClaim, *, signed_in_id: int | None, now: datetime) -> None:
    """Note that the form was opened: of whom, for which day; nothing of what it shows."""
    detail = {"day": claim.day.isoformat()}
    record_audit(
        session,
        actor_id=signed_in_id,
        action="checkin_link.opened",
        subject_id=claim.employee_id,
        detail=detail,
        now=now,
    )


def send_answers(
    session: Session, token: str, *, arguments: Mapping[str, object], settings: Settings, now: datetime
) -> SentAnswers:
    """Save what the form holds, as the tool of the call does. The same answers sent twice change nothing."""
    claim, person = _check(session, token, settings=settings, now=now)
    call = record_call(
        session,
        call_id=call_id_of(claim),
        employee_id=person.id,
        caller_masked=mask_phone(person.phone) if person.phone else "",
        origin=CallOrigin.WEB_LINK,
        now=now,
    )
    key = ToolCallKey(call.id, SENT, _digest(arguments))
    if _is_used(session, call.id):
        return _again(session, key)
    sent = _save(session, call, person, arguments, settings=settings, now=now)
    if sent.goodbye:
        end_call(session, call, CallEnd(ended_reason=SENT), reported=False, now=now)
        keep_tool_result(session, key, result=sent.goodbye, now=now)
    return sent


def call_id_of(claim: CheckinClaim) -> str:
    """Name the call of the form: every link of one person and day leads to the same row."""
    return f"web-{claim.employee_id}-{claim.day.isoformat()}"


def _save(
    session: Session,
    call: Call,
    person: Employee,
    arguments: Mapping[str, object],
    *,
    settings: Settings,
    now: datetime,
) -> SentAnswers:
    if is_danger(str(arguments.get("blocker_note", ""))):
        return SentAnswers(_tell_of_danger(session, call, person, arguments, settings=settings, now=now))
    saved = log_checkin(session, call=call, employee=person, arguments=arguments, settings=settings, now=now)
    if not saved.row.call_completed:
        return SentAnswers("", tuple(problem for problem in saved.reading.problems if problem.blocking))
    return SentAnswers(goodbye_for(saved, name=spoken_name(person, find_profile_name(session, person.id))))


def _tell_of_danger(
    session: Session,
    call: Call,
    person: Employee,
    arguments: Mapping[str, object],
    *,
    settings: Settings,
    now: datetime,
) -> str:
    """Tell at once that somebody may be hurt. It is nobody's blocker, and the words about it are not kept."""
    told = raise_safety_alert(session, call=call, employee=person, number=None, settings=settings, now=now)
    others = {name: value for name, value in arguments.items() if not name.startswith("blocker_")}
    log_checkin(session, call=call, employee=person, arguments=others, settings=settings, now=now)
    words = SAFETY_TOLD if told else SAFETY_NOT_TOLD
    return words.format(emergency=settings.emergency_number)


def _check(session: Session, token: str, *, settings: Settings, now: datetime) -> tuple[CheckinClaim, Employee]:
    """Ask of the person as they are today whether the link is theirs, and of the day whether it is still that one."""
    if not settings.checkin_link:
        sentence = "Check-ins by link are switched off."
        raise CheckinLinkRefused(CheckinLinkProblem.OFF, sentence)
    claim = read_checkin_token(token, settings=settings, now=now)
    person = session.get(Employee, claim.employee_id)
    if person is None or not _is_theirs(person, claim, now):
        sentence = "This link was sent to a number or a person that takes no check-in any more."
        raise CheckinLinkRefused(CheckinLinkProblem.NOT_YOURS, sentence)
    if checkin_day(person, now, settings=settings) != claim.day:
        raise too_old()
    return claim, person


def _is_theirs(person: Employee, claim: CheckinClaim, now: datetime) -> bool:
    same_number = person.phone is not None and person.phone.endswith(claim.number_ending)
    return same_number and at_work(person, now) and may(person.role, Permission.CHECKIN_LOG)


def _questions(session: Session, claim: CheckinClaim, person: Employee, *, is_signed_in: bool) -> CheckinQuestions:
    profile = find_profile(session, person.id)
    name = spoken_name(person, profile.name if profile else None)
    if profile is None or person.always_ops_only:
        return CheckinQuestions(claim=claim, name=name, short=True)
    return CheckinQuestions(
        claim=claim,
        name=name,
        short=False,
        kpi=profile.primary_kpi or "",
        tip=coaching_tip(profile.gallup_strengths, claim.day),
        goal=(profile.current_90day_goal or "") if is_signed_in else "",
        why=(profile.personal_why or "") if is_signed_in else "",
    )


def _is_used(session: Session, call_id: str) -> bool:
    completed = select(DailyCheckin.call_completed).where(DailyCheckin.call_id == call_id)
    return session.scalar(completed) is True


def _again(session: Session, key: ToolCallKey) -> SentAnswers:
    """Answer a form that was sent twice as the first time; anything else needs a call."""
    earlier = find_tool_result(session, key)
    if earlier is None:
        raise _used()
    return SentAnswers(earlier)


def _used() -> CheckinLinkRefused:
    sentence = "Your check-in of today was sent with this link. To change something, call."
    return CheckinLinkRefused(CheckinLinkProblem.USED, sentence)


def _digest(arguments: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(arguments, sort_keys=True).encode()).hexdigest()
