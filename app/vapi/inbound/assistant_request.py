"""`assistant-request`: which assistant takes the call, and what it knows before the first word.

Vapi waits 7.5 s at most; one look-up in the directory answers it. A caller who is not on file hears what to do, and
nothing of anybody's.
"""

from app.domain.checkins.script import SPOKEN_NOT_CONFIGURED
from app.services.checkins.calls import record_call
from app.services.checkins.context import call_variables, stranger_variables
from app.unit_of_work import unit_of_work
from app.vapi.inbound.context import Context
from app.vapi.inbound.identity import identify_caller
from app.vapi.inbound.payloads import Message


def answer_assistant_request(message: Message, context: Context) -> dict[str, object]:
    with unit_of_work() as session:
        caller = identify_caller(session, message, settings=context.settings, now=context.now)
        if message.call_id:
            record_call(
                session,
                call_id=message.call_id,
                employee_id=caller.employee.id if caller.employee else None,
                caller_masked=caller.masked,
                now=context.now,
            )
        if caller.employee is None:
            return assistant_with(stranger_variables(caller.stranger, context.settings, context.now), context)
        variables = call_variables(session, caller.employee, settings=context.settings, now=context.now)
    return assistant_with(variables, context)


def assistant_with(variables: dict[str, str], context: Context) -> dict[str, object]:
    if not context.settings.vapi_assistant_id:
        return {"error": SPOKEN_NOT_CONFIGURED}
    return {
        "assistantId": context.settings.vapi_assistant_id,
        "assistantOverrides": {"variableValues": variables},
    }
