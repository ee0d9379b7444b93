"""A simulated call as text: the conversation as it would sound, what the server did, and the time box."""

import json
from collections.abc import Iterator, Mapping

from app.dev.callers import ANSWERS_TAKE, HANGS_UP
from app.dev.envelopes import Spoken
from app.dev.simulator import CALLER, CALLER_HUNG_UP, COACH, ToolExchange, Transcript
from app.domain.checkins.fields import CallType
from app.domain.checkins.script import COACH as COACH_NAME
from app.domain.checkins.time_box import (
    ANSWER_SECONDS,
    OPS_ONLY_SECONDS,
    SHORTEST_CHECKIN_SECONDS,
    TIME_BOX_SECONDS,
    spoken_seconds,
)

LONGEST_RESULT = 240


def render(transcript: Transcript) -> str:
    """Return the call as text, each line ended."""
    width = max(len(COACH_NAME), len(transcript.name))
    lines = [f"{transcript.scenario} call {transcript.call_id}", ""]
    lines += [_event(event, transcript.name, width) for event in transcript.events]
    if transcript.ended_reason == CALLER_HUNG_UP:
        lines.append(_event(Spoken(CALLER, HANGS_UP, transcript.seconds), transcript.name, width))
    lines += ["", *_figures(transcript)]
    return "\n".join(lines) + "\n"


def _event(event: Spoken | ToolExchange, name: str, width: int) -> str:
    minutes, seconds = divmod(round(event.at_seconds), 60)
    clock = f"{minutes}:{seconds:02}"
    if isinstance(event, ToolExchange):
        return f"{clock}  {'':{width}}  [{event.name}: {_short(event.result)}]"
    speaker = COACH_NAME if event.role == COACH else name
    return f"{clock}  {speaker:{width}}  {event.text}"


def _short(result: str) -> str:
    """Return the result's first words; of a context, its mode and today's strength."""
    try:
        fields = json.loads(result)
    except ValueError:
        return result if len(result) <= LONGEST_RESULT else f"{result[:LONGEST_RESULT]} …"
    tip = fields.get("coaching_tip") or {}
    return f"mode {fields.get('mode', 'none')}, strength {tip.get('strength', 'none')}"


def _figures(transcript: Transcript) -> Iterator[str]:
    coach = sum(spoken_seconds(turn.text) for turn in transcript.turns if turn.role == COACH)
    answers = sum(turn.role == CALLER for turn in transcript.turns)
    each = ANSWERS_TAKE.get(transcript.scenario, ANSWER_SECONDS)
    between = ", with what passes between the turns," if transcript.scenario in ANSWERS_TAKE else ""
    spent = f"Coach {coach:.0f} s + {answers} answers of {each} s{between} = {transcript.seconds:.0f} s"
    yield f"{spent}; {_time_box(transcript)}."
    if transcript.logged:
        yield f"Logged: {_listed(transcript.logged)}"
    else:
        yield "Nothing was logged." + (f" The report says: {_listed(transcript.heard)}" if transcript.heard else "")
    yield f"Ended: {transcript.ended_reason}."


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={value}" for name, value in values.items())


def _time_box(transcript: Transcript) -> str:
    logged = transcript.logged or {}
    if logged.get("call_type") == CallType.OPS_ONLY:
        return f"ops-only is meant to take under {OPS_ONLY_SECONDS} s"
    if logged.get("ready_status") is True:
        within_time_box = SHORTEST_CHECKIN_SECONDS <= transcript.seconds <= TIME_BOX_SECONDS
        return f"time box {SHORTEST_CHECKIN_SECONDS} to {TIME_BOX_SECONDS} s {'kept' if within_time_box else 'missed'}"
    return f"hard cap {TIME_BOX_SECONDS} s"
