"""The check-in as data: every word of the coach, once.

The system prompt, the tool definitions, the assistant, the evals and the call simulator are generated from here.
How it sounds: a good foreman at 6:45. Short, warm, plain; one question a turn, under 20 words, then silence.
"""

import re
from dataclasses import dataclass

from app.domain.strengths import STRENGTH_LINES, STRENGTH_THEMES, CoachingTip, coaching_tip

__all__ = [
    "STEPS",
    "STRENGTH_LINES",
    "STRENGTH_THEMES",
    "CoachingTip",
    "Step",
    "coaching_tip",
    "greeting",
    "is_kill_switch",
]

ASSISTANT_NAME = "Riley"
TIME_BOX_SECONDS = (60, 120)
"""A full check-in lasts this long; the upper end is a hard cap."""
OPS_ONLY_SECONDS = 20
"""What the short path is meant to take."""
WORDS_PER_MINUTE = 150
ANSWER_SECONDS = 2.5
"""Reckoned for each answer of the caller."""


@dataclass(frozen=True)
class Step:
    number: int
    key: str
    title: str
    ask: str
    """What is said; {braces} hold values of the context tool."""
    answers: int = 1
    """How often the caller speaks in this step."""
    fields: tuple[str, ...] = ()
    """Arguments of log_daily_checkin that the step fills."""
    follow_up: str = ""
    """Said only where the answer calls for it."""
    when: str = ""
    """When the follow-up is said."""
    guidance: tuple[str, ...] = ()
    """How to handle the answer."""


MEASURABLE_REPROMPT = "Make it measurable. How many, or by when?"
REPEAT_FOCUS = "Give me your focus back in five words or less."

STEPS: tuple[Step, ...] = (
    Step(1, "greeting", "Greeting and time box", "Morning, {name}. About ninety seconds, or say skip.", answers=0),
    Step(
        2,
        "attendance",
        "Attendance",
        "Are you ready to roll today?",
        fields=("ready_status", "not_ready_reason"),
        follow_up="Okay. Is that sick, family, vehicle, schedule, or something else?",
        when="only if they are not ready and gave no reason",
        guidance=(
            "Never ask what is wrong, and never ask for details of an illness.",
            "If they are not ready, skip steps 3 to 7: log at once and close.",
        ),
    ),
    Step(
        3,
        "energy",
        "Energy",
        "What's your energy, one to five?",
        fields=("energy_level",),
        guidance=(
            "Take any number from one to five. If it is between two numbers, ask which one it is.",
            "Say thanks and move on, whatever the number. Never ask why and never comment on mood.",
        ),
    ),
    Step(
        4,
        "blockers",
        "Blockers",
        "Anything blocking you today, yes or no?",
        fields=("blocker_present", "blocker_note"),
        follow_up="Give me that in one sentence.",
        when="only if yes and they have not said what it is",
        guidance=("If blocker_news is there, say it first in one short sentence.",),
    ),
    Step(
        5,
        "kpi",
        "KPI focus and one action",
        "Your number is {primary_kpi}. What's one thing you'll do for it today?",
        fields=("primary_kpi", "kpi_action_today"),
        follow_up=MEASURABLE_REPROMPT,
        when="once, if the action has no number, time or place in it",
        guidance=("Take the second answer as it is. Never push twice.",),
    ),
    Step(
        6,
        "strengths",
        "Strengths micro-coach",
        "{coaching_line} " + REPEAT_FOCUS,
        fields=("coach_prompt_used", "focus_summary_5_words"),
        guidance=("Say the coaching line exactly as given, once.", "Without a coaching tip, only ask for the focus."),
    ),
    Step(
        7,
        "goal",
        "Action for the 90-day goal",
        "Your ninety-day goal: {goal}. What's one thing you'll do for it today?",
        fields=("goal_action_today",),
        guidance=("Say the goal in a few plain words. Without a goal, skip this step.",),
    ),
    Step(
        8,
        "close",
        "Close and confirm",
        "{readback} You're set. Have a good one.",
        answers=0,
        guidance=("First call log_daily_checkin, then confirm only what matters, in one sentence, then end the call.",),
    ),
)

