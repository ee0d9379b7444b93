"""A check-in by the link of a reminder: one person, one day, used once, saved by the use-case of the call's tool."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.checkins.coaching import CoachingTip, coaching_tip
from app.domain.checkins.fields import COACHING, CallType
from app.domain.checkins.problems import AnswerProblem
from app.domain.conversation.distress import Distress
from app.domain.permissions import Permission, may
from app.logs import mask_phone
from app.models import Call, CallOrigin, DailyCheckin, Employee
from app.queries.checkin_context import find_profile
from app.queries.recipients import at_work
from app.queries.tool_results import ToolCallKey, find_tool_result
from app.queries.work_patterns import checkin_day
from app.services.audit import record_audit
from app.services.checkins.calls import CallEnd, end_call, keep_tool_result, record_call
from app.services.checkins.context import spoken_name
from app.services.checkins.distress import offer_help
from app.services.checkins.filled_forms import FilledForm, call_id_of, claim_of_link
from app.services.checkins.goodbyes import goodbye_for
from app.services.checkins.log import log_checkin
from app.services.messages.checkin_links import (
    CheckinClaim,
    CheckinLinkProblem,
    CheckinLinkRefused,
    too_old,
)
from app.settings import Settings

SENT = "form-sent"
"""Why such a call ended, and the key of its one answer."""
OFFERED = "help-offered"
"""The key of the answer to somebody in despair."""


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
    distress: Distress | None = None
    """What `goodbye` is about where somebody is hurt or in despair."""


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
    claim = claim_of_link(token, settings=settings, now=now)
    person = _person_of(session, claim, settings=settings, now=now)
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


def send_answers(session: Session, filled: FilledForm, *, settings: Settings, now: datetime) -> SentAnswers:
    """Save what the form holds, as the tool of the call does. The same answers sent twice change nothing.

    Who is hurt or in despair comes before all else, also where the link is used.
    """
    person = _person_of(session, filled.claim, settings=settings, now=now)
    call = record_call(
        session,
        call_id=filled.call_id,
        employee_id=person.id,
        caller_masked=mask_phone(person.phone) if person.phone else "",
        origin=CallOrigin.WEB_LINK,
        now=now,
    )
    if filled.distress:
        return _help(session, call, person, filled, filled.distress, settings=settings, now=now)
    if _is_used(session, call.id):
        return _again(session, _key(call, filled))
    return _save(session, call, person, filled, settings=settings, now=now)


def _save(
    session: Session, call: Call, person: Employee, filled: FilledForm, *, settings: Settings, now: datetime
) -> SentAnswers:
    questions = _questions(session, filled.claim, person, is_signed_in=False)
    arguments = _fitted(filled.arguments, questions)
    saved = log_checkin(session, call=call, employee=person, arguments=arguments, settings=settings, now=now)
    if not saved.row.call_completed:
        return SentAnswers("", tuple(problem for problem in saved.reading.problems if problem.blocking))
    goodbye = goodbye_for(saved, name=questions.name)
    end_call(session, call, CallEnd(ended_reason=SENT), reported=False, now=now)
    keep_tool_result(session, _key(call, filled), result=goodbye, now=now)
    return SentAnswers(goodbye)


def _fitted(arguments: Mapping[str, object], questions: CheckinQuestions) -> dict[str, object]:
    """Leave out what this person is not asked, and name the KPI and the strength that the answers are about."""
    if questions.short:
        asked = {name: value for name, value in arguments.items() if name not in COACHING}
        return asked | {"call_type": CallType.OPS_ONLY.value}
    about: dict[str, object] = {}
    if "kpi_action_today" in arguments and questions.kpi:
        about["primary_kpi"] = questions.kpi
    if "focus_summary_5_words" in arguments and questions.tip:
        about["coach_prompt_used"] = questions.tip.strength
    return {**arguments, **about}


def _help(
    session: Session,
    call: Call,
    person: Employee,
    filled: FilledForm,
    distress: Distress,
    *,
    settings: Settings,
    now: datetime,
) -> SentAnswers:
    """Offer help. Of despair nothing is kept but that it was offered; of danger the answers to the other questions."""
    offered = offer_help(session, distress, call=call, person=person, number=None, settings=settings, now=now)
    if distress is Distress.DESPAIR:
        key = ToolCallKey(call.id, OFFERED, _digest({}))
        if find_tool_result(session, key) is None:
            keep_tool_result(session, key, result=offered.words, now=now)
    elif filled.is_answered and not _is_used(session, call.id):
        _save(session, call, person, filled, settings=settings, now=now)
    return SentAnswers(offered.words, distress=distress)


def _person_of(session: Session, claim: CheckinClaim, *, settings: Settings, now: datetime) -> Employee:
    """Ask of the person as they are today whether the link is theirs, and of the day whether it is still that one."""
    person = session.get(Employee, claim.employee_id)
    if person is None or not _is_theirs(person, claim, now):
        sentence = "This link was sent to a number or a person that takes no check-in any more."
        raise CheckinLinkRefused(CheckinLinkProblem.NOT_YOURS, sentence)
    if checkin_day(person, now, settings=settings) != claim.day:
        raise too_old()
    return person


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


def _key(call: Call, filled: FilledForm) -> ToolCallKey:
    return ToolCallKey(call.id, SENT, _digest(filled.arguments))


def _digest(arguments: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(arguments, sort_keys=True).encode()).hexdigest()
