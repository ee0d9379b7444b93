"""Malformed and unexpected messages: no 500, an answer that the assistant can act on, nothing lost or doubled."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.checkins.fields import FIELDS, CallType, NotReadyReason
from app.domain.permissions import Role
from app.models import Call, DailyCheckin, Employee
from app.settings import Settings
from tests.builders import make_employee, make_profile
from tests.vapi_line import DAILY, OPS_ONLY, VapiLine

FIXTURES = Path(__file__).parents[3] / "fixtures" / "vapi"
CALLER_IN_FIXTURES = "+13125550142"
LISTS = ("toolCallList", "toolWithToolCallList", "toolCalls", "tool_calls")
ENERGY_AGAIN = "energy_level must be 1 to 5; ask again, then call log_daily_checkin again."


@pytest.fixture
def technician(session: Session) -> Employee:
    technician = make_employee(session, name="Dee Okafor", phone=CALLER_IN_FIXTURES)
    session.commit()
    return technician


@pytest.fixture
def line(client: FlaskClient, vapi_headers: dict[str, str], technician: Employee) -> VapiLine:
    return VapiLine(client, vapi_headers, technician.phone)


def rows(session: Session) -> list[DailyCheckin]:
    session.expire_all()
    return list(session.scalars(select(DailyCheckin)))


def only_row(session: Session) -> DailyCheckin:
    [row] = rows(session)
    return row


def call_count(session: Session) -> int | None:
    return session.scalar(select(func.count()).select_from(Call))


def names(pattern: str) -> list[str]:
    return sorted(path.stem for path in FIXTURES.glob(f"{pattern}.json"))


def post_raw(client: FlaskClient, headers: dict[str, str], body: bytes) -> TestResponse:
    return client.post("/vapi/webhook", data=body, headers={**headers, "Content-Type": "application/json"})


def asked_ids(message: dict[str, Any]) -> list[object]:
    calls: list[dict[str, Any]] = next((message[name] for name in LISTS if message.get(name)), [])
    return [(call.get("toolCall") or call).get("id") for call in calls]


@pytest.mark.parametrize("name", names("not-vapi-*"))
def test_what_is_no_message_is_answered_with_400(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, name: str
) -> None:
    answer = post_raw(client, vapi_headers, (FIXTURES / f"{name}.json").read_bytes())
    assert answer.status_code == 400
    assert list(answer.get_json()) == ["error"]
    assert (rows(session), call_count(session)) == ([], 0)


@pytest.mark.parametrize("name", [*names("tool-calls-*"), *names("caller-*"), "odd-huge-numbers-and-nan"])
def test_every_shape_of_tool_calls_gets_one_line_per_call(line: VapiLine, name: str) -> None:
    raw = (FIXTURES / f"{name}.json").read_bytes()
    answer = post_raw(line.client, line.headers, raw)
    body = json.loads(re.sub(rb"\d{30,}", b"0", raw))
    message = {"tool_calls": body} if isinstance(body, list) else body.get("message", body)
    assert answer.status_code == 200
    assert [result["toolCallId"] for result in answer.get_json()["results"]] == asked_ids(message)
    for result in answer.get_json()["results"]:
        assert list(result) == ["name", "result", "toolCallId"]
        assert result["result"] == " ".join(result["result"].split()) != ""


@pytest.mark.parametrize(
    "name",
    [
        "tool-calls-three-lists-object",
        "tool-calls-string-with-newlines-call-outside",
        "tool-calls-old-list-only",
        "tool-calls-flat-parameters",
        "tool-calls-underscore-type-name-under-tool",
        "tool-calls-camel-type-function-under-tool",
        "tool-calls-definitions-only-inner-parameters",
        "tool-calls-twice-encoded",
        "tool-calls-missing-id",
        "tool-calls-number-as-id",
        "tool-calls-two-at-once",
        "function-call-parameters",
        "caller-formatted-number",
    ],
)
def test_every_readable_shape_becomes_the_same_row(line: VapiLine, session: Session, name: str) -> None:
    for _ in range(2):
        answer = post_raw(line.client, line.headers, (FIXTURES / f"{name}.json").read_bytes())
        assert answer.status_code == 200
    row = only_row(session)
    assert (row.energy_level, row.blocker_note) == (3, "Waiting on the compressor for the Oak Street job")
    assert (row.call_type, row.ready_status, row.call_completed) == (CallType.DAILY_CHECKIN, True, True)


@pytest.mark.parametrize("name", [*names("type-*"), *names("status-update-*"), *names("end-of-call-report-*")])
def test_every_message_type_is_answered_with_an_object(line: VapiLine, session: Session, name: str) -> None:
    answer = post_raw(line.client, line.headers, (FIXTURES / f"{name}.json").read_bytes())
    assert answer.status_code == 200
    assert isinstance(answer.json, dict)
    assert "error" not in answer.json or name in {
        "type-transfer-destination-request",
        "type-handoff-destination-request",
    }


@pytest.mark.parametrize(
    "headers", [{}, {"X-Vapi-Secret": ""}, {"X-Vapi-Secret": "wrong"}, {"Authorization": "Bearer wrong"}]
)
@pytest.mark.parametrize("body", [b'{"message": {"type": "hang"}}', b"not JSON", b""])
def test_a_bad_credential_is_refused_before_the_body_is_read(
    client: FlaskClient, headers: dict[str, str], body: bytes
) -> None:
    answer = post_raw(client, headers, body)
    assert (answer.status_code, answer.get_json()) == (401, {"error": "The credential is missing or wrong."})


def test_a_body_over_the_limit_is_refused_and_nothing_is_kept(line: VapiLine, session: Session, app_limit: int) -> None:
    body = json.dumps({"message": {"type": "tool-calls", "padding": "x" * app_limit}}).encode()
    answer = post_raw(line.client, line.headers, body)
    assert answer.status_code == 413
    assert list(answer.get_json()) == ["error"]
    assert rows(session) == []


@pytest.fixture
def app_limit(settings: Settings) -> int:
    return settings.webhook_max_bytes


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_another_method_is_no_server_error(client: FlaskClient, vapi_headers: dict[str, str], method: str) -> None:
    assert getattr(client, method)("/vapi/webhook", headers=vapi_headers).status_code == 405


def test_a_body_cut_off_anywhere_is_no_server_error(line: VapiLine, session: Session) -> None:
    body = (FIXTURES / "tool-calls-list-only-string.json").read_bytes().strip()
    for end in range(0, len(body), 97):
        assert post_raw(line.client, line.headers, body[:end]).status_code == 400
    assert rows(session) == []


def test_an_unknown_tool_is_told_which_tools_there_are(line: VapiLine, session: Session) -> None:
    [result] = line.tools(("order_parts", {"part": "compressor"}))
    assert result["result"] == (
        "There is no tool order_parts. Use get_tech_checkin_context or log_daily_checkin or raise_safety_alert or "
        "request_call_back."
    )
    assert rows(session) == []


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ("[1, 2]", "not an object"),
        ("3", "not an object"),
        ('{"ready_status": tr', "not valid JSON"),
        ([], "not an object"),
        (7, "not an object"),
    ],
)
def test_unreadable_arguments_are_asked_for_again(
    line: VapiLine, session: Session, arguments: object, fault: str
) -> None:
    said = line.log(arguments)
    assert said == f"The arguments are {fault}; call the tool again with its arguments as one JSON object."
    assert rows(session) == []


def test_no_arguments_save_nothing_invented(line: VapiLine, session: Session) -> None:
    said = line.log({})
    assert "call_type is missing" in said
    assert "ready_status is missing" in said
    row = only_row(session)
    assert (row.ready_status, row.energy_level, row.blocker_present, row.call_completed) == (None, None, None, False)


@pytest.mark.parametrize("customer", [None, {}, {"number": ""}, {"number": "anonymous"}, {"number": "+266696687"}])
def test_a_withheld_number_gets_its_own_words(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, customer: dict[str, str] | None
) -> None:
    assert refusal_for(client, vapi_headers, customer) == refusal_for(client, vapi_headers, None)
    assert (rows(session), call_count(session)) == ([], 0)


def test_each_kind_of_stranger_gets_different_words(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session
) -> None:
    inactive = make_employee(session, active=False)
    dispatcher = make_employee(session, role=Role.DISPATCHER)
    session.commit()
    numbers = [None, "+13125550177", inactive.phone, dispatcher.phone]
    words = [refusal_for(client, vapi_headers, {"number": number} if number else None) for number in numbers]
    assert len(set(words)) == len(words)
    assert rows(session) == []


def test_a_sip_caller_is_not_recognised_by_an_address(
    client: FlaskClient, vapi_headers: dict[str, str], technician: Employee, session: Session
) -> None:
    assert refusal_for(client, vapi_headers, {"sipUri": f"sip:{technician.phone}@pbx.example.com"})
    assert rows(session) == []


def refusal_for(client: FlaskClient, headers: dict[str, str], customer: dict[str, str] | None) -> str:
    line = VapiLine(client, headers, None)
    message = line.envelope("tool-calls", toolCallList=[{"id": "c1", "name": "log_daily_checkin", "arguments": DAILY}])
    if customer is not None:
        message["call"]["customer"] = customer
    answer = line.post(message)
    assert answer.status_code == 200
    [result] = answer.get_json()["results"]
    said: str = result["result"]
    return said


def test_identity_in_the_arguments_is_ignored(line: VapiLine, session: Session, technician: Employee) -> None:
    other = make_employee(session)
    session.commit()
    forged = {"employee_id": other.id, "_caller_phone": other.phone, "_caller_role": "admin", "call_id": "another-call"}
    line.log(DAILY | forged)
    row = only_row(session)
    assert (row.employee_id, row.call_id) == (technician.id, line.call_id)


@pytest.mark.parametrize(
    "energy", [0, 6, -1, 2.5, False, True, "0", "six", "8/10", "3 or 4", [4], {"level": 4}, 10**30]
)
def test_an_unreadable_energy_is_named_and_the_rest_is_kept(line: VapiLine, session: Session, energy: object) -> None:
    assert ENERGY_AGAIN in line.log(DAILY | {"energy_level": energy})
    row = only_row(session)
    assert (row.energy_level, row.kpi_action_today) == (None, DAILY["kpi_action_today"])
    assert row.call_completed is False


@pytest.mark.parametrize("energy", [4, 4.0, "4", "four", "4/5", "about a four", "4 out of 5", " FOUR-ish "])
def test_a_spoken_energy_is_read(line: VapiLine, session: Session, energy: object) -> None:
    assert line.log(DAILY | {"energy_level": energy}).startswith("Saved: Ready, energy four, no blockers.")
    row = only_row(session)
    assert (row.energy_level, row.call_completed) == (4, True)


def test_an_unreadable_value_leaves_an_earlier_one(line: VapiLine, session: Session) -> None:
    line.log(DAILY)
    assert ENERGY_AGAIN in line.log({"energy_level": 9})
    row = only_row(session)
    assert (row.energy_level, row.call_completed) == (4, False)


def test_every_unreadable_value_is_named_at_once(line: VapiLine, session: Session) -> None:
    said = line.log(
        {
            "call_type": "lunch",
            "ready_status": {"value": True},
            "energy_level": 6,
            "blocker_present": "maybe",
            "blocker_note": {"text": "ladder"},
            "call_completed": 7,
            "duration_seconds": -4,
        }
    )
    named = ["call_type", "ready_status", "energy_level", "blocker_present", "blocker_note"]
    assert re.findall(r"(\w+) must be", said) == [*named, "call_completed"]
    assert only_row(session).call_completed is False


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        (" Waiting\r\n on\nthe\tcompressor ", "Waiting on the compressor"),
        ("No ladder\x00 on the van", "No ladder on the van"),
        ("Truck 🚚 won’t start 👨‍👩‍👧", "Truck 🚚 won’t start 👨‍👩‍👧"),
        ("half \ud83d surrogate", "half surrogate"),
        ("'; DROP TABLE daily_checkins; --", "'; DROP TABLE daily_checkins; --"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_a_note_is_kept_on_one_line(line: VapiLine, session: Session, note: str, kept: str) -> None:
    said = line.log(OPS_ONLY | {"blocker_present": True, "blocker_note": note})
    assert only_row(session).blocker_note == kept
    assert said == " ".join(said.split())


def test_a_note_of_200000_characters_is_kept_to_the_limit_and_said(line: VapiLine, session: Session) -> None:
    said = line.log(OPS_ONLY | {"blocker_present": True, "blocker_note": "lost part " * 20_000})
    assert "blocker_note was shortened to 1,000 characters." in said
    assert only_row(session).blocker_note == ("lost part " * 100).strip()


def test_sloppy_words_become_strict_values(line: VapiLine, session: Session) -> None:
    line.log(
        json.dumps(json.dumps({"call_type": " Ops-Only ", "ready_status": "Nope", "not_ready_reason": "flat tire"}))
    )
    row = only_row(session)
    assert (row.call_type, row.ready_status) == (CallType.OPS_ONLY, False)
    assert (row.not_ready_reason, row.call_completed) == (NotReadyReason.VEHICLE, True)


def test_too_many_calls_at_once_are_answered_but_not_worked_on(line: VapiLine, session: Session) -> None:
    results = line.tools(*[("log_daily_checkin", {"energy_level": 1 + place % 5}) for place in range(30)])
    said = [result["result"] for result in results]
    assert [text.startswith("Saved:") for text in said] == [True] * 20 + [False] * 10
    assert set(said[20:]) == {"Too many tool calls at once; call this tool again on its own."}
    assert only_row(session).energy_level == 5


def test_a_profile_of_long_texts_is_still_valid_json(line: VapiLine, session: Session, technician: Employee) -> None:
    make_profile(
        session,
        technician,
        personal_why="my family " * 300,
        current_90day_goal="finish the course " * 300,
        primary_kpi="callbacks " * 100,
        other_kpis=["fix rate " * 100] * 2,
    )
    line.log(DAILY | {"kpi_action_today": "photo " * 100, "goal_action_today": "module " * 100})
    context = line.context()
    assert context["personal_why"] == f"{('my family ' * 20).strip()} …"
    assert len(json.dumps(context)) < 2_500


def test_odd_ids_go_back_as_they_came(line: VapiLine, session: Session) -> None:
    ids: list[Any] = ["id\ud800\x00", 41, None, "", "x" * 5_000, True, {"a": 1}]
    calls = [{"id": id_, "name": "log_daily_checkin", "arguments": DAILY} for id_ in ids]
    answer = line.post(line.envelope("tool-calls", toolCallList=calls))
    assert answer.status_code == 200
    assert [result["toolCallId"] for result in answer.get_json()["results"]] == ids
    assert all(result["result"].startswith("Saved:") for result in answer.get_json()["results"])
    assert only_row(session).energy_level == 4


def test_an_odd_call_id_is_stored_in_a_form_that_can_be(line: VapiLine, session: Session) -> None:
    body = (FIXTURES / "odd-lone-surrogates-and-nul.json").read_bytes()
    message = json.loads(body)["message"]
    message["call"]["customer"] = {"number": line.caller}
    assert line.post(message).get_json()["results"][0]["result"].startswith("Saved:")
    row = only_row(session)
    assert (row.call_id, row.blocker_note) == ("call -9", "ladder broken 🚚")


def test_two_calls_without_any_id_on_one_day_are_one_row_per_caller(
    line: VapiLine, session: Session, client: FlaskClient
) -> None:
    other = make_employee(session)
    session.commit()
    for caller in (line.caller, other.phone, line.caller):
        call = {"type": "inboundPhoneCall", "customer": {"number": caller}}
        tool = {"name": "log_daily_checkin", "arguments": DAILY}
        answer = line.post({"type": "tool-calls", "call": call, "toolCallList": [tool]})
        assert answer.get_json()["results"][0]["result"].startswith("Saved:")
    assert sorted(row.employee_id for row in rows(session)) == sorted({row.employee_id for row in rows(session)})
    assert len(rows(session)) == 2


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=3,
)
SPOKEN = st.sampled_from(
    ["yes", "no", "ready", "not ready", "sick", "truck", "ops", "daily", "four", "4/5", "none", "84"]
)
ARGUMENTS = st.dictionaries(st.sampled_from([field.name for field in FIELDS]), VALUES | SPOKEN, max_size=14)


@given(ARGUMENTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_arguments_make_a_server_error_or_a_second_row(
    line: VapiLine, session: Session, arguments: dict[str, object]
) -> None:
    said = line.log(arguments)
    assert said.startswith("Saved:")
    assert said == " ".join(said.split())
    assert only_row(session).call_id == line.call_id


@pytest.fixture(autouse=True)
def nothing_was_set_aside(data_dir: Path) -> Iterator[None]:
    """Fail the test on an exception of ours, which the webhook would otherwise answer in words and set aside."""
    before = journal_of(data_dir)
    yield
    assert journal_of(data_dir) == before


def journal_of(data_dir: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in (data_dir / "journal").glob("*.jsonl")}
