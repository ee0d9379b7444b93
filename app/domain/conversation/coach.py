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
from app.domain.conversation.answers import Place

CONTEXT_TOOL, LOG_TOOL = "get_tech_checkin_context", "log_daily_checkin"
AGAIN = "Sorry, say that again?"
NOT_OURS = "Dispatch can help with that."
SAY_AND_END, TELL = "Now say this and end the call:", "Tell the caller:"
NOTHING: Mapping[str, object] = {}
_SHORT_NEEDS = {Place.READY: "ready_status", Place.BLOCKER: "blocker_present"}


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
    known: bool = True
    """Whether the number is on file."""
    place: Place = Place.GENERAL
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
    mode = str(variables.get("mode", "general"))
    state = Conversation(name=str(variables.get("name", "")), known=variables.get("role") != "unknown")
    if mode != "general":
        state = replace(state, place=Place.READY, ops_only=mode == CallType.OPS_ONLY)
    default = f"Hi, this is {script.COACH}. {script.GENERAL_QUESTION}"
    return state, Move(say=str(variables.get("greeting") or default))


def hear(state: Conversation, text: str) -> Next:
    """Take what the caller said; silence is the empty text."""
    if state.place is Place.GENERAL:
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
    if state.place is Place.GENERAL:
        return _ask_next(replace(state, place=Place.READY))
    return _take_answer(state, state.pending)


def take_log_result(state: Conversation, result: str) -> Next:
    """Say what the result says; ask once more where an answer is missing."""
    for marker in (SAY_AND_END, TELL):
        if marker in result:
            return state, Move(say=result.split(marker, 1)[1].strip(), ends=True)
    for place in (Place.READY, Place.ENERGY):
        if answers.FIELD_OF[place] in result and not state.logged:
            return _ask(replace(state, place=place, logged=True))
    return state, Move(say=script.CLOSING_OPS_ONLY if result.startswith("Saved") else result, ends=True)


def _route(state: Conversation, text: str) -> Next:
    skips = bool(text.strip()) and script.is_kill_switch(text)
    stays_home = "not_ready_reason" in (answers.read(Place.READY, text) or NOTHING)
    if not skips and not stays_home and "check" not in text.casefold():
        return state, Move(say=NOT_OURS if text.strip() else script.SILENCE_GOODBYE, ends=True)
    if not state.known:
        return state, Move(say=script.SPOKEN_UNKNOWN_CALLER, ends=True)
    if skips:
        return _cut_short(state, script.OPS_ONLY_OPENING)
    return replace(state, pending=text, place=Place.READY if stays_home else state.place), Move(tool=CONTEXT_TOOL)


def _give_up(state: Conversation) -> Next:
    if "ready_status" not in state.values:
        return state, Move(say=script.SILENCE_GOODBYE, ends=True)
    return _ask_next(replace(state, place=Place.LOG))


def _take_answer(state: Conversation, text: str) -> Next:
    heard = answers.read(state.place, text)
    if heard is None and not state.asked_again:
        return replace(state, asked_again=True), Move(say=AGAIN)
    state = replace(state, values={**state.values, **(heard or {})}, asked_again=False)
    if state.place is Place.KPI and not state.reprompted and not answers.is_measurable(text):
        return replace(state, reprompted=True), Move(say=script.MEASURABLE_REPROMPT)
    return _ask_next(replace(state, place=_after(state)))


def _after(state: Conversation) -> Place:
    """Return where the conversation goes from an answered place."""
    values = state.values
    if state.logged:
        return Place.LOG
    if state.place is Place.BLOCKER and values.get("blocker_present") and "blocker_note" not in values:
        return Place.BLOCKER_NOTE
    if values.get("ready_status") is False:
        return _after_not_ready(state)
    if state.ops_only:
        return Place.LOG if "blocker_present" in values or state.place is Place.BLOCKER else Place.BLOCKER
    return _following(state)


def _after_not_ready(state: Conversation) -> Place:
    reason = state.values.get("not_ready_reason")
    if reason is None and state.place is Place.READY:
        return Place.REASON
    may_be_helped = reason in (NotReadyReason.VEHICLE, NotReadyReason.SCHEDULE)
    return Place.BLOCKER if may_be_helped and "blocker_present" not in state.values else Place.LOG


def _following(state: Conversation) -> Place:
    order = (Place.READY, Place.ENERGY, Place.BLOCKER, Place.KPI, Place.FOCUS, Place.GOAL, Place.CONFIRM, Place.LOG)
    here = Place.BLOCKER if state.place is Place.BLOCKER_NOTE else state.place
    following = order[order.index(here) + 1]
    return Place.CONFIRM if following is Place.GOAL and not questions.goal(state.context or NOTHING) else following


def _cut_short(state: Conversation, opening: str) -> Next:
    """Go over to the short version: ask what it needs and has not got, or log."""
    missing = [place for place in (Place.READY, Place.BLOCKER) if _SHORT_NEEDS[place] not in state.values]
    return _ask_next(replace(state, ops_only=True, place=missing[0] if missing else Place.LOG), opening)


def _ask_next(state: Conversation, opening: str = "") -> Next:
    if state.place is Place.LOG:
        return state, Move(say=opening, tool=LOG_TOOL, arguments=_log_arguments(state))
    return _ask(state, opening)


def _ask(state: Conversation, opening: str = "") -> Next:
    words = questions.question(
        state.place,
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
