"""One text that came in, from whoever sent it, to the words that go back.

Whoever replied STOP is asked nothing; a number that is not on file is told once a day what to do. Nobody gets more
than two answers a day to what was not understood, so two machines never go on texting each other.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.conversation import texted
from app.domain.conversation.asides import Aside, find_aside
from app.domain.conversation.distress import Distress, find_distress
from app.domain.mornings.workdays import local_date
from app.domain.permissions import Permission, may
from app.logs import mask_phone
from app.models import Call, CallOrigin, Employee, ToolResult
from app.phones import say_phone
from app.queries.employees import find_employee_by_phone
from app.queries.recipients import at_work
from app.queries.tool_results import ToolCallKey, find_tool_result
from app.queries.work_patterns import checkin_day
from app.services.checkins.calls import keep_tool_result, record_call
from app.services.checkins.distress import offer_help
from app.services.messages.call_backs import request_call_back
from app.services.messages.refused_texts import allow_texts_again, stop_texts
from app.services.texting.checkins import how_to, take_answers
from app.services.texting.takings import is_desk, take_last_alert, take_last_alert_of_desk
from app.settings import Settings

LONGEST_TEXT = 1_600
"""Characters; Twilio's own limit."""
NO_ANSWER = ""
NOT_READ = "Sorry, I didn't get that."
CALL_INSTEAD = "I still didn't get that. Please call."
NOT_ON_FILE = "I don't have this number on file. Text from your work phone, or call."
NO_CHECK_IN = "I can't take a check-in from you by text."
SWITCHED_OFF = "Check-ins by text are switched off. Please call."
OFFER_OF_A_PERSON = "If you want a person from here, text: call me."
CALLED_BACK = "I've asked dispatch to call you."


@dataclass(frozen=True, kw_only=True)
class InboundText:
    number: str
    """The sender's, E.164, as the network gives it."""
    words: str
    sid: str
    """Twilio's id; the same text delivered again has it again."""


def answer_text(session: Session, text: InboundText, *, settings: Settings, now: datetime) -> str:
    """Do what the text asks for and return the reply; empty where none should go."""
    person = find_employee_by_phone(session, text.number)
    if texted.says_stop(text.words) or texted.says_start(text.words):
        _change_consent(session, person, text.words, now=now)
        return NO_ANSWER
    if texted.is_answered_by_the_network(text.words):
        return NO_ANSWER
    person = person if person is not None and at_work(person, now) else None
    if (taken := _taken(session, person, text, settings=settings, now=now)) is not None:
        return taken
    call = _call_of_the_day(session, person, text.number, settings=settings, now=now)
    key = ToolCallKey(call.id, text.sid, hashlib.sha256(text.words.encode()).hexdigest())
    if (earlier := find_tool_result(session, key)) is not None:
        return earlier
    reply = _Conversation(session, person, call, settings, now).reply_to(text)
    keep_tool_result(session, key, result=reply, now=now)
    return reply


def _taken(
    session: Session, person: Employee | None, text: InboundText, *, settings: Settings, now: datetime
) -> str | None:
    """Return the reply to a "got it"; None where it is none, or answers no alert."""
    if person is not None and texted.takes_an_alert(text.words):
        return take_last_alert(session, person, number=text.number, settings=settings, now=now)
    name = texted.name_behind_got_it(text.words) if person is None and is_desk(text.number, settings) else None
    if name is None:
        return None
    return take_last_alert_of_desk(session, name, number=text.number, settings=settings, now=now)


def _change_consent(session: Session, person: Employee | None, words: str, *, now: datetime) -> None:
    if person is not None and texted.says_stop(words):
        stop_texts(session, person, now=now)
    elif person is not None:
        allow_texts_again(session, person, now=now)


def _call_of_the_day(
    session: Session, person: Employee | None, number: str, *, settings: Settings, now: datetime
) -> Call:
    """Return, locked, what the texts of one person and day share; a stranger's number cannot be read from it."""
    if person is not None:
        whose, day = str(person.id), checkin_day(person, now, settings=settings)
    else:
        keyed = hmac.new(settings.secret_key[0].encode(), number.encode(), hashlib.sha256)
        whose = f"unknown-{keyed.hexdigest()[:16]}"
        day = local_date(now, settings.company_timezone)
    return record_call(
        session,
        call_id=f"text-{whose}-{day.isoformat()}",
        employee_id=person.id if person else None,
        caller_masked=mask_phone(number),
        origin=CallOrigin.TEXT,
        now=now,
    )


@dataclass(frozen=True)
class _Conversation:
    """The texts of one sender and day."""

    session: Session
    person: Employee | None
    call: Call
    settings: Settings
    now: datetime

    def reply_to(self, text: InboundText) -> str:
        """Who is hurt, or wants a person, comes before all else."""
        if distress := find_distress([text.words]):
            return self._offer_help(distress, text.number)
        if find_aside(text.words) is Aside.PERSON:
            return self._ask_for_a_call(text.number)
        if self.person is None:
            return self._at_most(1, self._with_numbers(NOT_ON_FILE))
        return self._check_in(self.person, text.words)

    def _check_in(self, person: Employee, words: str) -> str:
        if not may(person.role, Permission.CHECKIN_LOG):
            return self._at_most(1, NO_CHECK_IN)
        if not self.settings.checkin_texts:
            return self._at_most(1, self._with_numbers(SWITCHED_OFF))
        taken = take_answers(
            self.session,
            person,
            call=self.call,
            words=words,
            last_reply=self._last_reply(),
            settings=self.settings,
            now=self.now,
        )
        return self._not_understood() if taken is None else taken

    def _not_understood(self) -> str:
        """Ask back once a day, then say whom to call, then nothing."""
        question = f"{NOT_READ} {how_to(self.session, self.call)}"
        call_instead = self._with_numbers(CALL_INSTEAD)
        return self._at_most(1, question) or self._at_most(1, call_instead)

    def _at_most(self, times: int, reply: str) -> str:
        return reply if self._replies(reply) < times else NO_ANSWER

    def _replies(self, reply: str) -> int:
        """Count how often this was replied today."""
        query = select(func.count()).where(ToolResult.call_id == self.call.id, ToolResult.result == reply)
        return self.session.scalar(query) or 0

    def _last_reply(self) -> str:
        replies = select(ToolResult.result).where(ToolResult.call_id == self.call.id)
        return self.session.scalar(replies.order_by(ToolResult.created_at.desc()).limit(1)) or ""

    def _offer_help(self, distress: Distress, number: str) -> str:
        offered = offer_help(
            self.session,
            distress,
            call=self.call,
            person=self.person,
            number=number,
            settings=self.settings,
            now=self.now,
        )
        if distress is Distress.DESPAIR:
            return f"{offered.words} {OFFER_OF_A_PERSON}"
        return offered.words if offered.told else self._with_numbers(offered.words)

    def _ask_for_a_call(self, number: str) -> str:
        asked = request_call_back(
            self.session, call=self.call, person=self.person, number=number, settings=self.settings, now=self.now
        )
        return CALLED_BACK if asked else self._with_numbers(CALL_INSTEAD)

    def _with_numbers(self, sentence: str) -> str:
        """Add the numbers to call, as far as the settings hold any."""
        settings = self.settings
        known = (("Check-in line", settings.line_number), ("Dispatch", settings.dispatch_number))
        numbers = [f"{name}: {say_phone(number, settings.home_region)}." for name, number in known if number]
        return " ".join([sentence, *numbers])
