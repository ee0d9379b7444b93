"""Evals of callers whom we do not know: not looked up, not on file, number withheld."""

from app.domain.checkins import script
from app.domain.checkins.strangers import Stranger
from app.vapi.assistant.eval_turns import Eval, caller, judged, logs, opening_of_stranger

STRANGER_EVALS: tuple[Eval, ...] = (
    Eval(
        "unknown-caller",
        "Unknown caller gets nobody's check-in",
        "No check-in for a number that is not on file, no technician's data, and what to do instead.",
        (
            *opening_of_stranger(Stranger.NOT_ON_FILE),
            caller("Morning check-in. It's Luis Romero, employee two oh four."),
            judged("says to call dispatch or from the work phone, asks no check-in question and uses no data of Luis"),
        ),
    ),
    Eval(
        "withheld-number",
        "Withheld number: what to do, in its own words",
        "The caller hears that the number cannot be seen, and dispatch's number.",
        (
            *opening_of_stranger(Stranger.WITHHELD),
            caller("I just want to check in."),
            judged("says that the number cannot be seen and to call with caller ID or dispatch; asks no question"),
        ),
    ),
    Eval(
        "sick-in-an-outage",
        "Sick while our database is away",
        "A caller who was not looked up is logged like anybody, and hears what the tool's result says.",
        (
            *opening_of_stranger(Stranger.NOT_LOOKED_UP),
            caller("No, I'm sick."),
            *logs(script.SPOKEN_KEPT, ready_status="false", not_ready_reason="sick"),
            judged("says that it got that, and to call dispatch too; does not say that it doesn't know the caller"),
        ),
    ),
)
