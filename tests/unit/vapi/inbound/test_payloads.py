import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vapi.inbound.caller_id import to_e164
from app.vapi.inbound.payloads import Message, NotVapi, parse_body
from app.vapi.inbound.reports import CallReport
from app.vapi.inbound.transports import Transport

FIXTURES = Path(__file__).parents[3] / "fixtures" / "vapi"
CALL_ID = "7b1f0c52-3c1e-4f0a-9a51-0d6a54c0e001"
CALLER = "+13125550142"
ARGUMENTS = {
    "call_type": "daily_checkin",
    "ready_status": True,
    "energy_level": 3,
    "blocker_present": True,
    "blocker_note": "Waiting on the compressor for the Oak Street job",
    "primary_kpi": "First-time fix rate",
    "kpi_action_today": "Check the parts list before each of my four jobs",
    "coach_prompt_used": "Achiever",
    "focus_summary_5_words": "parts first, then drive",
    "goal_action_today": "Book the heat pump course",
    "call_completed": True,
    "duration_seconds": 92,
}
HEARD = {"call_type": "daily_checkin", "ready_status": True, "energy_level": 3}


def fixture(name: str) -> Message:
    return parse_body((FIXTURES / f"{name}.json").read_bytes())


def names(pattern: str) -> list[str]:
    return sorted(path.stem for path in FIXTURES.glob(f"{pattern}.json"))


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("tool-calls-three-lists-object", ["call_r41"]),
        ("tool-calls-artifact-repeats-as-string", ["call_r41"]),
        ("tool-calls-string-with-newlines-call-outside", ["call_r41"]),
        ("tool-calls-list-only-string", ["call_r41"]),
        ("tool-calls-list-only-object", ["call_r41"]),
        ("tool-calls-old-list-only", ["call_51kj"]),
        ("tool-calls-flat-arguments", ["toolu_01HxRoute"]),
        ("tool-calls-flat-parameters", ["toolcall_88"]),
        ("tool-calls-definitions-only-inner-function", ["call_r41"]),
        ("tool-calls-definitions-only-inner-parameters", ["call_r41"]),
        ("tool-calls-underscore-list", ["call_r41"]),
        ("tool-calls-twice-encoded", ["call_r41"]),
        ("tool-calls-missing-id", [None]),
        ("tool-calls-number-as-id", [41]),
        ("function-call-parameters", [None]),
        ("function-call-arguments-with-id", ["fc_7"]),
    ],
)
def test_every_shape_gives_the_same_call(name: str, ids: list[object]) -> None:
    message = fixture(name)
    assert message.call_id == CALL_ID
    assert (message.caller_number, message.transport) == (CALLER, Transport.TELEPHONE)
    assert message.type == ("function-call" if name.startswith("function-call") else "tool-calls")
    assert [call.id for call in message.tool_calls] == ids
    assert [call.name for call in message.tool_calls] == ["log_daily_checkin"]
    assert [call.arguments for call in message.tool_calls] == [ARGUMENTS]
    assert [call.problem for call in message.tool_calls] == [None]


@pytest.mark.parametrize("name", ["tool-calls-underscore-list-no-envelope", "tool-calls-bare-list"])
def test_a_list_without_an_envelope_is_a_tool_call_of_nobody(name: str) -> None:
    message = fixture(name)
    assert (message.type, message.call_id) == ("tool-calls", None)
    assert (message.caller_number, message.transport) == (None, Transport.UNSTATED)
    assert [call.arguments for call in message.tool_calls] == [ARGUMENTS]


def test_several_calls_keep_their_order() -> None:
    calls = fixture("tool-calls-two-at-once").tool_calls
    assert [(call.id, call.name, call.arguments) for call in calls] == [
        ("call_a1", "get_tech_checkin_context", {}),
        ("call_b2", "log_daily_checkin", ARGUMENTS),
    ]


@pytest.mark.parametrize("name", ["tool-calls-empty-string", "tool-calls-null", "tool-calls-without-arguments"])
def test_no_arguments_are_an_empty_object(name: str) -> None:
    assert [(call.arguments, call.problem) for call in fixture(name).tool_calls] == [({}, None)]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("tool-calls-array", "not an object"),
        ("tool-calls-scalar", "not an object"),
        ("tool-calls-broken-string", "not valid JSON"),
    ],
)
def test_unreadable_arguments_are_told_to_the_model(name: str, fault: str) -> None:
    sentence = f"The arguments are {fault}; call the tool again with its arguments as one JSON object."
    assert [(call.arguments, call.problem) for call in fixture(name).tool_calls] == [(None, sentence)]


def test_deep_arguments_are_told_to_the_model() -> None:
    arguments: dict[str, Any] = {}
    for _ in range(50):
        arguments = {"deeper": arguments}
    message = parse_body(tool_call_body({"id": "c", "name": "log_daily_checkin", "arguments": arguments}))
    sentence = "The arguments are nested too deeply; call the tool again with its arguments as one JSON object."
    assert [call.problem for call in message.tool_calls] == [sentence]


