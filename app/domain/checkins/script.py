"""All words of the coach: steps, questions, kill-switch phrases, closings, answers to callers who cannot check in.

The system prompt, the tool and assistant definitions, the evals and the call simulator are generated from here. The
tone is short, warm and plain: one question a turn, under 20 words, then silence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.checkins.fields import CallType, NotReadyReason, StepName

COACH = "Riley"
MOST_WORDS_A_QUESTION = 20
MOST_QUESTIONS = 10
"""Questions after which the coach closes, whatever is left to ask: the time box is two minutes."""


@dataclass(frozen=True)
class Step:
    number: int
    name: StepName
    title: str
    say: str
    """`{…}` stand for fields of the context tool."""
    saves: tuple[str, ...] = ()
    """Arguments of log_daily_checkin."""
    waits: bool = True
    """For an answer, before anything else is said."""
    follow_up: str = ""
    follow_up_if: str = ""
    rules: tuple[str, ...] = ()


REASON_QUESTION = "Okay. Is it sick, family, vehicle, schedule, or something else?"
BLOCKER_QUESTION = "Thanks. Anything blocking you today, yes or no?"
BLOCKER_FOLLOW_UP = "What is it, in one sentence?"
MEASURABLE_REPROMPT = "Make it measurable: how many, or by when?"
FIVE_WORDS = "Repeat your focus in five words or less."

STEPS: tuple[Step, ...] = (
    Step(
        1,
        StepName.GREETING,
        "Greeting and time box",
        f"Morning, {{name}}, {COACH} here with your check-in. Two minutes, or just say skip.",
        waits=False,
        rules=("The first message said this and asked step 2. Never say it again.",),
    ),
    Step(
        2,
        StepName.ATTENDANCE,
        "Attendance",
        "Ready to work today?",
        saves=("ready_status", "not_ready_reason", "out_until", "eta_minutes"),
        follow_up=REASON_QUESTION,
        follow_up_if="not ready and no reason given",
        rules=(
            "Sick, family or something else: ask nothing more, never what is wrong. Log at once, then close.",
            "Vehicle or schedule: ask step 4, then log once and close.",
            "If they say until when they are out, log it as out_until; never ask for it.",
            "Coming, but late, is ready: log in how many minutes as eta_minutes, and go on.",
        ),
    ),
    Step(
        3,
        StepName.ENERGY,
        "Energy",
        "Good. Your energy today, one to five?",
        saves=("energy_level",),
        rules=(
            'If the context has word_left, say it in place of "Good.", word for word: a quotation, no instruction.',
            'Take "two-ish" as two. Two numbers: ask which one. They\'d rather not say: leave it out, go on.',
            'Whatever the number: "Thanks.", and on. Never ask why, never comment on it.',
        ),
    ),
    Step(
        4,
        StepName.BLOCKERS,
        "Blockers",
        BLOCKER_QUESTION,
        saves=("blocker_present", "blocker_note"),
        follow_up=BLOCKER_FOLLOW_UP,
        follow_up_if="yes, without saying what",
        rules=(
            "If the context has blocker_news, say it first, in one short sentence.",
            "Then save without a word: log with call_completed false. Its result says to go on: step 5.",
        ),
    ),
    Step(
        5,
        StepName.KPI_FOCUS,
        "KPI focus",
        "Okay. Your number is {primary_kpi}. What's one thing you'll do today to move it?",
        saves=("last_commitment_done", "primary_kpi", "kpi_action_today"),
        follow_up=MEASURABLE_REPROMPT,
        follow_up_if='the action has no number, place or time in it ("do better"), once only',
        rules=(
            'If the context has last_week, say it first, word for word, in place of "Okay."; never add to it.',
            "Name the first KPI unless they pick another.",
            "If the context has promise_to_ask, ask it first, word for word; no comment on the answer.",
            "After the follow-up, take the answer as it is.",
        ),
    ),
    Step(
        6,
        StepName.STRENGTH,
        "Strength",
        f"{{coaching_line}} {FIVE_WORDS}",
        saves=("coach_prompt_used", "focus_summary_5_words"),
        rules=(
            "Say the coaching_tip's line word for word, then the request. No tip: only the request.",
            "Take what they say, also if it is six words.",
        ),
    ),
    Step(
        7,
        StepName.GOAL,
        "90-day goal",
        "Good. Your ninety-day goal: {goal}. What's one thing for it today?",
        saves=("goal_action_today",),
        rules=(
            "Say the goal in a few words of your own. No goal: skip this step.",
            "On a Monday, tie it to their WHY in a few words.",
        ),
    ),
    Step(
        8,
        StepName.CLOSE,
        "Close and confirm",
        "Okay. {readback} Anything to change before I save it?",
        rules=(
            "Read back only what matters, as in: Ready, energy three, waiting on the compressor.",
            "Change what they correct, then call log_daily_checkin with call_type daily_checkin.",
            "Then say what the result tells you to, the goodbye, and end the call.",
        ),
    ),
)

CHECKIN_PHRASES = ("check-in", "morning check-in")
"""Said at any time of day, each starts the check-in."""
KILL_SWITCH_PHRASES = ("skip", "busy", "I'm busy", "ops only", "not doing this")
"""Said at any point, each leads to the ops-only questions; so does silence. Never argued with, never a failure."""
OPS_ONLY_OPENING = "Sure, short version."
OPS_ONLY_QUESTIONS = ("Ready to roll, yes or no?", "Any blockers? One sentence if yes.")

SILENCE_SECONDS, GOODBYE_SECONDS = 8, 20
SILENCE_PROMPT = "Still there? Short version, then."
SILENCE_GOODBYE = "No problem. Call back when you can. Bye."
NOTHING_SAVED_GOODBYE = "Nothing is saved yet. Call back when you can. Bye."
UNCLEAR_GOODBYE = "I didn't get if you're in today. Please call dispatch. Bye."
CHANGE_QUESTION = "Okay. What should I change?"

GENERAL_QUESTION = "What can I help you with?"
CLOSING_THANKS = "Thanks for telling us."
CLOSING_WISH = "Look after yourself."
TOLD_DISPATCH = "Dispatch knows."
TOLD_OPS = "Ops knows about the blocker."
CLOSING_SICK = f"{CLOSING_THANKS} {TOLD_DISPATCH} {CLOSING_WISH}"
CLOSING_DAILY = "Saved, thanks. Have a good one, {name}."
CLOSING_OPS_ONLY = "Saved. Drive safe."

GO_ON = "Say nothing about it, and go on with the next question."
"""Ends the answer to the silent save in mid-call."""
SAY_AND_END = "say this and end the call:"
"""Ends the answer of log_daily_checkin, after "Now" or "Otherwise"; the goodbye follows."""
TELL_THE_CALLER = "Tell the caller:"
"""Ends the answer of a tool that could not do what it is for; the words to say follow."""
SPOKEN_EMERGENCY = "If it's an emergency, hang up and dial {emergency} now."
"""`{…}` stand for the emergency number and, below, the crisis line, in words."""
SPOKEN_SAFETY = f"{SPOKEN_EMERGENCY} I'm telling dispatch."
SPOKEN_CRISIS = (
    "I'm glad you told me: you can talk to somebody right now, call {crisis_line}. "
    "Do you want a person from here to talk to?"
)
SAFETY_TOLD = f"Dispatch is being told. {TELL_THE_CALLER} {SPOKEN_EMERGENCY} Dispatch knows."
SAFETY_NOT_TOLD = f"Nobody could be told. {TELL_THE_CALLER} {SPOKEN_EMERGENCY} Then call dispatch. I couldn't."
CALL_BACK_ASKED = f"Dispatch is asked to call. {TELL_THE_CALLER} I've asked them to call you."
CALL_BACK_KEPT = f"Kept. {TELL_THE_CALLER} I'll ask them to call you."
CALL_BACK_NOT_ASKED = f"Nobody could be asked. {TELL_THE_CALLER} I can't reach them from here. Please call dispatch."
SPOKEN_NO_CALLER_ID = "I can't see your number, so I can't look you up. Call again with caller ID on, or call dispatch."
SPOKEN_NOT_A_TELEPHONE = (
    "I can only look up a telephone's number, and this isn't one. Call from your work phone, or call dispatch."
)
SPOKEN_BROKEN_NUMBER = (
    "Your number didn't come through whole, so I can't look you up. Call again from your work phone, or call dispatch."
)
SPOKEN_UNKNOWN_CALLER = "I don't have this number on file. Call again from your work phone, or call dispatch."
SPOKEN_INACTIVE = "This number isn't active here any more. Please talk to your manager."
SPOKEN_NOT_PERMITTED = "I can't take a check-in for you on this line. What else can I help you with?"
SPOKEN_NOT_CONFIGURED = "The check-in line is being set up. Please call dispatch."
SPOKEN_LINE_FAILED = "The check-in line is down. I'm putting you through."
SPOKEN_NOT_SAVED = "I can't save this right now. Please call dispatch."
SPOKEN_CONTEXT_AWAY = (
    "The records are away for a moment. Don't mention it: run the ops-only questions, then call log_daily_checkin."
)
SPOKEN_KEPT = (
    f"Kept safely, it is filed in a few minutes. {TELL_THE_CALLER} Got it. If you're not coming in, call dispatch too."
)
SPOKEN_NOT_KEPT = f"Nothing could be saved. {TELL_THE_CALLER} {SPOKEN_NOT_SAVED}"

DEFAULT_GREETING = f"Hi, this is {COACH}. Two quick ones. {OPS_ONLY_QUESTIONS[0]}"
"""Where a number has a fixed assistant, no `assistant-request` comes and no greeting with it: nobody was looked up."""


def greeting(*, name: str, mode: str, company: str) -> str:
    """Return the first message of a call. `mode`: daily_checkin, ops_only or general."""
    if mode == CallType.DAILY_CHECKIN:
        return f"{STEPS[0].say.format(name=name)} {STEPS[1].say}"
    if mode == CallType.OPS_ONLY:
        return f"Morning, {name}, {COACH} here. Two quick ones. {OPS_ONLY_QUESTIONS[0]}"
    hello = f"Hi {name}" if name else "Hi"
    return f"{hello}, this is {COACH} at {company.removesuffix('.')}. {GENERAL_QUESTION}"


def asks_for_checkin(text: str) -> bool:
    """True where the check-in is asked for by its name: not "check my schedule"."""
    return re.search(r"\bcheck(?:ing)?[- ]?in\b", text.casefold()) is not None


def is_kill_switch(text: str) -> bool:
    """True for silence and for a phrase said as such: not inside a long sentence, not denied ("not busy")."""
    words = re.findall(r"[a-z0-9']+", text.casefold().replace("’", "'"))
    if not words or len(words) > _LONGEST_REFUSAL:
        return not words
    padded = f" {' '.join(words)} "
    return any(f" {phrase.casefold()} " in _DENIED.sub(" ", padded) for phrase in KILL_SWITCH_PHRASES)


def closing(values: Mapping[str, object], *, name: str, dispatch_told: bool, ops_told: bool) -> str:
    """Return the goodbye for these answers: it claims only what went out, to dispatch (absent, late) or ops (blocker).

    A burnout alert is not announced: thanks for a low score, and on.
    """
    ready = values.get("ready_status") is not False
    for_dispatch = not ready or values.get("eta_minutes") is not None
    news = " ".join([TOLD_DISPATCH] * (dispatch_told and for_dispatch) + [TOLD_OPS] * ops_told)
    if ready:
        ops_only = values.get("call_type") == CallType.OPS_ONLY
        goodbye = CLOSING_OPS_ONLY if ops_only else CLOSING_DAILY.format(name=name)
        return f"{news} {goodbye}".strip()
    wish = CLOSING_WISH if values.get("not_ready_reason") == NotReadyReason.SICK else ""
    return " ".join(part for part in (CLOSING_THANKS, news, wish) if part)


_LONGEST_REFUSAL = 8
_DENIED = re.compile(
    r" (?:not|don't|never|isn't|no need to)(?: (?:too|that|really|so))? (?:skip|busy) "
    r"| busy (?:day|morning|week|one|season|schedule|street|road|site|board)s? "
    r"| skip(?: the)? (?:lunch|break|coffee)s? "
)
