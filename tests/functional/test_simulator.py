"""`flask simulate-call` against the webhook: each scenario leaves the row it should, each failure a sentence."""

import threading
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server

from app.dev.envelopes import Json
from app.dev.simulator import Post, play_call
from app.domain.alerts.kinds import AlertKind
from app.domain.checkins.fields import CallType, NotReadyReason
from app.domain.checkins.script import KILL_SWITCH_PHRASES
from app.domain.checkins.time_box import (
    CLOSE_AT_SECONDS,
    CUT_AT_SECONDS,
    OPS_ONLY_SECONDS,
    SAVE_AT_SECONDS,
    TIME_BOX_SECONDS,
)
from app.models import Alert, Call, CallStatus, DailyCheckin, Employee, OutboxMessage
from tests.builders import NOW, make_employee, make_profile
from tests.database import VAPI_SECRET

TURNS_OF_ONE_BREATH = 11
"""Greeting, three coaching questions, the confirmation and the goodbye, with five answers."""


def zone_where_it_is(hour: int) -> str:
    """Return a time zone in which it is that hour at `NOW`."""
    east = (hour - NOW.hour + 12) % 24 - 12
    return f"Etc/GMT{-east:+}" if east else "Etc/GMT"


@pytest.fixture
def technician(session: Session) -> Employee:
    """Somebody for whom it is morning."""
    technician = make_employee(session, name="Dee Okafor", timezone=zone_where_it_is(8))
    make_profile(session, technician)
    session.commit()
    return technician


@pytest.fixture
def post(client: FlaskClient, vapi_headers: dict[str, str]) -> Post:
    def send(body: Json) -> Mapping[str, Any]:
        answer = client.post("/vapi/webhook", json=body, headers=vapi_headers)
        assert answer.status_code == 200
        parsed: Mapping[str, Any] = answer.get_json()
        return parsed

    return send


def rows(session: Session) -> list[DailyCheckin]:
    session.expire_all()
    return list(session.scalars(select(DailyCheckin)))


@pytest.mark.parametrize("seed", range(6))
def test_daily_call_leaves_one_whole_row(post: Post, session: Session, technician: Employee, seed: int) -> None:
    transcript = play_call(post, scenario="daily", caller=technician.phone or "", seed=seed, started_at=NOW)
    [row] = rows(session)
    said = transcript.logged or {}
    assert (row.call_id, row.call_type, row.call_completed) == (transcript.call_id, CallType.DAILY_CHECKIN, True)
    assert {name: getattr(row, name) for name in said} == said
    assert row.coach_prompt_used in {"Achiever", "Relator", "Focus"}
    assert row.duration_seconds == round(round(transcript.seconds, 1))
    assert transcript.seconds <= TIME_BOX_SECONDS


@pytest.mark.parametrize("phrase", KILL_SWITCH_PHRASES)
def test_kill_switch_ends_in_one_ops_only_row(post: Post, session: Session, technician: Employee, phrase: str) -> None:
    transcript = play_call(
        post, scenario="daily", caller=technician.phone or "", seed=1, started_at=NOW, opening=phrase
    )
    [row] = rows(session)
    assert (row.call_type, row.ready_status, row.energy_level) == (CallType.OPS_ONLY, True, None)
    assert row.call_completed is True
    assert transcript.seconds < OPS_ONLY_SECONDS


def test_silence_leads_into_an_ops_only_row(post: Post, session: Session, technician: Employee) -> None:
    play_call(post, scenario="daily", caller=technician.phone or "", seed=1, started_at=NOW, opening="")
    [row] = rows(session)
    assert (row.call_type, row.ready_status) == (CallType.OPS_ONLY, True)


@pytest.mark.parametrize("scenario", ["daily", "ops-only", "sick"])
def test_check_in_is_taken_in_the_afternoon_when_asked_for(post: Post, session: Session, scenario: str) -> None:
    technician = make_employee(session, timezone=zone_where_it_is(15))
    make_profile(session, technician)
    session.commit()
    transcript = play_call(post, scenario=scenario, caller=technician.phone or "", seed=2, started_at=NOW)
    assert transcript.turns[0].text.endswith("What can I help you with?")
    [row] = rows(session)
    assert row.call_completed is True


@pytest.mark.parametrize(
    ("scenario", "expected"),
    [
        ("ops-only", {"call_type": CallType.OPS_ONLY, "ready_status": True, "energy_level": None}),
        ("sick", {"ready_status": False, "not_ready_reason": NotReadyReason.SICK, "blocker_note": None}),
        ("low-energy", {"call_type": CallType.DAILY_CHECKIN, "ready_status": True}),
        ("blocker", {"blocker_present": True, "call_completed": True}),
    ],
)
def test_scenario_leaves_its_row(
    post: Post, session: Session, technician: Employee, scenario: str, expected: dict[str, object]
) -> None:
    play_call(post, scenario=scenario, caller=technician.phone or "", seed=4, started_at=NOW)
    [row] = rows(session)
    assert {name: getattr(row, name) for name in expected} == expected
    if scenario == "low-energy":
        assert row.energy_level in {1, 2}


