import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vapi.inbound.keepable import NAMES, keepable
from app.vapi.inbound.payloads import Message, NotVapi, parse_body
from app.vapi.inbound.tool_calls import ToolCall
from app.vapi.tools import TOOLS_BY_NAME

FIXTURES = Path(__file__).parents[3] / "fixtures" / "vapi"
MESSAGES = sorted(path for path in FIXTURES.glob("*.json") if not path.stem.startswith("not-vapi"))


def known(message: Message) -> Message:
    """Return what we would do anything with: our tools, our arguments, ids in the form that is stored."""
    report = message.report and replace(
        message.report, structured_output=ours(message.report.structured_output) or None
    )
    return replace(message, tool_calls=tuple(map(known_call, message.tool_calls)), report=report)


def known_call(call: ToolCall) -> ToolCall:
    name = call.name if call.name in TOOLS_BY_NAME else ""
    return ToolCall(call.key, name, None if call.arguments is None else ours(call.arguments))


def ours(arguments: Any) -> dict[str, object]:
    plain = (str, bool, int, float)
    return {
        name: value if isinstance(value, plain) else None for name, value in (arguments or {}).items() if name in NAMES
    }


@pytest.mark.parametrize("path", MESSAGES, ids=[path.stem for path in MESSAGES])
def test_what_is_kept_reads_as_the_same_message(path: Path) -> None:
    message = parse_body(path.read_bytes())
    assert repr(known(parse_body(keepable(message)))) == repr(known(message))


def test_journal_keeps_named_fields_and_nothing_else() -> None:
    message = {
        "type": "end-of-call-report",
        "transcript": "said at message level",
        "summary": "a summary",
        "recordingUrl": "https://storage.example.com/a.wav",
        "messages": [{"message": "said in messages", "secondsFromStart": 3}],
        "messagesOpenAIFormatted": [{"content": "said once more"}],
        "artifact": {
            "transcript": "said in the artifact",
            "messages": [{"message": "a word", "secondsFromStart": 4.5}],
            "structuredOutputs": {
                "1": {"name": "somebody else's summary", "result": {"mood": "low"}},
                "2": {"name": "daily_checkin", "result": {"energy_level": 3, "diagnosis": "a slipped disc"}},
            },
        },
        "analysis": {"summary": "a summary", "structuredData": {"energy_level": 2}},
        "assistant": {"model": {"messages": [{"content": "the prompt"}]}},
        "phoneNumber": {"twilioAuthToken": "secret-of-twilio"},
        "call": {"id": "c1", "type": "inboundPhoneCall", "monitor": {"controlUrl": "https://control.example.com"}},
        "toolWithToolCallList": [
            {
                "server": {"secret": "secret-of-the-tool"},
                "toolCall": {
                    "id": "t1",
                    "name": "log_daily_checkin",
                    "arguments": {"ready_status": True, "blocker_note": "no van", "private": {"note": "secret"}},
                },
            }
        ],
        "field_of_tomorrow": "said in a new place",
    }
    assert json.loads(keepable(parse_body(json.dumps({"message": message}).encode()))) == {
        "message": {
            "type": "end-of-call-report",
            "call": {"type": "inboundPhoneCall", "id": "c1"},
            "toolCallList": [
                {
                    "id": "t1",
                    "name": "log_daily_checkin",
                    "arguments": {"ready_status": True, "blocker_note": "no van"},
                }
            ],
            "durationSeconds": 4,
            "analysis": {"structuredData": {"energy_level": 3}},
        }
    }


WORDS = (
    "id name function arguments parameters toolCall customer number sipUri call type artifact analysis messages chat"
    " cost costs costBreakdown total performanceMetrics turnLatencyAverage"
)
KEYS = st.sampled_from([*WORDS.split(), *NAMES, "structuredOutputs", "structuredData", "toolCallList", "phoneNumberId"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, JSON, max_size=8))
def test_any_message_reads_the_same_after_keeping(message: dict[str, Any]) -> None:
    read = parse_body(json.dumps({"message": {**message, "type": "end-of-call-report"}}).encode())
    assert repr(known(parse_body(keepable(read)))) == repr(known(read))


@given(cost=st.floats(0, 90_000), turn=st.floats(0, 500_000))
def test_cost_and_turn_time_read_the_same_after_keeping(cost: float, turn: float) -> None:
    message = {"type": "end-of-call-report", "cost": cost, "performanceMetrics": {"turnLatencyAverage": turn}}
    read = parse_body(json.dumps({"message": message}).encode())
    kept = parse_body(keepable(read))
    assert read.report is not None
    assert kept.report is not None
    assert None not in (read.report.cost_usd, read.report.turn_ms)
    assert (kept.report.cost_usd, kept.report.turn_ms) == (read.report.cost_usd, read.report.turn_ms)


@given(st.binary(max_size=60))
def test_any_bytes_that_are_a_message_can_be_kept(raw: bytes) -> None:
    try:
        read = parse_body(raw)
    except NotVapi:
        return
    assert repr(known(parse_body(keepable(read)))) == repr(known(read))
