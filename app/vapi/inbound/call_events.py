"""`status-update` and `end-of-call-report`: the call's own record. They come twice, late and in any order."""

import structlog
from sqlalchemy.orm import Session

from app.domain.people.callers import CheckinPerson
from app.domain.permissions import Permission, may
from app.models import Call
from app.services.checkins.calls import CallEnd, end_call, record_call
from app.services.checkins.log import fill_from_report, settle_call
from app.unit_of_work import unit_of_work
from app.vapi.inbound.context import Context
from app.vapi.inbound.identity import Caller, identify_caller
from app.vapi.inbound.payloads import Message

log = structlog.get_logger(__name__)


def take_status_update(message: Message, context: Context) -> dict[str, object]:
    if message.call_id is None:
        return {}
    with unit_of_work() as session:
        call, caller = _record(session, message.call_id, message, context)
        if message.status == "ended" and not _is_of_another(call, caller):
            end_call(session, call, CallEnd(ended_reason=message.ended_reason), reported=False, now=context.now)
            settle_call(session, call, settings=context.settings, now=context.now)
    return {}


def take_end_of_call_report(message: Message, context: Context) -> dict[str, object]:
    report = message.report
    if message.call_id is None or report is None:
        return {}
    with unit_of_work() as session:
        call, caller = _record(session, message.call_id, message, context)
        if _is_of_another(call, caller):
            return {}
        employee = caller.employee
        end = CallEnd(
            report.ended_reason,
            report.started_at,
            report.ended_at,
            report.duration_seconds,
            cost_usd=report.cost_usd,
            turn_ms=report.turn_ms,
        )
        end_call(session, call, end, reported=True, now=context.now)
        if report.structured_output and employee and _may_be_filled(call, employee):
            fill_from_report(
                session,
                call=call,
                employee=employee,
                arguments=report.structured_output,
                settings=context.settings,
                now=context.now,
            )
        settle_call(session, call, settings=context.settings, now=context.now)
    return {}


def _record(session: Session, call_id: str, message: Message, context: Context) -> tuple[Call, Caller]:
    """Return the locked call, and who is on the line."""
    caller = identify_caller(session, message, settings=context.settings, now=context.now)
    employee_id = caller.employee.id if caller.employee else None
    call = record_call(session, call_id=call_id, employee_id=employee_id, caller_masked=caller.masked, now=context.now)
    return call, caller


def _is_of_another(call: Call, caller: Caller) -> bool:
    """Whether the message names another caller than the call has: it says nothing about this one."""
    named = caller.employee is not None and caller.employee.id != call.employee_id
    numbered = caller.masked not in {"", call.caller_masked}
    if named or numbered:
        log.warning("event_of_another_caller", call_id=call.id)
    return named or numbered


def _may_be_filled(call: Call, employee: CheckinPerson) -> bool:
    """Whether a report may log for this person: only where they could have logged on the line themselves."""
    return employee.id == call.employee_id and may(employee.role, Permission.CHECKIN_LOG)
