"""The check-in held by rule instead of by a voice model: what the coach does next, given what the caller said.

The call simulator and the page "Try a call" hold it; on the phone the prompt does. Pure: a state and words in, a state
and a move out, so that a web session can keep it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.checkins import script
from app.domain.checkins.fields import CallType, NotReadyReason
from app.domain.conversation import answers, questions
from app.domain.conversation.answers import Topic
from app.domain.conversation.danger import is_danger

CONTEXT_TOOL, LOG_TOOL, SAFETY_TOOL = "get_tech_checkin_context", "log_daily_checkin", "raise_safety_alert"
AGAIN = "Sorry, say that again?"
NOT_OURS = "Dispatch can help with that."
NOTHING: Mapping[str, object] = {}
_SHORT_NEEDS = {Topic.READY: "ready_status", Topic.BLOCKER: "blocker_present"}


@dataclass(frozen=True)
class Move:
    """What the coach does: speaks, calls a tool and waits for its result, or ends the call."""

    say: str = ""
    tool: str = ""
    arguments: Mapping[str, object] = field(default_factory=dict)
    ends: bool = False


@dataclass(frozen=True)
class Conversation:
    name: str = ""
    what_to_do: str = ""
    """What a caller hears whom we cannot look up; empty for all others."""
    topic: Topic = Topic.GENERAL
    ops_only: bool = False
    context: Mapping[str, object] | None = None
    pending: str = ""
    """What the caller said before the context was there."""
    values: Mapping[str, object] = field(default_factory=dict)
    asked_again: bool = False
    reprompted: bool = False
    logged: bool = False


Next = tuple[Conversation, Move]


def begin(variables: Mapping[str, object]) -> Next:
    """Open the call. `variables`: what `assistant-request` gave; nothing where a number has a fixed assistant."""
    mode = str(variables.get("mode", CallType.OPS_ONLY))
    state = Conversation(name=str(variables.get("name", "")), what_to_do=str(variables.get("what_to_do", "")))
    if mode != "general":
        state = replace(state, topic=Topic.READY, ops_only=mode == CallType.OPS_ONLY)
    return state, Move(say=str(variables.get("greeting") or script.DEFAULT_GREETING))


def hear(state: Conversation, text: str) -> Next:
    """Take what the caller said; silence is the empty text. Danger comes before everything else."""
    if is_danger(text):
        return state, Move(tool=SAFETY_TOOL)
    if state.topic is Topic.GENERAL:
        return _route(state, text)
    if not text.strip() and state.ops_only:
        return _give_up(state)
    if not state.ops_only and script.is_kill_switch(text):
        opening = script.OPS_ONLY_OPENING if text.strip() else script.SILENCE_PROMPT
        return _cut_short(state, opening)
    if not state.ops_only and state.context is None:
        return replace(state, pending=text), Move(tool=CONTEXT_TOOL)
    return _take_answer(state, text)


def take_context(state: Conversation, result: str) -> Next:
    """Go on with what was said before the context came; with the first question where that only asked for it."""
    context = _as_fields(result)
    if context is None and result != script.SPOKEN_CONTEXT_AWAY:
        return state, Move(say=result, ends=True)
    context = context or NOTHING
    state = replace(
        state,
        context=context,
        ops_only=state.ops_only or not context or "instead" in context,
        name=state.name or str(context.get("name", "")),
    )
    if state.topic is Topic.GENERAL:
        return _ask_next(replace(state, topic=Topic.READY))
    return _take_answer(state, state.pending)


def take_log_result(state: Conversation, result: str) -> Next:
    """Say what the result says; ask once more where an answer is missing."""
    for marker in (f"Now {script.SAY_AND_END}", script.TELL_THE_CALLER):
        if marker in result:
            return state, Move(say=result.split(marker, 1)[1].strip(), ends=True)
    for topic in (Topic.READY, Topic.ENERGY):
        if answers.FIELD_OF[topic] in result and not state.logged:
            return _ask(replace(state, topic=topic, logged=True))
    return state, Move(say=script.CLOSING_OPS_ONLY if result.startswith("Saved") else result, ends=True)


def _route(state: Conversation, text: str) -> Next:
    skips = bool(text.strip()) and script.is_kill_switch(text)
    stays_home = "not_ready_reason" in (answers.read(Topic.READY, text) or NOTHING)
    if not skips and not stays_home and "check" not in text.casefold():
        return state, Move(say=NOT_OURS if text.strip() else script.SILENCE_GOODBYE, ends=True)
    if state.what_to_do:
        return state, Move(say=state.what_to_do, ends=True)
    if skips:
        return _cut_short(state, script.OPS_ONLY_OPENING)
    return replace(state, pending=text, topic=Topic.READY if stays_home else state.topic), Move(tool=CONTEXT_TOOL)


def _give_up(state: Conversation) -> Next:
    if "ready_status" not in state.values:
        return state, Move(say=script.SILENCE_GOODBYE, ends=True)
    return _ask_next(replace(state, topic=Topic.LOG))


def _take_answer(state: Conversation, text: str) -> Next:
    heard = answers.read(state.topic, text)
    if heard is None and not state.asked_again:
        return replace(state, asked_again=True), Move(say=AGAIN)
    state = replace(state, values={**state.values, **(heard or {})}, asked_again=False)
    if state.topic is Topic.KPI and not state.reprompted and not answers.is_measurable(text):
        return replace(state, reprompted=True), Move(say=script.MEASURABLE_REPROMPT)
    return _ask_next(replace(state, topic=_after(state)))


def _after(state: Conversation) -> Topic:
    """Return where the conversation goes from a topic that was answered."""
    values = state.values
    if state.logged:
        return Topic.LOG
    if state.topic is Topic.BLOCKER and values.get("blocker_present") and "blocker_note" not in values:
        return Topic.BLOCKER_NOTE
    if values.get("ready_status") is False:
        return _after_not_ready(state)
    if state.ops_only:
        return Topic.LOG if "blocker_present" in values or state.topic is Topic.BLOCKER else Topic.BLOCKER
    return _following(state)


def _after_not_ready(state: Conversation) -> Topic:
    reason = state.values.get("not_ready_reason")
    if reason is None and state.topic is Topic.READY:
        return Topic.REASON
    may_be_helped = reason in (NotReadyReason.VEHICLE, NotReadyReason.SCHEDULE)
    return Topic.BLOCKER if may_be_helped and "blocker_present" not in state.values else Topic.LOG


def _following(state: Conversation) -> Topic:
    order = (Topic.READY, Topic.ENERGY, Topic.BLOCKER, Topic.KPI, Topic.FOCUS, Topic.GOAL, Topic.CONFIRM, Topic.LOG)
    here = Topic.BLOCKER if state.topic is Topic.BLOCKER_NOTE else state.topic
    following = order[order.index(here) + 1]
    return Topic.CONFIRM if following is Topic.GOAL and not questions.goal(state.context or NOTHING) else following


def _cut_short(state: Conversation, opening: str) -> Next:
    """Go over to the short version: ask what it needs and has not got, or log."""
    missing = [topic for topic in (Topic.READY, Topic.BLOCKER) if _SHORT_NEEDS[topic] not in state.values]
    return _ask_next(replace(state, ops_only=True, topic=missing[0] if missing else Topic.LOG), opening)


def _ask_next(state: Conversation, opening: str = "") -> Next:
    if state.topic is Topic.LOG:
        return state, Move(say=opening, tool=LOG_TOOL, arguments=_log_arguments(state))
    return _ask(state, opening)


def _ask(state: Conversation, opening: str = "") -> Next:
    words = questions.question(
        state.topic,
        context=state.context or NOTHING,
        values=state.values,
        name=state.name,
        ops_only=state.ops_only,
    )
    return state, Move(say=f"{opening} {words}".strip())


def _log_arguments(state: Conversation) -> dict[str, object]:
    context = state.context or NOTHING
    coached: dict[str, object] = {}
    if "kpi_action_today" in state.values and context.get("primary_kpi"):
        coached["primary_kpi"] = questions.first_kpi(context)
    if "focus_summary_5_words" in state.values and (strength := questions.tip(context).get("strength")):
        coached["coach_prompt_used"] = strength
    kind = CallType.OPS_ONLY if state.ops_only else CallType.DAILY_CHECKIN
    return {"call_type": kind.value, **state.values, **coached, "call_completed": True}


def _as_fields(result: str) -> Mapping[str, object] | None:
    try:
        fields = json.loads(result)
    except ValueError:
        return None
    return fields if isinstance(fields, Mapping) else None
