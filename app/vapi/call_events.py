"""`status-update` and `end-of-call-report`: the call's own record. They come twice, late and in any order."""

from app.domain.permissions import Permission, may
from app.models import Call, Employee
from app.services.calls import CallEnd, end_call, record_call
from app.services.checkins import fill_from_report
from app.unit_of_work import unit_of_work
from app.vapi.context import Context
from app.vapi.identity import identify_caller
from app.vapi.payloads import Message


def take_status_update(message: Message, context: Context) -> dict[str, object]:
    if message.call_id is None:
        return {}
    with unit_of_work() as session:
        caller = identify_caller(session, message, now=context.now)
        call = record_call(
            session,
            call_id=message.call_id,
            employee_id=caller.employee.id if caller.employee else None,
            caller_masked=caller.masked,
            now=context.now,
        )
        if message.status == "ended":
            end_call(session, call, CallEnd(ended_reason=message.ended_reason), reported=False, now=context.now)
    return {}


def take_end_of_call_report(message: Message, context: Context) -> dict[str, object]:
    report = message.report
    if message.call_id is None or report is None:
        return {}
    with unit_of_work() as session:
        caller = identify_caller(session, message, now=context.now)
        call = record_call(
            session,
            call_id=message.call_id,
            employee_id=caller.employee.id if caller.employee else None,
            caller_masked=caller.masked,
            now=context.now,
        )
        end = CallEnd(report.ended_reason, report.started_at, report.ended_at, report.duration_seconds)
        end_call(session, call, end, reported=True, now=context.now)
        employee = caller.employee
        if report.structured_output and employee and _may_be_filled(call, employee):
            fill_from_report(
                session,
                call=call,
                employee=employee,
                arguments=report.structured_output,
                settings=context.settings,
                now=context.now,
            )
    return {}


def _may_be_filled(call: Call, employee: Employee) -> bool:
    """A report may log for nobody who could not have logged on the line."""
    return employee.id == call.employee_id and may(employee.role, Permission.CHECKIN_LOG)