def tool_call_body(*calls: object, **message: object) -> bytes:
    return json.dumps({"message": {"type": "tool-calls", "toolCallList": calls, **message}}).encode()


def test_a_list_of_tools_without_calls_gives_none() -> None:
    assert fixture("tool-calls-empty-list").tool_calls == ()
    assert parse_body(tool_call_body("not an object", 3)).tool_calls == ()


def test_an_empty_list_does_not_hide_a_filled_one() -> None:
    message = parse_body(tool_call_body(toolCalls=[{"id": "c", "name": "x"}]))
    assert [call.id for call in message.tool_calls] == ["c"]


@pytest.mark.parametrize(
    ("name", "number", "transport"),
    [
        ("caller-anonymous", None, Transport.TELEPHONE),
        ("caller-empty-number", None, Transport.TELEPHONE),
        ("caller-missing", None, Transport.TELEPHONE),
        ("caller-keypad-anonymous", None, Transport.TELEPHONE),
        ("caller-sip", None, Transport.SIP),
        ("caller-sip-with-number", CALLER, Transport.SIP),
        ("caller-formatted-number", CALLER, Transport.TELEPHONE),
        ("caller-beside-the-call", CALLER, Transport.TELEPHONE),
        ("caller-web-call", None, Transport.WEB),
        ("caller-chat", None, Transport.CHAT),
    ],
)
def test_the_caller_is_who_the_network_says(name: str, number: str | None, transport: Transport) -> None:
    message = fixture(name)
    assert (message.caller_number, message.transport) == (number, transport)


def test_a_chat_has_its_own_id() -> None:
    assert fixture("caller-chat").call_id == "chat-0142"


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("+13125550142", CALLER),
        ("3125550142", CALLER),
        (13125550142, CALLER),
        ("tel:+1-312-555-0142", CALLER),
        ("+44 20 7946 0123", "+442079460123"),
        ("0013125550142", CALLER),
        ("00 1 312 555 0142", CALLER),
        ("tel:3125550142;phone-context=+1", CALLER),
        ("sip:+13125550142@pbx.example.com;user=phone", CALLER),
        ("sips:+13125550142;phone-context=x@pbx.example.com:5061;transport=tcp;user=phone", CALLER),
        ("SIP:0013125550142@10.0.0.1;User=Phone", CALLER),
        ("+5215512345678", "+525512345678"),
        ("+52 1 55 1234 5678", "+525512345678"),
        ("005215512345678", "+525512345678"),
        ("+525512345678", "+525512345678"),
        ("anonymous", None),
        ("+7378742833", None),
        ("7378742833", None),
        ("17378742833", None),
        ("+266696687", None),
        ("86282452253", None),
        ("7748283", None),
        ("2562533", None),
        ("911", None),
        ("sip:13125550142@pbx.example.com", None),
        (True, None),
        (None, None),
        ({"number": CALLER}, None),
        ("+" + "1" * 500, None),
    ],
)
def test_numbers_are_normalised_to_e164(raw: object, number: str | None) -> None:
    assert to_e164(raw) == number


def test_identity_in_the_arguments_changes_nothing() -> None:
    call = {"id": "c", "name": "log_daily_checkin", "arguments": {"_caller_phone": "+13125550199", "employee_id": 1}}
    assert parse_body(tool_call_body(call)).caller_number is None


@pytest.mark.parametrize("name", names("type-*"))
def test_every_message_type_is_read(name: str) -> None:
    body = json.loads((FIXTURES / f"{name}.json").read_text())
    message = fixture(name)
    assert message.type == body.get("message", body)["type"]
    assert message.tool_calls == ()
    assert message.report is None


@pytest.mark.parametrize(
    ("name", "status", "reason"),
    [
        ("status-update-in-progress", "in-progress", None),
        ("status-update-ended", "ended", "customer-ended-call"),
        ("status-update-forwarding", "forwarding", None),
    ],
)
def test_a_status_update_carries_its_status(name: str, status: str, reason: str | None) -> None:
    message = fixture(name)
    assert (message.type, message.status, message.ended_reason) == ("status-update", status, reason)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


CREATED = at("2026-11-24T12:44:10")


