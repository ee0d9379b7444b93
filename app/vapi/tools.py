"""The one tuple of voice tools: name, description, arguments, permission, handler.

The tool definitions under `docs/vapi/tools/` are generated from it; the webhook dispatches on it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.checkins.fields import FIELDS, CheckinField
from app.domain.permissions import Permission
from app.models import Call, Employee
from app.queries.checkin_context import find_profile
from app.services.checkins.context import checkin_context, spoken_name
from app.services.checkins.log import log_checkin
from app.settings import Settings
from app.vapi.results import reply_to_log, shortened


@dataclass(frozen=True)
class ToolRequest:
    """What a handler may rely on: the caller as the network says, the locked call, the time."""

    session: Session
    employee: Employee
    call: Call
    settings: Settings
    now: datetime


@dataclass(frozen=True)
class Tool:
    name: str
    description: str
    """Under 1,000 characters: beyond that the model quietly misbehaves."""
    fields: tuple[CheckinField, ...]
    permission: Permission
    handler: Callable[[ToolRequest, Mapping[str, object]], str]
    writes: bool
    """A writing tool's answer is kept, so that the same call delivered again changes nothing."""


def _get_tech_checkin_context(request: ToolRequest, _arguments: Mapping[str, object]) -> str:
    context = checkin_context(
        request.session, request.employee, quiet=request.call.quiet, settings=request.settings, now=request.now
    )
    return json.dumps(shortened(context), ensure_ascii=False, separators=(",", ":"))


def _log_daily_checkin(request: ToolRequest, arguments: Mapping[str, object]) -> str:
    logged = log_checkin(
        request.session,
        call=request.call,
        employee=request.employee,
        arguments=arguments,
        settings=request.settings,
        now=request.now,
    )
    name = spoken_name(request.employee, find_profile(request.session, request.employee.id))
    return reply_to_log(logged, name=name)


TOOLS: tuple[Tool, ...] = (
    Tool(
        name="get_tech_checkin_context",
        description=(
            "Get what the coach needs to know about the person on this call: name, KPIs, top strengths, 90-day goal, "
            "WHY, today's coaching line, yesterday's commitments, news about their blocker, and the mode to run "
            "(daily_checkin, ops_only or general). Call it once, when a check-in starts: silently, right after "
            "the caller's first words. It takes no arguments: the caller is known from the telephone network. Do not "
            "call it for anything but a check-in, not a second time, and do not read its fields aloud."
        ),
        fields=(),
        permission=Permission.CHECKIN_CONTEXT,
        handler=_get_tech_checkin_context,
        writes=False,
    ),
    Tool(
        name="log_daily_checkin",
        description=(
            "Save the caller's check-in. Call it once at the end of a full check-in (call_type daily_checkin) or of "
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
    ),
)

TOOLS_BY_NAME: Mapping[str, Tool] = {tool.name: tool for tool in TOOLS}
