"""The one tuple of voice tools: name, description, arguments, permission, handler.

The tool definitions under `docs/vapi/tools/` are generated from it; the webhook dispatches on it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial, wraps

from sqlalchemy.orm import Session

from app.domain.alerts.safety import LONGEST_PLACE
from app.domain.checkins import script
from app.domain.checkins.fields import FIELDS, CheckinField, FieldKind
from app.domain.people.callers import CallingPerson
from app.domain.permissions import Permission
from app.queries.open_calls import OpenCall
from app.queries.tool_results import ToolCallKey, ToolTime, find_tool_result
from app.services.alerts.safety import raise_safety_alert
from app.services.checkins.calls import keep_tool_result
from app.services.checkins.context import checkin_context, spoken_name
from app.services.checkins.log import SavedCheckin, log_tool_call
from app.services.messages.call_backs import request_call_back
from app.settings import Settings
from app.vapi.results import call_back_words, reply_to_log, safety_words, shortened

SAFETY_FIELDS = (
    CheckinField(
        "place",
        FieldKind.TEXT,
        "Where the caller is, in a few words: an address, a customer, a road. Nothing about the injury. Leave out if "
        "not said.",
        limit=LONGEST_PLACE,
    ),
)


@dataclass(frozen=True)
class ToolRequest:
    """What a handler may rely on: the caller as the network says, the locked call, the time."""

    session: Session
    employee: CallingPerson | None
    """None only in a tool that is open to callers who are not on file."""
    number: str | None
    """As the telephone network gives it."""
    call: OpenCall
    key: ToolCallKey | None
    """What the same tool call is recognised by when it comes again; None where Vapi gave it no id."""
    settings: Settings
    now: datetime
    time: ToolTime | None = None
    """How long the caller has waited for this answer."""

    @property
    def person(self) -> CallingPerson:
        """Return the caller in a tool that needs a right, which only somebody on file can have."""
        if self.employee is None:
            raise LookupError("a caller who is not on file in a tool that needs a right")
        return self.employee


Handler = Callable[[ToolRequest, Mapping[str, object]], str]


@dataclass(frozen=True)
class Tool:
    name: str
    description: str
    """Under 1,000 characters: beyond that the model quietly misbehaves."""
    fields: tuple[CheckinField, ...]
    permission: Permission | None
    """None: open to every caller, on file or not."""
    handler: Handler
    writes: bool
    """A writing tool's answer is kept, so that the same call delivered again changes nothing."""
    starting_words: str
    """What the caller hears while the tool runs; without them Vapi says "Hold on a sec"."""
    when_kept: Callable[[Settings], str]
    """The result while the database is away and the message is safe in the journal."""
    when_lost: Callable[[Settings], str]
    """The result where not even the disk took it."""


def _get_tech_checkin_context(request: ToolRequest, _arguments: Mapping[str, object]) -> str:
    context = checkin_context(
        request.session,
        request.person,
        quiet=request.call.quiet,
        call_began_at=request.call.started_at,
        call_id=request.call.id,
        time=request.time,
        settings=request.settings,
        now=request.now,
    )
    return json.dumps(shortened(context), ensure_ascii=False, separators=(",", ":"))


def _log_daily_checkin(request: ToolRequest, arguments: Mapping[str, object]) -> str:
    def reply(saved: SavedCheckin, profile_name: str | None) -> str:
        return reply_to_log(saved, name=spoken_name(request.person, profile_name))

    return log_tool_call(
        request.session,
        call=request.call,
        employee=request.person,
        arguments=arguments,
        key=request.key,
        time=request.time,
        reply=reply,
        settings=request.settings,
        now=request.now,
    )


def answered_once(handler: Handler) -> Handler:
    """Answer a redelivered tool call with the words of the first time; only a new one reaches the handler."""

    @wraps(handler)
    def answer(request: ToolRequest, arguments: Mapping[str, object]) -> str:
        if request.key is None:
            return handler(request, arguments)
        if (earlier_result := find_tool_result(request.session, request.key)) is not None:
            return earlier_result
        result = handler(request, arguments)
        keep_tool_result(request.session, request.key, result=result, time=request.time, now=request.now)
        return result

    return answer


