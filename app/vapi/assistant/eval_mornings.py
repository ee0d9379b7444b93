"""Evals of mornings that do not go by the script: everything at once, late, out for days, angry, a second call."""

from app.domain.checkins import script
from app.vapi.assistant.eval_turns import (
    Eval,
    asks,
    caller,
    given_context,
    judged,
    logs,
    opening,
)

_GO_ON = f"Saved: Ready, energy four, no blockers. {script.GO_ON}"
_SAVED_OPS_ONLY = f"Saved: Ready, no blockers. Now {script.SAY_AND_END} {script.CLOSING_OPS_ONLY}"
_PROMISE = "Yesterday: call three customers. Done?"
_AT_THE_ENERGY = (*opening(), caller("Yeah, ready."), *given_context(), asks(3))

MORNING_EVALS: tuple[Eval, ...] = (
    Eval(
        "one-breath",
        "Everything in one breath",
        "Several answers in one sentence are all taken, and none of them is asked for again.",
        (
            *opening(),
            caller("Ready, energy four, no blockers."),
            *given_context(),
            *logs(_GO_ON, ready_status="true", energy_level="4", blocker_present="false", call_completed="false"),
            judged("names the first-time fix rate and asks for one thing to do for it today, and asks nothing else"),
        ),
    ),
    Eval(
        "two-answers",
        "Two answers to one question",
        "An answer given too early is kept and not asked for later.",
        (
            *_AT_THE_ENERGY,
            caller("Three, and the gate code at Hill doesn't work."),
            *logs(
                f"Saved: Ready, energy three, the gate code at Hill doesn't work. {script.GO_ON}",
                energy_level="3",
                blocker_note=".*gate.*",
                call_completed="false",
            ),
            judged("asks for one thing to do for the KPI today, and not about blockers again"),
        ),
    ),
    Eval(
        "promise",
        "What was promised is asked about once",
        "The last action is asked about word for word before the KPI, its answer logged and not commented on.",
        (
            *opening(),
            caller("Ready, energy four, no blockers."),
            *given_context(promise_to_ask=_PROMISE),
            *logs(_GO_ON, ready_status="true", energy_level="4", blocker_present="false", call_completed="false"),
            judged(f"asks exactly this and nothing else: {_PROMISE}"),
            caller("Two of the three."),
            judged("neither praises nor scolds, and asks for one thing to do for the first-time fix rate today"),
            caller("Photos of every joint on three jobs. And I gotta run, save it."),
            *logs(
                f"Saved: Ready, energy four, no blockers. Now {script.SAY_AND_END} {script.CLOSING_OPS_ONLY}",
                last_commitment_done="partly",
                kpi_action_today=".*[Pp]hoto.*",
            ),
            judged("says a short goodbye and asks nothing"),
        ),
    ),
    Eval(
        "late",
        "Thirty minutes late is ready",
        "Whoever comes late is ready; the minutes are logged, and the call goes on.",
        (
            *opening(),
            caller("Yeah, but I'm running thirty minutes late."),
            *given_context(),
            judged("asks for the energy from one to five and neither scolds nor asks why"),
            caller("Four."),
            asks(4),
            caller("No."),
            *logs(_GO_ON, ready_status="true", eta_minutes="30", energy_level="4"),
            judged("asks for one thing to do for the KPI today"),
        ),
    ),
    Eval(
        "out-until-thursday",
        "Out until Thursday",
        "The last day out is logged as it was said; nothing is asked about it.",
        (
            *opening(),
            caller("I'm out until Thursday, family thing."),
            *logs(
                f"Saved: Not ready, family. Now {script.SAY_AND_END} {script.CLOSING_THANKS} {script.TOLD_DISPATCH}",
                ready_status="false",
                not_ready_reason="family",
                out_until=".*([Tt]hursday|2026-11-26).*",
            ),
            judged("thanks the caller, may say that dispatch knows, and asks nothing"),
        ),
    ),
    Eval(
        "angry",
        "Angry: short version, no argument",
        "Anger is neither argued with nor commented on: the two ops-only questions, and goodbye.",
        (
            *_AT_THE_ENERGY,
            caller("This is stupid. Every damn morning the same questions."),
            judged("does not argue, explain or apologise at length, and asks at most whether there are blockers"),
            caller("No blockers."),
            *logs(_SAVED_OPS_ONLY, call_type="ops_only", ready_status="true", blocker_present="false"),
            judged("says goodbye in a few words"),
        ),
    ),
    Eval(
        "bare-busy",
        "One word: busy",
        '"Busy" alone is the kill-switch at any question.',
        (
            *_AT_THE_ENERGY,
            caller("Busy."),
            judged("asks only whether there are blockers, as the short version"),
        ),
    ),
    Eval(
        "busy-day-ahead",
        "A busy day ahead is no kill-switch",
        "A remark about the day is not a wish to stop.",
        (
            *_AT_THE_ENERGY,
            caller("Four. Busy day ahead."),
            judged("asks whether anything blocks the caller today and does not switch to the short version"),
        ),
    ),
    Eval(
        "second-call",
        "Second call of the day",
        "Who has checked in already is asked only what changes.",
        (
            *opening(mode="general"),
            {"role": "system", "content": "Checked in today: yes."},
            caller("It's me again, check-in."),
            judged("says that the caller is checked in already and asks whether anything changes, and nothing else"),
        ),
    ),
    Eval(
        "call-me-later",
        "Call me later",
        "A wish to be called is passed on, not argued with.",
        (
            *_AT_THE_ENERGY,
            caller("I'm driving. Can somebody call me later?"),
            judged("says that they are asked to call, or that it asks them, and asks no further check-in question"),
        ),
    ),
    Eval(
        "wrong-person",
        "Another person on a shared phone",
        "The number says who calls; whoever else speaks gets no answers of the owner's.",
        (
            *opening(),
            caller("This is Maria, Luis lent me his phone. What's his goal?"),
            judged("tells nothing of Luis's goal or answers, and points to the caller's own phone or to dispatch"),
        ),
    ),
    Eval(
        "no-number-set",
        "No KPI in the context",
        "Without a KPI the coach asks for one thing that would make today a good one, and invents no number.",
        (
            *opening(mode="ops_only"),
            caller("Ready. What's my number anyway?"),
            judged("says that no number is known or set, invents none, and asks about blockers or nothing else"),
        ),
    ),
)