def test_hang_up_leaves_a_half_finished_row_from_the_report(post: Post, session: Session, technician: Employee) -> None:
    play_call(post, scenario="hang-up", caller=technician.phone or "", seed=0, started_at=NOW)
    [row] = rows(session)
    assert (row.ready_status, row.energy_level, row.blocker_present, row.call_completed) == (True, 5, None, False)
    [call] = session.scalars(select(Call))
    assert (call.status, call.ended_reason) == (CallStatus.ENDED, "customer-ended-call")


def test_hurt_caller_raises_a_safety_alert(post: Post, session: Session, technician: Employee) -> None:
    transcript = play_call(post, scenario="hurt", caller=technician.phone or "", seed=0, started_at=NOW)
    assert session.scalars(select(Alert.kind)).all() == [AlertKind.SAFETY]
    assert transcript.turns[-1].text.startswith("If it's an emergency, hang up and dial nine one one now.")


def test_everything_in_one_breath_leaves_one_whole_row(post: Post, session: Session, technician: Employee) -> None:
    transcript = play_call(post, scenario="one-breath", caller=technician.phone or "", seed=0, started_at=NOW)
    [row] = rows(session)
    assert (row.ready_status, row.energy_level, row.blocker_present, row.call_completed) == (True, 4, False, True)
    assert len(transcript.turns) == TURNS_OF_ONE_BREATH


def test_call_that_takes_too_long_is_closed_with_everything_said_in_one_row(
    post: Post, session: Session, technician: Employee
) -> None:
    transcript = play_call(post, scenario="slow", caller=technician.phone or "", seed=0, started_at=NOW)
    [row] = rows(session)
    said = transcript.logged or {}
    logs = [event for event in transcript.results if event.name == "log_daily_checkin"]
    assert [event.arguments["call_completed"] for event in logs] == [False, False, True]
    assert SAVE_AT_SECONDS <= logs[1].at_seconds < CLOSE_AT_SECONDS <= logs[2].at_seconds
    assert {"ready_status", "energy_level", "blocker_note", "kpi_action_today", "focus_summary_5_words"} <= set(said)
    assert {name: getattr(row, name) for name in said} == said
    assert session.scalars(select(Alert.kind)).all() == [AlertKind.BLOCKER]
    told = session.execute(select(OutboxMessage.alert_id, OutboxMessage.address, OutboxMessage.channel)).all()
    assert len(set(told)) == len(told)
    assert transcript.seconds < CUT_AT_SECONDS
    assert transcript.ended_reason == "assistant-ended-call"


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_args: Any) -> None:
        return


@pytest.fixture
def server(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


def test_command_prints_the_conversation(app: Flask, server: str, committed: Session) -> None:
    technician = make_employee(committed, name="Dee Okafor")
    make_profile(committed, technician)
    committed.commit()
    result = app.test_cli_runner().invoke(args=["simulate-call", "--caller", technician.phone or "", "--url", server])
    assert result.exit_code == 0, result.output
    assert "Riley  " in result.output
    assert "Saved, thanks. Have a good one, Dee." in result.output
    assert "time box 60 to 120 s" in result.output
    assert len(committed.scalars(select(DailyCheckin)).all()) == 1


def test_command_fails_for_a_number_that_is_not_on_file(app: Flask, server: str, committed: Session) -> None:
    result = app.test_cli_runner().invoke(args=["simulate-call", "--caller", "+15125550199", "--url", server])
    assert result.exit_code == 1
    assert "No check-in was logged. The call ended with: I don't have this number on file." in result.output


def test_command_says_when_no_server_runs(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["simulate-call", "--caller", "+1", "--url", "http://127.0.0.1:1"])
    assert (result.exit_code, "Start the server with `make run`" in result.output) == (1, True)


def test_line_says_when_the_secret_is_wrong(server: str) -> None:
    from app.dev.simulator import CallFailed
    from app.dev.simulator_line import http_line

    with pytest.raises(CallFailed, match="refused the secret"):
        http_line(server, VAPI_SECRET[:-1])({"message": {"type": "hang"}})
    with pytest.raises(CallFailed, match="answered 404"):
        http_line(f"{server}/nowhere", VAPI_SECRET)({"message": {"type": "hang"}})
