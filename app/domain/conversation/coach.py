"""The check-in held by rule instead of by a voice model: what the coach does next, given what the caller said.

The call simulator and the page "Try a call" hold it; on the phone the prompt does. Pure: a state and words in, a state
and a move out.
"""

import json
from collections.abc import Mapping
from dataclasses import replace

from app.domain.checkins import script
from app.domain.checkins.asked import answer, find_asked
from app.domain.checkins.fields import CallType
from app.domain.conversation import answers, questions
from app.domain.conversation.answers import FREE_TEXT, Topic, Values
from app.domain.conversation.asides import Aside, find_aside, is_question
from app.domain.conversation.attendance import read_absence, read_late
from app.domain.conversation.corrections import read_correction, wants_a_change
from app.domain.conversation.danger import is_danger
from app.domain.conversation.flow import is_personal, may_ask, next_topic
from app.domain.conversation.one_breath import read_all
from app.domain.conversation.state import NOTHING, Conversation, Move, Next

CONTEXT_TOOL, LOG_TOOL = "get_tech_checkin_context", "log_daily_checkin"
SAFETY_TOOL, CALL_BACK_TOOL = "raise_safety_alert", "request_call_back"
AGAIN = "Sorry, say that again?"
NOT_OURS = "Dispatch can help with that."
NOTHING_KNOWN: Mapping[str, str] = {}
_ASKED_BY_THE_RESULT = (Topic.READY, Topic.ENERGY, Topic.BLOCKER_NOTE)


def begin(variables: Mapping[str, object]) -> Next:
    """Open the call. `variables`: what `assistant-request` gave; nothing where a number has a fixed assistant."""
    mode = str(variables.get("mode", CallType.OPS_ONLY))
    state = Conversation(name=str(variables.get("name", "")), what_to_do=str(variables.get("what_to_do", "")))
    if crisis_line := variables.get("crisis_line"):
        state = replace(state, crisis_line=str(crisis_line))
    if mode == "general":
        state = state.having_asked(Topic.GENERAL)
    else:
        state = replace(state.having_asked(Topic.READY), ops_only=mode == CallType.OPS_ONLY)
    return state, Move(say=str(variables.get("greeting") or script.DEFAULT_GREETING))


def hear(state: Conversation, text: str) -> Next:
    """Take what the caller said; silence is the empty text. Who is hurt, or wants a person, comes before all else."""
    if is_danger(text):
        return state, Move(tool=SAFETY_TOOL)
    if state.topic is Topic.PERSON:
        return _take_offer(state, text)
    if not find_asked(text) and (leaving := _leave(state, find_aside(text))):
        return leaving
    return _route(state, text) if state.topic is Topic.GENERAL else _in_check_in(state, text)


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
    """Say what the result says; ask once more where an answer is missing, and go on after the save in mid-call."""
    if script.TELL_THE_CALLER in result:
        return state, Move(say=result.split(script.TELL_THE_CALLER, 1)[1].strip(), ends=True)
    if not result.startswith("Saved"):
        return state, Move(say=result, ends=True)
    problems, _, goodbye = result.partition(script.SAY_AND_END)
    if state.topic is not Topic.LOG:
        return _ask(state)
    for topic in _ASKED_BY_THE_RESULT:
        if answers.FIELD_OF[topic] in problems and may_ask(topic, state):
            return _ask(replace(state, topic=topic))
    if "ready_status" not in state.values:
        return state, Move(say=script.UNCLEAR_GOODBYE, ends=True)
    return state, Move(say=goodbye.strip() or script.CLOSING_OPS_ONLY, ends=True)


def save_so_far(state: Conversation) -> Move:
    """Save what is known without a word, in the middle of a call or late in it; the question stays."""
    if state.topic is Topic.LOG or "ready_status" not in state.values:
        return Move()
    return Move(tool=LOG_TOOL, arguments={**known(state), "call_completed": False})


def known(state: Conversation) -> dict[str, object]:
    """Return what has been said so far, in the arguments of log_daily_checkin; nothing where nothing was."""
    values = state.values
    if is_personal(state):
        values = {name: values[name] for name in ("ready_status", "not_ready_reason", "out_until") if name in values}
    if not values:
        return {}
    context = state.context or NOTHING
    coached: Values = {}
    if "kpi_action_today" in values and context.get("primary_kpi"):
        coached["primary_kpi"] = questions.first_kpi(context)
    if "focus_summary_5_words" in values and (strength := questions.tip(context).get("strength")):
        coached["coach_prompt_used"] = strength
    kind = CallType.OPS_ONLY if state.ops_only else CallType.DAILY_CHECKIN
    return {"call_type": kind.value, **values, **coached}


def _leave(state: Conversation, aside: Aside | None) -> Next | None:
    """Stop the check-in for what matters more than its questions."""
    match aside:
        case Aside.DESPAIR:
            words = script.SPOKEN_CRISIS.format(crisis_line=state.crisis_line)
            return replace(state, topic=Topic.PERSON, values={}), Move(say=words)
        case Aside.PERSON:
            return state, Move(tool=CALL_BACK_TOOL)
        case Aside.GOODBYE:
            return close(state)
    return None


def _take_offer(state: Conversation, text: str) -> Next:
    wants = (answers.read(Topic.READY, text) or NOTHING).get("ready_status") or find_aside(text) is Aside.PERSON
    return state, Move(tool=CALL_BACK_TOOL) if wants else Move(say=script.CLOSING_WISH, ends=True)