@pytest.mark.parametrize(
    ("name", "report"),
    [
        (
            "end-of-call-report-full",
            CallReport(
                ended_reason="customer-ended-call",
                started_at=at("2026-11-24T12:44:12"),
                ended_at=at("2026-11-24T12:45:44.400"),
                duration_seconds=92,
                cost_usd=Decimal("0.1100"),
                structured_output=HEARD,
            ),
        ),
        (
            "end-of-call-report-message-level-2024",
            CallReport(
                ended_reason="customer-ended-call",
                started_at=CREATED,
                duration_seconds=22,
                structured_output={"call_type": "ops only", "ready_status": "yes"},
            ),
        ),
        (
            "end-of-call-report-times-on-the-call",
            CallReport(
                ended_reason="silence-timed-out",
                started_at=at("2026-11-24T12:44:12"),
                ended_at=at("2026-11-24T12:44:42"),
                duration_seconds=30,
            ),
        ),
        ("end-of-call-report-minimal", CallReport(ended_reason="pipeline-error-openai-llm-failed")),
        (
            "end-of-call-report-unknown-reason",
            CallReport(ended_reason="call.in-progress.error-brand-new", started_at=CREATED, duration_seconds=18),
        ),
        (
            "end-of-call-report-result-as-string",
            CallReport(
                ended_reason="customer-ended-call", started_at=CREATED, duration_seconds=31, structured_output=HEARD
            ),
        ),
        ("end-of-call-report-wrong-types", CallReport(started_at=CREATED)),
    ],
)
def test_a_report_is_read_from_where_its_fields_stand(name: str, report: CallReport) -> None:
    message = fixture(name)
    assert message.type == "end-of-call-report"
    assert message.call_id == CALL_ID
    assert message.report == report


def test_nothing_of_the_conversation_is_kept() -> None:
    kept = repr(fixture("end-of-call-report-full"))
    assert [word for word in ("Morning", "about a three", "storage.example.com", "A check-in.") if word in kept] == []


@pytest.mark.parametrize("name", names("not-vapi-*"))
def test_what_is_no_message_is_refused(name: str) -> None:
    with pytest.raises(NotVapi):
        fixture(name)


@pytest.mark.parametrize("opening", ["[", '{"message":'])
def test_a_body_nested_without_end_is_refused(opening: str) -> None:
    with pytest.raises(NotVapi):
        parse_body((opening * 100_000).encode())
    with pytest.raises(NotVapi):
        parse_body(("[" * 20_000 + "]" * 20_000).encode())


def test_the_last_of_two_equal_keys_counts() -> None:
    message = fixture("odd-duplicate-keys")
    assert (message.type, message.status, message.call_id) == ("status-update", "ended", "call-9")


def test_huge_numbers_and_nan_reach_the_reader_as_they_are() -> None:
    [call] = fixture("odd-huge-numbers-and-nan").tool_calls
    assert repr(call.arguments) == repr(
        {
            "energy_level": float("inf"),
            "duration_seconds": float("nan"),
            "ready_status": float("inf"),
            "call_type": "ops_only",
        }
    )


def test_what_cannot_be_stored_is_cleaned_but_ids_go_back_as_they_came() -> None:
    message = fixture("odd-lone-surrogates-and-nul")
    [call] = message.tool_calls
    assert message.call_id == "call -9"
    assert (call.id, call.key, call.name) == ("id\ud800\x00", "id", "log_daily_checkin")


def test_a_byte_order_mark_does_no_harm() -> None:
    assert fixture("odd-byte-order-mark").type == "hang"


def test_a_very_long_call_id_is_kept_as_its_digest() -> None:
    message = parse_body(json.dumps({"message": {"type": "hang", "call": {"id": "x" * 5000}}}).encode())
    assert message.call_id is not None
    assert (message.call_id[:7], len(message.call_id)) == ("sha256:", 71)


NAMES = "id name function arguments parameters toolCall customer number sipUri call type artifact analysis result"
KEYS = st.sampled_from([*NAMES.split(), "structuredOutputs", "structuredData", "messages", "startedAt", "endedAt"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
LISTS = st.sampled_from(["toolCallList", "toolWithToolCallList", "toolCalls", "tool_calls", "functionCall", "chat"])
TYPES = st.sampled_from(["tool-calls", "end-of-call-report", "status-update", "function-call", "hang"])


def envelope(message: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"message": {**message, "type": kind}}


@given(st.builds(envelope, st.dictionaries(KEYS | LISTS, JSON, max_size=8), TYPES))
def test_no_message_makes_the_normaliser_fail(body: dict[str, Any]) -> None:
    message = parse_body(json.dumps(body).encode())
    assert message.type == body["message"]["type"]
    assert (message.report is not None) == (message.type == "end-of-call-report")
    for call in message.tool_calls:
        assert isinstance(call.arguments, Mapping) != isinstance(call.problem, str)


@given(st.binary() | JSON.map(json.dumps).map(str.encode))
def test_any_bytes_are_a_message_or_refused(raw: bytes) -> None:
    try:
        message = parse_body(raw)
    except NotVapi as refusal:
        assert refusal.sentence.endswith(".")  # noqa: PT017 - either outcome is right
    else:
        assert message.type


@pytest.mark.parametrize(
    ("region", "number"),
    [("US", "+13125550142"), ("GB", "+442079460018"), ("MX", "+525512345678")],
)
def test_national_number_is_one_of_the_companys_country(region: str, number: str) -> None:
    national = {"US": "(312) 555-0142", "GB": "020 7946 0018", "MX": "55 1234 5678"}[region]
    assert to_e164(national, region) == number
    assert to_e164(number, region) == number