OPS_ONLY_ACKNOWLEDGEMENT = "Got it, quick one."
OPS_ONLY_QUESTIONS: tuple[Step, ...] = (
    Step(1, "ready", "Ready", "Ready to roll, yes or no?", fields=("ready_status", "not_ready_reason")),
    Step(
        2,
        "blockers",
        "Blockers",
        "Any blockers, yes or no?",
        fields=("blocker_present", "blocker_note"),
        follow_up="In one sentence?",
        when="only if yes and they have not said what it is",
    ),
)
OPS_ONLY_CLOSE = "Logged. Safe travels."

KILL_SWITCH_PHRASES: tuple[str, ...] = ("skip", "busy", "I'm busy", "ops only", "not doing this")
"""Said at any point, each leads to ops-only; so does silence. It is never argued with and never a failure."""
CHECKIN_PHRASES: tuple[str, ...] = ("check-in", "morning check-in")
"""Said at any time of day, each starts the daily check-in."""

GENERAL_QUESTION = "What can I help you with?"
SILENCE_PROMPT = "Still there? Quick version: ready to roll, yes or no?"
"""After 8 seconds of silence: leads into ops-only."""
SILENCE_GOODBYE = "I'll let you go. Call back any time before the window closes. Drive safe."
"""After 20 seconds of silence."""
SICK_CLOSE = "Thanks for telling us. Dispatch knows. Look after yourself."
NOT_READY_CLOSE = "Thanks for the heads-up. {told} Take care."
LOW_ENERGY_ANSWER = "Thanks for being straight."

SPOKEN_NO_CALLER_ID = (
    "I can't see your number, so I can't look you up. Call again with caller ID on, or call dispatch directly."
)
SPOKEN_UNKNOWN_CALLER = (
    "I don't have this number on file. Call from your work phone, or ask your manager to add this one."
)
SPOKEN_INACTIVE = "This number isn't active with us any more. Please talk to your manager or to HR."
SPOKEN_NOT_PERMITTED = "This line can't take a check-in from this number. Please call dispatch if you need something."
SPOKEN_NOT_CONFIGURED = "The check-in line isn't set up yet. Please call dispatch directly."
SPOKEN_CONTEXT_AWAY = (
    "The records can't be reached for a moment. Use the ops-only questions, then call log_daily_checkin with "
    "call_type ops_only."
)
SPOKEN_KEPT = (
    "Kept safely and filed within minutes. Tell the caller: Got it, it's noted. If you're not coming in or you're "
    "stuck, please call dispatch too, messages are slow right now."
)
SPOKEN_NOT_KEPT = "Nothing could be saved. Tell the caller: I can't save this right now. Please call dispatch directly."

_KILL_SWITCH = re.compile(
    "|".join(rf"\b{re.escape(phrase.lower())}\b" for phrase in sorted(KILL_SWITCH_PHRASES, key=len, reverse=True))
)
_NOT_A_KILL_SWITCH = re.compile(r"\b(?:not|isn't|wasn't) (?:too |that |very |so )?busy\b|\bdon't skip\b|\bno skip\b")


def is_kill_switch(said: str) -> bool:
    """True where the caller wants the short path; no words at all are silence, which counts too."""
    words = " ".join(re.sub(r"[^a-z' ]", " ", said.lower().replace("’", "'").replace("-", " ")).split())
    return not words or bool(_KILL_SWITCH.search(_NOT_A_KILL_SWITCH.sub("", words)))


def greeting(*, name: str, mode: str, company: str) -> str:
    """Return the first words of the call. A caller nobody knows is greeted without a name."""
    if mode == "daily_checkin":
        return STEPS[0].ask.format(name=name)
    if mode == "ops_only":
        return f"Morning, {name}. Quick one: {OPS_ONLY_QUESTIONS[0].ask[0].lower()}{OPS_ONLY_QUESTIONS[0].ask[1:]}"
    hello = f"Hi {name}" if name else "Hi"
    return f"{hello}, this is {ASSISTANT_NAME} on the {company} ops line. {GENERAL_QUESTION}"


def spoken_seconds(text: str) -> float:
    """Return how long the words take at 150 a minute."""
    return len(text.split()) * 60 / WORDS_PER_MINUTE