def _route(state: Conversation, text: str) -> Next:
    """Find out what somebody wants who calls outside the morning window, or whom we cannot look up."""
    skips = bool(text.strip()) and script.is_kill_switch(text)
    about_today = bool(read_absence(text) or read_late(text)[0] or answers.speaks_of_today(text))
    if not skips and not about_today and not script.asks_for_checkin(text):
        return _not_ours(state, text)
    if state.what_to_do:
        return state, Move(say=state.what_to_do, ends=True)
    if skips:
        return _cut_short(state, script.OPS_ONLY_OPENING)
    return replace(state, pending=text, topic=Topic.READY if about_today else state.topic), Move(tool=CONTEXT_TOOL)


def _not_ours(state: Conversation, text: str) -> Next:
    unclear = not text.strip() or _asks_back(text)
    if not unclear or not may_ask(Topic.GENERAL, state):
        return state, Move(say=NOT_OURS if text.strip() else script.NOTHING_SAVED_GOODBYE, ends=True)
    asked = find_asked(text)
    said = answer(asked, NOTHING_KNOWN) if asked else ""
    return state.having_asked(Topic.GENERAL), Move(say=f"{said} {state.what_to_do or script.GENERAL_QUESTION}".strip())


def _in_check_in(state: Conversation, text: str) -> Next:
    if not text.strip() and state.ops_only:
        return close(state)
    if not state.ops_only and script.is_kill_switch(text):
        opening = script.OPS_ONLY_OPENING if text.strip() else script.SILENCE_PROMPT
        return _cut_short(state.with_answers(read_absence(text) or {}), opening)
    if not state.ops_only and state.context is None:
        return replace(state, pending=text), Move(tool=CONTEXT_TOOL)
    return _take_answer(state, text)


def _take_answer(state: Conversation, text: str) -> Next:
    heard = _read(state.topic, text)
    if state.topic in (Topic.CONFIRM, Topic.CHANGE):
        return _take_correction(state, text, heard)
    if not heard:
        return _not_understood(state, text)
    state = state.with_answers(heard)
    if "kpi_action_today" in heard and may_ask(Topic.KPI, state) and not answers.is_measurable(text):
        return state.having_asked(Topic.KPI), Move(say=script.MEASURABLE_REPROMPT)
    return _ask_next(state)


def _read(topic: Topic, text: str) -> Values | None:
    """Read what changes the day first, whatever was asked; then the answers."""
    if absence := read_absence(text):
        return absence
    late, rest = read_late(text) if topic not in FREE_TEXT else ({}, text)
    if topic is not Topic.READY and (correction := read_correction(rest)):
        return late | correction
    in_own_words = topic in FREE_TEXT or topic is Topic.REASON
    if topic in (Topic.CONFIRM, Topic.CHANGE) or (in_own_words and _asks_back(text)):
        return late or None
    return (late | (read_all(topic, rest) or {})) or None


def _asks_back(text: str) -> bool:
    return find_asked(text) is not None or find_aside(text) is Aside.REPEAT or is_question(text)


def _not_understood(state: Conversation, text: str) -> Next:
    if not may_ask(state.topic, state):
        return _ask_next(state)
    if asked := find_asked(text):
        return _ask(state, answer(asked, questions.facts_of(state.context or NOTHING)))
    if find_aside(text) is Aside.REPEAT:
        return _ask(state)
    return state.having_asked(state.topic), Move(say=AGAIN)


def _take_correction(state: Conversation, text: str, heard: Values | None) -> Next:
    """Save, unless the caller says that something changes without saying what, or what changes asks for more."""
    if heard:
        return _ask_next(state.with_answers(heard))
    if state.topic is Topic.CONFIRM and wants_a_change(text):
        return replace(state, topic=Topic.CHANGE), Move(say=script.CHANGE_QUESTION)
    return _ask_next(state)


def close(state: Conversation) -> Next:
    """Save what is known for somebody who goes or is silent, or because time is up; say so where there is nothing."""
    if state.topic is Topic.LOG:
        return state, Move(say=script.SILENCE_GOODBYE, ends=True)
    if not state.values:
        return state, Move(say=script.NOTHING_SAVED_GOODBYE, ends=True)
    return _log(state)


def _cut_short(state: Conversation, opening: str) -> Next:
    """Go over to the short version: ask what it needs and has not got, or log."""
    whole = tuple(topic for topic in state.asked if topic not in (Topic.READY, Topic.BLOCKER))
    return _ask_next(replace(state, ops_only=True, asked=whole), opening)


def _ask_next(state: Conversation, opening: str = "") -> Next:
    topic = next_topic(state)
    if topic is Topic.LOG:
        return _log(state, opening) if state.values else (state, Move(say=script.UNCLEAR_GOODBYE, ends=True))
    state = replace(state, topic=topic)
    if topic in (Topic.PROMISE, Topic.KPI) and not state.kept and "ready_status" in state.values:
        return replace(state, kept=True), save_so_far(state)
    return _ask(state, opening)


def _ask(state: Conversation, opening: str = "") -> Next:
    words = questions.question(
        state.topic,
        context=state.context or NOTHING,
        values=state.values,
        name=state.name,
        ops_only=state.ops_only,
    )
    return state.having_asked(state.topic), Move(say=f"{opening} {words}".strip())


def _log(state: Conversation, opening: str = "") -> Next:
    arguments = {**known(state), "call_completed": "ready_status" in state.values}
    return replace(state, topic=Topic.LOG), Move(say=opening, tool=LOG_TOOL, arguments=arguments)


def _as_fields(result: str) -> Mapping[str, object] | None:
    try:
        fields = json.loads(result)
    except ValueError:
        return None
    return fields if isinstance(fields, Mapping) else None
