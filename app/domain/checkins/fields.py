"""What the tool log_daily_checkin takes: its arguments, in the order of the tool definition."""

from dataclasses import dataclass
from enum import StrEnum


class CallType(StrEnum):
    DAILY_CHECKIN = "daily_checkin"
    OPS_ONLY = "ops_only"


class NotReadyReason(StrEnum):
    SICK = "sick"
    FAMILY = "family"
    VEHICLE = "vehicle"
    SCHEDULE = "schedule"
    OTHER = "other"


class CommitmentDone(StrEnum):
    """What became of the action that somebody named in the check-in before."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class StepName(StrEnum):
    """A step of the script, as the log tool names where a call stopped."""

    GREETING = "greeting"
    ATTENDANCE = "attendance"
    ENERGY = "energy"
    BLOCKERS = "blockers"
    KPI_FOCUS = "kpi_focus"
    STRENGTH = "strength"
    GOAL = "goal"
    CLOSE = "close"


PERSONAL_REASONS = frozenset({NotReadyReason.SICK, NotReadyReason.FAMILY, NotReadyReason.OTHER})
"""Shown to dispatch as "personal"; the manager and HR see the class."""


class FieldKind(StrEnum):
    BOOLEAN = "boolean"
    INTEGER = "integer"
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True)
class CheckinField:
    """One argument of log_daily_checkin. `description` is what the voice model reads."""

    name: str
    kind: FieldKind
    description: str
    choices: tuple[str, ...] = ()
    limit: int | None = None
    """Characters kept of a text."""
    minimum: int | None = None
    maximum: int | None = None


LONGEST_ETA_MINUTES = 480
"""Who comes more than eight hours later is not late but out."""


def _text(name: str, description: str, limit: int = 300) -> CheckinField:
    return CheckinField(name, FieldKind.TEXT, f"{description} At most {limit:,} characters.", limit=limit)


FIELDS: tuple[CheckinField, ...] = (
    CheckinField(
        "call_type",
        FieldKind.CHOICE,
        "daily_checkin for the full check-in, ops_only for the short one (skip, busy, ops only).",
        choices=tuple(CallType),
    ),
    CheckinField("ready_status", FieldKind.BOOLEAN, "True if the caller is ready to work today, false if not."),
    CheckinField(
        "not_ready_reason",
        FieldKind.CHOICE,
        "Why not ready: sick, family, vehicle, schedule or other. Leave out when ready. Never ask what is wrong.",
        choices=tuple(NotReadyReason),
    ),
    CheckinField(
        "out_until",
        FieldKind.DATE,
        "Last day out, only if not ready beyond today: a date (2026-11-27), or the caller's words (Thursday).",
    ),
    CheckinField(
        "eta_minutes",
        FieldKind.INTEGER,
        "Only if ready but late: in how many minutes the caller will be there. Leave out otherwise.",
        minimum=1,
        maximum=LONGEST_ETA_MINUTES,
    ),
    CheckinField(
        "energy_level",
        FieldKind.INTEGER,
        "Energy as the caller says it, a whole number from 1 (empty) to 5 (full). Leave out if not asked.",
        minimum=1,
        maximum=5,
    ),
    CheckinField(
        "blocker_present", FieldKind.BOOLEAN, "True if something blocks the caller's work today, false if nothing."
    ),
    _text("blocker_note", "The blocker in one sentence, in the caller's words. Leave out if none.", 1_000),
    CheckinField(
        "last_commitment_done",
        FieldKind.CHOICE,
        "Whether the last action was done, only if promise_to_ask was asked: yes, partly or no.",
        choices=tuple(CommitmentDone),
    ),
    _text("primary_kpi", "The KPI the caller focuses on today."),
    _text("kpi_action_today", "The one measurable action for that KPI today, in the caller's words."),
    _text("coach_prompt_used", "The strength that the coaching line was about."),
    _text("focus_summary_5_words", "The caller's focus in five words or less, as the caller repeated it."),
    _text("goal_action_today", "The one action today for the 90-day goal, in the caller's words."),
    CheckinField("call_completed", FieldKind.BOOLEAN, "False only for the silent save in mid-call. Default true."),
    CheckinField(
        "stopped_at",
        FieldKind.CHOICE,
        f"The step at which the caller stopped or asked for the short version: {', '.join(StepName)}. Leave out if "
        "every step was done.",
        choices=tuple(StepName),
    ),
    CheckinField(
        "duration_seconds",
        FieldKind.INTEGER,
        "How long the call took, in whole seconds. Leave out if unknown.",
        minimum=0,
        maximum=86_400,
    ),
    _text("call_id", "Leave out: the call is known from the telephone network.", 100),
)
BY_NAME = {field.name: field for field in FIELDS}

STRUCTURED_OUTPUT = "daily_checkin"
"""Name of the structured output that we ship to Vapi: the same fields as log_daily_checkin, heard from the call."""
UNCLEAR_NOTE = "unclear_note"
"""Kept beside the fields: what was said of a blocker together with a no, until the caller settles it."""
REQUIRED = ("call_type", "ready_status")

CALL_FIELDS = ("call_completed", "stopped_at", "duration_seconds", "call_id")
"""About the call itself, not said by the caller."""
FREE_TEXT = tuple(field.name for field in FIELDS if field.kind is FieldKind.TEXT and field.name not in CALL_FIELDS)
FREE_WORDS = (*FREE_TEXT, UNCLEAR_NOTE)
"""Everything in the caller's own words."""
COACHING = ("energy_level", "last_commitment_done", *(name for name in FREE_TEXT if name != "blocker_note"))
"""Answers that only a full check-in asks for."""
