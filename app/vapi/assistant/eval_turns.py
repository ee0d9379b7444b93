"""The turns that evals are made of: what the caller says, what the tools answer, what the coach is judged by."""

import json
from dataclasses import dataclass

from app.domain.checkins.script import STEPS, greeting
from app.domain.checkins.strangers import Stranger, greeting_for
from app.domain.checkins.strengths import STRENGTH_LINES
from app.phones import phone_in_words
from app.vapi.assistant.definitions import MODEL, Json

CONTEXT: Json = {
    "name": "Luis",
    "role": "technician",
    "primary_kpi": ["First-time fix rate"],
    "top_strengths": ["Achiever", "Relator", "Focus"],
    "90_day_goal": "Cut callbacks from 6 to 3 a week.",
    "coaching_tip": {"strength": "Achiever", "line": STRENGTH_LINES["Achiever"][0]},
    "local_time": "Tuesday, November 24, 6:41 AM",
    "in_morning_window": True,
    "checked_in_today": False,
    "mode": "daily_checkin",
}
"""What get_tech_checkin_context answers; the date stands here, so that an eval never goes stale."""


@dataclass(frozen=True)
class Eval:
    slug: str
    name: str
    description: str
    turns: tuple[Json, ...]

    def definition(self) -> Json:
        return {
            "name": self.name,
            "description": self.description,
            "type": "chat.mockConversation",
            "messages": list(self.turns),
        }


def opening_of_stranger(stranger: Stranger) -> tuple[Json, ...]:
    """Return the same for a caller whom we do not know."""
    dispatch = phone_in_words("+13125550100")
    mode = "ops_only" if stranger is Stranger.NOT_LOOKED_UP else "general"
    facts = f"For this call: caller {stranger}, name unknown, role unknown, mode {mode}, {CONTEXT['local_time']}."
    first_message = greeting_for(stranger, company="Northwind Field Service", dispatch=dispatch)
    return {"role": "system", "content": facts}, {"role": "assistant", "content": first_message}


def opening(*, name: str = "Luis", role: str = "technician", mode: str = "daily_checkin") -> tuple[Json, ...]:
    """Return what the assistant knows of this caller, and the greeting it has said."""
    facts = f"For this call: caller on file, name {name}, role {role}, mode {mode}, {CONTEXT['local_time']}."
    first_message = greeting(name=name, mode=mode, company="Northwind Field Service")
    return {"role": "system", "content": facts}, {"role": "assistant", "content": first_message}


def caller(text: str) -> Json:
    return {"role": "user", "content": text}


def coach(text: str) -> Json:
    """Return a turn of the coach that is given, not judged."""
    return {"role": "assistant", "content": text}


def asks(number: int) -> Json:
    """Return the coach's question of a step, as a given turn."""
    tip = CONTEXT["coaching_tip"]
    line = tip["line"] if isinstance(tip, dict) else ""
    return coach(
        STEPS[number - 1].say.format(
            name="Luis",
            primary_kpi="first-time fix rate",
            goal="cut callbacks from six to three a week",
            coaching_line=line,
            readback="Ready, energy four, no blockers.",
        )
    )


def fetches_context() -> tuple[Json, Json]:
    call: Json = {"name": "get_tech_checkin_context"}
    return (_tool_call(call), _tool_result(json.dumps(CONTEXT, separators=(",", ":"))))


def given_context(**more: str) -> tuple[Json, Json]:
    """Return the tool round trip as a given turn. `more`: fields besides those of every eval."""
    given: Json = {"role": "assistant", "toolCalls": [{"name": "get_tech_checkin_context", "arguments": {}}]}
    return given, _tool_result(json.dumps({**CONTEXT, **more}, separators=(",", ":")))


def logs(result: str, **patterns: str) -> tuple[Json, Json]:
    """Judge that the check-in is logged with these arguments, each a regular expression; then answer `result`."""
    anchored = {name: f"^{pattern}$" for name, pattern in patterns.items()}
    call: Json = {"name": "log_daily_checkin", "arguments": anchored}
    return _tool_call(call), _tool_result(result)


def alerts(result: str, **patterns: str) -> tuple[Json, Json]:
    """Judge that somebody is told of the danger; then answer `result`."""
    anchored = {name: f"^{pattern}$" for name, pattern in patterns.items()}
    call: Json = {"name": "raise_safety_alert"} | ({"arguments": anchored} if anchored else {})
    return _tool_call(call), _tool_result(result)


def judged(passes_if: str) -> Json:
    """Judge the coach's last turn by a model."""
    style = "It must be at most two short sentences with at most one question, no list and no comment on mood."
    text = f"Look only at {{{{messages[-1]}}}}. Output pass if it {passes_if}. {style} Otherwise output fail."
    model = MODEL | {"temperature": 0, "messages": [{"role": "system", "content": text}]}
    return _exit_on_failure({"role": "assistant", "judgePlan": {"type": "ai", "model": model}})


def _tool_call(call: Json) -> Json:
    return _exit_on_failure({"role": "assistant", "judgePlan": {"type": "regex", "toolCalls": [call]}})


def _tool_result(content: str) -> Json:
    return {"role": "tool", "content": content}


def _exit_on_failure(turn: Json) -> Json:
    return turn | {"continuePlan": {"exitOnFailureEnabled": True}}
