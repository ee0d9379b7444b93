"""Each scenario's conversation as text, word for word: the golden files show what a change of the script changes.

Write them anew with `UPDATE_GOLDEN=1 pytest tests/unit/dev/test_simulator.py` and read the diff.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.dev.callers import GOOD_DAY, Scenario
from app.dev.envelopes import STYLES, Json
from app.dev.simulator import CallFailed, play_call
from app.dev.simulator_text import render
from app.domain.checkins import script
from app.domain.checkins.readback import readback
from app.domain.checkins.strengths import STRENGTH_LINES
from app.domain.conversation.answers import Topic, read
from app.vapi.inbound.payloads import parse_body
from tests.builders import NOW

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "conversations"
CALLER = "+15125550142"
CALL_ID = "00000000-0000-4000-8000-000000000042"
CONTEXT = {
    "name": "Luis",
    "primary_kpi": ["First-time fix rate"],
    "90_day_goal": "Cut callbacks from 6 to 3 a week.",
    "coaching_tip": {"strength": "Achiever", "line": STRENGTH_LINES["Achiever"][0]},
    "mode": "daily_checkin",
}


class Recorded:
    """Answers as the server does on a morning that never changes; keeps what it was sent."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.received: list[Json] = []

    def __call__(self, body: Json) -> Mapping[str, Any]:
        self.received.append(body)
        message = parse_body(json.dumps(body).encode())
        if message.type == "assistant-request":
            return {"assistantId": "a", "assistantOverrides": {"variableValues": self.variables}}
        results = [
            {"toolCallId": call.id, "name": call.name, "result": self._result(call.name, call.arguments or {})}
            for call in message.tool_calls
        ]
        return {"results": results} if results else {}

    def _result(self, name: str, arguments: Mapping[str, object]) -> str:
        if name == "get_tech_checkin_context":
            return json.dumps(CONTEXT)
        if name != "log_daily_checkin":
            safety = script.SAFETY_TOLD.format(emergency="nine one one")
            return safety if name == "raise_safety_alert" else script.CALL_BACK_ASKED
        if arguments.get("call_completed") is False:
            return f"Saved: {readback(arguments)} {script.GO_ON}"
        told = {
            "dispatch_told": arguments.get("ready_status") is False,
            "ops_told": bool(arguments.get("blocker_note")),
        }
        words = script.closing(arguments, name="Luis", **told)
        return f"Saved: {readback(arguments)} Now say this and end the call: {words}"


def morning(mode: str = "daily_checkin") -> Recorded:
    said = script.greeting(name="Luis", mode=mode, company="Northwind Field Service")
    return Recorded({"name": "Luis", "role": "technician", "mode": mode, "greeting": said})


@pytest.mark.parametrize("scenario", Scenario)
def test_conversation_reads_as_recorded(scenario: Scenario) -> None:
    text = render(play_call(morning(), scenario=scenario, caller=CALLER, seed=11, started_at=NOW, call_id=CALL_ID))
    golden = GOLDEN / f"{scenario}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text)
    assert golden.read_text() == text


@pytest.mark.parametrize("seed", range(len(STYLES)))
def test_every_encoding_of_arguments_arrives_whole(seed: int) -> None:
    line = morning()
    transcript = play_call(line, scenario="daily", caller=CALLER, seed=seed, started_at=NOW)
    messages = [parse_body(json.dumps(body).encode()) for body in line.received]
    logs = [call.arguments for message in messages for call in message.tool_calls if call.arguments]
    assert [log and log["call_completed"] for log in logs] == [False, True]
    assert logs[-1] == transcript.logged
    assert {message.call_id for message in messages} == {transcript.call_id}
    assert {message.caller_number for message in messages} == {CALLER}


def test_call_sends_what_vapi_sends_in_its_order() -> None:
    line = morning()
    play_call(line, scenario="daily", caller=CALLER, seed=0, started_at=NOW)
    types = [parse_body(json.dumps(body).encode()).type for body in line.received]
    assert types == [
        "assistant-request",
        "status-update",
        *("tool-calls", "tool-calls", "tool-calls"),
        "status-update",
        "end-of-call-report",
    ]


def test_caller_has_words_for_every_question_that_are_understood() -> None:
    assert set(GOOD_DAY) == set(Topic) - {Topic.LOG}
    done = [read(Topic.PROMISE, words) for words in GOOD_DAY[Topic.PROMISE]]
    assert done == [{"last_commitment_done": answer} for answer in ("yes", "partly", "no")]


def test_same_seed_says_the_same_words() -> None:
    first, second = (play_call(morning(), scenario="random", caller=CALLER, seed=5, started_at=NOW) for _ in range(2))
    assert [turn.text for turn in first.turns] == [turn.text for turn in second.turns]
    assert first.call_id != second.call_id


def test_hang_up_reports_what_was_said_and_no_more() -> None:
    line = morning()
    transcript = play_call(line, scenario="hang-up", caller=CALLER, seed=0, started_at=NOW)
    report = parse_body(json.dumps(line.received[-1]).encode()).report
    assert report is not None
    heard = {"call_type": "daily_checkin", "ready_status": True, "energy_level": 5}
    assert (report.structured_output, report.ended_reason) == (heard, "customer-ended-call")
    assert (transcript.logged, transcript.heard) == (None, heard)


MORNING = {"variableValues": {"mode": "daily_checkin"}}
"""What the server says of a technician in the morning."""


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({}, "The server answered assistant-request without an assistant: Vapi would drop the call."),
        ({"assistantId": "a", "assistantOverrides": MORNING}, "The server gave no result for get_tech_checkin_context"),
    ],
)
def test_server_that_gives_no_answer_fails_the_call(answer: dict[str, object], sentence: str) -> None:
    with pytest.raises(CallFailed, match=sentence):
        play_call(lambda _: answer, scenario="daily", caller=CALLER, seed=0, started_at=NOW)
