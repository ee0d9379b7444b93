"""What is answered in one call, by the kind of call: columns of `daily_checkins`."""

from random import Random
from typing import Any

from app.dev.demo.profiles import DemoProfile
from app.dev.demo.stories import Workday
from app.dev.demo.texts import BLOCKERS, FOCUSES, GOAL_ACTIONS, KPI_ACTIONS, RECURRING_BLOCKER
from app.domain.checkins.fields import PERSONAL_REASONS, CallType, CommitmentDone, NotReadyReason

BLOCKER_SHARE = 0.06
UNFINISHED_SHARE = 0.03
GOAL_ACTION_SHARE = 0.88
DONE = (CommitmentDone.YES, CommitmentDone.YES, CommitmentDone.PARTLY, CommitmentDone.YES, CommitmentDone.NO, None)


def ops_only_answers(workday: Workday, chance: Random) -> dict[str, Any]:
    return {
        "call_type": CallType.OPS_ONLY,
        "ready_status": True,
        "call_completed": True,
        **_blocker(workday, chance),
    }


def not_ready_answers(reason: NotReadyReason, chance: Random) -> dict[str, Any]:
    """Answer a morning out. On a personal one the coach asks nothing more and says goodbye."""
    answers: dict[str, Any] = {
        "call_type": CallType.DAILY_CHECKIN,
        "ready_status": False,
        "not_ready_reason": reason,
        "call_completed": True,
    }
    return answers if reason in PERSONAL_REASONS else answers | {"energy_level": chance.randint(3, 4)}


def full_answers(workday: Workday, profile: DemoProfile, chance: Random) -> dict[str, Any]:
    strength, line = profile.coaching_tip(workday.day)
    answers: dict[str, Any] = {
        "call_type": CallType.DAILY_CHECKIN,
        "ready_status": True,
        "energy_level": 3,
        "last_commitment_done": DONE[(workday.day.toordinal() + len(profile.primary_kpi)) % len(DONE)],
        "primary_kpi": profile.primary_kpi,
        "kpi_action_today": chance.choice(KPI_ACTIONS[profile.primary_kpi]),
        "coach_prompt_used": f"{strength}: {line}",
        "focus_summary_5_words": chance.choice(FOCUSES),
        "goal_action_today": chance.choice(GOAL_ACTIONS),
        "call_completed": True,
        **_blocker(workday, chance),
    }
    if chance.random() > GOAL_ACTION_SHARE:
        del answers["goal_action_today"]
        answers["call_completed"] = chance.random() > UNFINISHED_SHARE / (1 - GOAL_ACTION_SHARE)
    return answers


def _blocker(workday: Workday, chance: Random) -> dict[str, Any]:
    if workday.blocker_recurs:
        return {"blocker_present": True, "blocker_note": RECURRING_BLOCKER}
    if chance.random() < BLOCKER_SHARE:
        return {"blocker_present": True, "blocker_note": chance.choice(BLOCKERS)}
    return {"blocker_present": False}
