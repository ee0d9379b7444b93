"""A check-in by text: the texts of one person and day fill one row, through the use-case of the call's tool."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.checkins import script
from app.domain.checkins.fields import BY_NAME, CallType, NotReadyReason
from app.domain.checkins.log_decision import ANSWER_COLUMNS
from app.domain.checkins.readback import readback
from app.domain.checkins.readers import read_field
from app.domain.checkins.spoken.moment import Moment
from app.domain.conversation.answers import Topic
from app.domain.conversation.texted import is_polite, read_text
from app.models import Call, DailyCheckin, Employee
from app.queries.checkin_context import find_profile_name
from app.services.checkins.calls import CallEnd, end_call
from app.services.checkins.context import spoken_name
from app.services.checkins.goodbyes import goodbye_for
from app.services.checkins.log import SavedCheckin, log_checkin
from app.settings import Settings

ANSWERED = "text-answered"
"""Why such a call ended."""
ASKED_AGAIN = {
    "ready_status": script.OPS_ONLY_QUESTIONS[0],
    "blocker_note": "What is it? Text: blocker, and what it is.",
    "blocker_present": "Anything blocking you? Text: no blockers, or: blocker, and what it is.",
    "energy_level": "Your energy, 1 to 5?",
}
"""The question, by what is missing or could not be read."""
WHICH_REASON = "Is it sick, family, vehicle, schedule, or something else?"
HOW_LATE = "How many minutes? Text: late 30."
BLOCKED = "Blocked? Text: blocker, and what it is."
HOW_TO = "Text: ready 4 (energy 1 to 5), late 30, sick, or skip."
NO_MORE = ""


def take_answers(
    session: Session, person: Employee, *, call: Call, words: str, last_reply: str, settings: Settings, now: datetime
) -> str | None:
    """Save what the text says and return the reply; None where it is not understood.

    `call` must be locked. `last_reply`: ours, of this day; a bare yes or no answers its question.
    """
    known = _known(session, call)
    read = read_text(words, asked=_asked_in(last_reply))
    if read is None:
        return NO_MORE if known.get("ready_status") is not None and is_polite(words) else None
    minutes = _minutes_late(person, read, now)
    arguments = {"call_type": _call_type(known, read)} | read
    if minutes is not None:
        arguments["eta_minutes"] = minutes + _minutes_since_first_text(session, call, now)
    saved = log_checkin(session, call=call, employee=person, arguments=arguments, settings=settings, now=now)
    if saved.row.call_completed:
        end_call(session, call, CallEnd(ended_reason=ANSWERED), reported=False, now=now)
    return _reply(saved, read, minutes, name=spoken_name(person, find_profile_name(session, person.id)))


def how_to(session: Session, call: Call) -> str:
    """Return what somebody is asked whose text was not understood: if they are ready, unless that is known."""
    is_known = _known(session, call).get("ready_status") is not None
    return HOW_TO if is_known else f"{script.OPS_ONLY_QUESTIONS[0]} {HOW_TO}"


def _asked_in(reply: str) -> Topic | None:
    if script.OPS_ONLY_QUESTIONS[0] in reply:
        return Topic.READY
    return Topic.BLOCKER if BLOCKED in reply or ASKED_AGAIN["blocker_present"] in reply else None


def _known(session: Session, call: Call) -> dict[str, object]:
    checkin = session.scalar(select(DailyCheckin).where(DailyCheckin.call_id == call.id))
    if checkin is None:
        return {}
    return {name: value for name in ANSWER_COLUMNS if (value := getattr(checkin, name)) is not None}


def _minutes_late(person: Employee, read: Mapping[str, object], now: datetime) -> int | None:
    moment = Moment(local=now.astimezone(ZoneInfo(person.timezone)), workdays=frozenset(person.workdays))
    minutes = read_field(BY_NAME["eta_minutes"], read.get("eta_minutes"), moment)
    return minutes if isinstance(minutes, int) else None


def _minutes_since_first_text(session: Session, call: Call, now: datetime) -> int:
    """Return what is added to "in 30 minutes": the row counts them from its first answer, hours ago perhaps."""
    first_at = session.scalar(select(DailyCheckin.timestamp).where(DailyCheckin.call_id == call.id))
    return round((now - first_at).total_seconds() / 60) if first_at else 0


def _call_type(known: Mapping[str, object], read: Mapping[str, object]) -> str:
    """Ready and blockers are the short version; with energy it is the whole one, as in a call."""
    has_energy = "energy_level" in read or "energy_level" in known
    return (CallType.DAILY_CHECKIN if has_energy else CallType.OPS_ONLY).value


def _reply(saved: SavedCheckin, read: Mapping[str, object], minutes: int | None, *, name: str) -> str:
    """Say what was saved and who knows, or ask what is still missing: one question at a time.

    `minutes`: in how many somebody who is late means to be there, from now.
    """
    held_up = [problem.field for problem in saved.reading.problems if problem.blocking]
    question = next((ASKED_AGAIN[field] for field in held_up if field in ASKED_AGAIN), "")
    answers, ready = dict(saved.row.answers), saved.row.answers.get("ready_status")
    if question or ready is None:
        return " ".join([script.OPS_ONLY_OPENING] * (read.keys() == {"call_type"}) + [question]).strip()
    if ready is False:
        is_unsaid = answers.get("not_ready_reason") is NotReadyReason.OTHER and "not_ready_reason" not in read
        asks = WHICH_REASON if is_unsaid else ""
        return f"{goodbye_for(saved, name=name)} {asks}".strip()
    if answers.pop("eta_minutes", None) is not None and minutes is not None:
        answers["eta_minutes"] = minutes
    parts = [readback(answers), goodbye_for(saved, name=name)]
    if any(problem.field == "eta_minutes" for problem in saved.reading.problems):
        parts.append(HOW_LATE)
    elif answers.get("blocker_present") is None:
        parts.append(BLOCKED)
    return " ".join(parts)
