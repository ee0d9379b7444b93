"""Plays Vapi: one phone call against a running server, from `assistant-request` to the end-of-call report.

The coach's lines come from the script, the caller's from `callers.py`; the server answers for real.
"""

import itertools
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from app.dev.callers import ANSWERS_TAKE, HANGS_UP, Scenario, ScriptedCaller, choose
from app.dev.envelopes import STYLES, Json, PhoneCall, Spoken
from app.domain.checkins.time_box import (
    ANSWER_SECONDS,
    BETWEEN_TURNS,
    CLOSE_AT_SECONDS,
    SAVE_AT_SECONDS,
    TOOL_SECONDS,
    spoken_seconds,
)
from app.domain.conversation.answers import Topic
from app.domain.conversation.coach import (
    CALL_BACK_TOOL,
    CONTEXT_TOOL,
    SAFETY_TOOL,
    begin,
    close,
    hear,
    known,
    save_so_far,
    take_context,
    take_log_result,
)
from app.domain.conversation.state import Conversation, Move, Next
from app.domain.errors import OpsCoachError

Post = Callable[[Json], Mapping[str, Any]]
"""Sends one message to the webhook; returns the JSON of its answer, or raises CallFailed."""
MOST_TURNS = 24
COACH, CALLER = "bot", "user"
CALLER_HUNG_UP, COACH_HUNG_UP = "customer-ended-call", "assistant-ended-call"


class CallFailed(OpsCoachError):  # noqa: N818 - an outcome of the call, with a sentence for the person at the keyboard
    """The call could not be held."""


@dataclass(frozen=True)
class ToolExchange:
    name: str
    arguments: Mapping[str, object]
    result: str
    at_seconds: float


@dataclass
class Transcript:
    call_id: str
    scenario: Scenario
    name: str = "Caller"
    events: list[Spoken | ToolExchange] = field(default_factory=list)
    seconds: float = 0
    ended_reason: str = ""
    heard: Mapping[str, object] = field(default_factory=dict)
    """What the report at the end says was said."""

    @property
    def turns(self) -> list[Spoken]:
        return [event for event in self.events if isinstance(event, Spoken)]

    @property
    def results(self) -> list[ToolExchange]:
        return [event for event in self.events if isinstance(event, ToolExchange)]

    @property
    def logged(self) -> Mapping[str, object] | None:
        """What was sent to log_daily_checkin last; None where nothing was logged."""
        logs = [event.arguments for event in self.results if event.name != CONTEXT_TOOL and "Saved" in event.result]
        return logs[-1] if logs else None


def play_call(
    post: Post,
    *,
    scenario: str,
    caller: str,
    seed: int,
    started_at: datetime,
    opening: str | None = None,
    call_id: str | None = None,
) -> Transcript:
    """Hold one call. `caller`: E.164; `opening`: the caller's first words instead of the scenario's.

    `started_at` is what the call's messages are dated from. The seed settles every word of the caller; each call is
    another one, unless it gets the id of an earlier one.
    """
    chance = Random(seed)
    chosen = choose(scenario, chance)
    call = PhoneCall(call_id or str(uuid.uuid4()), caller, started_at)
    return _Line(post, call, chosen, seed).hold(ScriptedCaller(chosen, chance, opening=opening))


class _Line:
    def __init__(self, post: Post, call: PhoneCall, scenario: Scenario, seed: int) -> None:
        self._post, self._call = post, call
        self._styles: Iterator[str] = itertools.islice(itertools.cycle(STYLES), seed % len(STYLES), None)
        self._ids = itertools.count(1)
        self.transcript = Transcript(call.id, scenario)
        self._saved_late = False

    def hold(self, caller: ScriptedCaller) -> Transcript:
        state, move = begin(self._ring())
        self.transcript.name = state.name or "Caller"
        state, ends = self._act(state, move)
        while not ends:
            if len(self.transcript.turns) > MOST_TURNS:
                raise CallFailed("The call came to no end: the server's answers and the script go round in a circle.")
            words = caller.answer(state.topic, ops_only=state.ops_only)
            if words == HANGS_UP:
                return self._hang_up(CALLER_HUNG_UP, known(state))
            self._speak(CALLER, words or "(silence)", self._seconds_of_an_answer)
            state, ends = self._act(*self._in_time(hear(state, words)))
            self.transcript.name = state.name or self.transcript.name
        return self._hang_up(COACH_HUNG_UP, known(state))

    @property
    def _seconds_of_an_answer(self) -> float:
        """A slow caller's clock counts what passes between the turns too, as on the telephone."""
        slow = ANSWERS_TAKE.get(self.transcript.scenario)
        return ANSWER_SECONDS if slow is None else slow + sum(BETWEEN_TURNS.values())

    def _in_time(self, step: Next) -> Next:
        """Play the hooks on the clock: save at 90 s without a word, close at 112 s."""
        state, move = step
        if move.ends or state.topic is Topic.LOG or move.tool in (SAFETY_TOOL, CALL_BACK_TOOL):
            return step
        if self.transcript.seconds >= CLOSE_AT_SECONDS:
            return close(state)
        save = save_so_far(state)
        if self.transcript.seconds >= SAVE_AT_SECONDS and not self._saved_late and save.tool:
            self._saved_late = True
            self._call_tool(save)
            self.transcript.seconds += TOOL_SECONDS
        return step

    def _ring(self) -> Mapping[str, object]:
        answer = self._post(self._call.assistant_request())
        overrides = answer.get("assistantOverrides", {})
        if "error" not in answer and not answer.get("assistantId"):
            raise CallFailed("The server answered assistant-request without an assistant: Vapi would drop the call.")
        self._post(self._call.status_update("in-progress"))
        variables: Mapping[str, object] = overrides.get("variableValues", {})
        return variables

    def _act(self, state: Conversation, move: Move) -> tuple[Conversation, bool]:
        """Speak, and call tools until the coach waits or ends."""
        while move.tool:
            self._say(move)
            result = self._call_tool(move)
            step = take_context if move.tool == CONTEXT_TOOL else take_log_result
            state, move = step(state, result)
        self._say(move)
        return state, move.ends

    def _say(self, move: Move) -> None:
        if move.say:
            self._speak(COACH, move.say, spoken_seconds(move.say))

    def _speak(self, role: str, text: str, seconds: float) -> None:
        self.transcript.events.append(Spoken(role, text, round(self.transcript.seconds, 1)))
        self.transcript.seconds += seconds

    def _call_tool(self, move: Move) -> str:
        tool_call_id = f"call_{self._call.id[:8]}_{next(self._ids)}"
        at = round(self.transcript.seconds, 1)
        body = self._call.tool_call(move.tool, move.arguments, id=tool_call_id, style=next(self._styles), at_seconds=at)
        entries = self._post(body).get("results", [])
        if len(entries) != 1 or entries[0].get("toolCallId") != tool_call_id:
            raise CallFailed(f"The server gave no result for {move.tool}: Vapi would tell the model that it failed.")
        result = str(entries[0].get("result") or entries[0].get("error") or "")
        self.transcript.events.append(ToolExchange(move.tool, move.arguments, result, at))
        return result

    def _hang_up(self, reason: str, heard: Mapping[str, object]) -> Transcript:
        done = self.transcript
        done.ended_reason, done.heard = reason, heard
        self._post(self._call.status_update("ended", at_seconds=done.seconds, ended_reason=reason))
        self._post(
            self._call.end_of_call_report(done.turns, seconds=done.seconds, ended_reason=reason, heard=heard or None)
        )
        return done
