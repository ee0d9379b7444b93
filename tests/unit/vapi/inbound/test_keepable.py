import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vapi.inbound.keepable import keepable
from app.vapi.inbound.payloads import NotVapi, parse_body

FIXTURES = Path(__file__).parents[3] / "fixtures" / "vapi"
MESSAGES = sorted(path for path in FIXTURES.glob("*.json") if not path.stem.startswith("not-vapi"))


@pytest.mark.parametrize("path", MESSAGES, ids=[path.stem for path in MESSAGES])
def test_what_is_kept_reads_as_the_same_message(path: Path) -> None:
    body = path.read_bytes()
    assert repr(parse_body(keepable(body))) == repr(parse_body(body))


def test_nothing_of_the_talk_and_no_secret_is_kept() -> None:
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
        },
        "analysis": {"summary": "a summary", "structuredData": {"energy_level": 3}},
        "assistant": {"model": {"messages": [{"content": "the prompt"}]}},
        "phoneNumber": {"twilioAuthToken": "secret-of-twilio"},
        "call": {
            "id": "c1",
            "monitor": {"controlUrl": "https://control.example.com"},
            "transcript": "said in the call",
        },
        "toolWithToolCallList": [{"server": {"secret": "secret-of-the-tool"}, "toolCall": {"id": "t1", "name": "x"}}],
        "field_of_tomorrow": "said in a new place",
    }
    assert json.loads(keepable(json.dumps({"message": message}).encode())) == {
        "message": {
            "type": "end-of-call-report",
            "messages": [{"secondsFromStart": 3}],
            "artifact": {"messages": [{"secondsFromStart": 4.5}]},
            "analysis": {"structuredData": {"energy_level": 3}},
            "toolWithToolCallList": [
                {"name": None, "function": {"name": None}, "toolCall": {"id": "t1", "name": "x"}},
            ],
            "call": {"id": "c1"},
        }
    }


@pytest.mark.parametrize("body", [b"", b"not JSON", b"[1]", b'"text"'])
def test_what_is_no_message_is_left_alone(body: bytes) -> None:
    assert keepable(body) == body


NAMES = (
    "id name function arguments parameters toolCall customer number sipUri call type artifact analysis messages chat"
)
KEYS = st.sampled_from([*NAMES.split(), "structuredOutputs", "structuredData", "toolCallList", "secondsFromStart"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, JSON, max_size=8))
def test_any_message_reads_the_same_after_keeping(message: dict[str, Any]) -> None:
    body = json.dumps({"message": {**message, "type": "end-of-call-report"}}).encode()
    assert parse_body(keepable(body)) == parse_body(body)


@given(st.binary(max_size=60))
def test_any_bytes_can_be_kept(raw: bytes) -> None:
    try:
        expected = parse_body(raw)
    except NotVapi:
        assert isinstance(keepable(raw), bytes)
    else:
        assert parse_body(keepable(raw)) == expected
