"""`transfer-destination-request`: a caller wants a person. Dispatch hears who it is before they are put through."""

from app.unit_of_work import unit_of_work
from app.vapi.inbound.context import Context
from app.vapi.inbound.identity import identify_caller
from app.vapi.inbound.payloads import Message

NO_TRANSFER = "This line does not transfer calls. Call request_call_back."
PUTTING_THROUGH = "I'm putting you through to dispatch."
FROM_THE_LINE = "A caller from the check-in line."


def answer_transfer(message: Message, context: Context) -> dict[str, object]:
    with unit_of_work() as session:
        caller = identify_caller(session, message, settings=context.settings, now=context.now)
        who = f"{caller.employee.name}, from the check-in line." if caller.employee else FROM_THE_LINE
    return transfer_to_dispatch(context, who)


def transfer_to_dispatch(context: Context, whispered: str) -> dict[str, object]:
    """Return the destination; an error for the model where dispatch has no number."""
    if not context.settings.dispatch_number:
        return {"error": NO_TRANSFER}
    return {
        "destination": {
            "type": "number",
            "number": context.settings.dispatch_number,
            "message": PUTTING_THROUGH,
            "transferPlan": {"mode": "warm-transfer-say-message", "message": whispered},
        }
    }