@answered_once
def _raise_safety_alert(request: ToolRequest, arguments: Mapping[str, object]) -> str:
    told = raise_safety_alert(
        request.session,
        call=request.call,
        employee=request.employee,
        number=request.number,
        place=arguments.get("place"),
        settings=request.settings,
        now=request.now,
    )
    return safety_words(request.settings, told=told)


@answered_once
def _request_call_back(request: ToolRequest, _arguments: Mapping[str, object]) -> str:
    asked = request_call_back(
        request.session,
        call=request.call,
        person=request.employee,
        number=request.number,
        settings=request.settings,
        now=request.now,
    )
    words = script.CALL_BACK_ASKED if asked else script.CALL_BACK_NOT_ASKED
    return call_back_words(request.settings, words=words)


TOOLS: tuple[Tool, ...] = (
    Tool(
        name="get_tech_checkin_context",
        description=(
            "Get what the coach needs to know about the person on this call: name, KPIs, top strengths, 90-day goal, "
            "WHY, today's coaching line, yesterday's commitments, news about their blocker, a word left for them, and "
            "the mode to run (daily_checkin, ops_only or general). Call it once, when a check-in starts: silently, "
            "right after the caller's first words. It takes no arguments: the caller is known from the telephone "
            "network. Do not call it for anything but a check-in, not a second time, and do not read its fields aloud."
        ),
        fields=(),
        permission=Permission.CHECKIN_CONTEXT,
        handler=_get_tech_checkin_context,
        writes=False,
        starting_words="",
        when_kept=lambda _settings: script.SPOKEN_CONTEXT_AWAY,
        when_lost=lambda _settings: script.SPOKEN_CONTEXT_AWAY,
    ),
    Tool(
        name="log_daily_checkin",
        description=(
            "Save the caller's check-in. Call it silently in the middle of a full check-in, after the blockers, with "
            "call_completed false, and at the end of a full check-in (call_type daily_checkin) or of "
            "the short one (call_type ops_only), and again in the same call whenever an answer is corrected or the "
            "result asks for a missing one: a later value replaces the earlier one, nothing is doubled. Send only "
            "what the caller said; leave out what was not asked or not answered. Never invent an answer. Call it as "
            "soon as the caller is not ready or wants to go, with what is known by then. Read the result: it says what "
            "was saved, what to ask again, and what to tell the caller."
        ),
        fields=FIELDS,
        permission=Permission.CHECKIN_LOG,
        handler=_log_daily_checkin,
        writes=True,
        starting_words="",
        when_kept=lambda _settings: script.SPOKEN_KEPT,
        when_lost=lambda _settings: script.SPOKEN_NOT_KEPT,
    ),
    Tool(
        name="raise_safety_alert",
        description=(
            "Tell dispatch, ops and the manager at once that somebody is hurt or in danger: an injury at work, a "
            "smell of gas, an accident, a threat. Call it the moment the caller says so, before any question, on any "
            "call, also for a caller who is not on file. Do not call it for a blocker, for being sick at home, or for "
            "words of despair. If the caller then says where, call it again with the place. Never send what is wrong "
            "with the person. Read the result: it says what to tell the caller."
        ),
        fields=SAFETY_FIELDS,
        permission=None,
        handler=_raise_safety_alert,
        writes=True,
        starting_words=script.SPOKEN_SAFETY.format(emergency="${EMERGENCY_IN_WORDS}"),
        when_kept=partial(safety_words, told=False),
        when_lost=partial(safety_words, told=False),
    ),
    Tool(
        name="request_call_back",
        description=(
            "Ask dispatch to call this caller back, on the number they call from. Call it when they ask for a person "
            "and the transfer is not possible, or when they would rather be called. Every caller may use it, also one "
            "who is not on file. Do not call it for somebody who is hurt or in danger. It takes no arguments. Read "
            "the result: it says what to tell the caller."
        ),
        fields=(),
        permission=None,
        handler=_request_call_back,
        writes=True,
        starting_words="Okay.",
        when_kept=partial(call_back_words, words=script.CALL_BACK_KEPT),
        when_lost=partial(call_back_words, words=script.CALL_BACK_NOT_ASKED),
    ),
)

ARGUMENT_NAMES = frozenset(field.name for tool in TOOLS for field in tool.fields)
TOOLS_BY_NAME: Mapping[str, Tool] = {tool.name: tool for tool in TOOLS}
