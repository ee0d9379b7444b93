"""The table of spoken answers through the webhook: what stands in the row afterwards is what was meant, or nothing."""

import csv
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.checkins.fields import FREE_TEXT
from app.models import Alert, DailyCheckin, Employee
from tests.builders import make_employee
from tests.vapi_line import DAILY, OPS_ONLY, VapiLine

TABLE = Path(__file__).parents[3] / "fixtures" / "spoken" / "answers.csv"
EVERY = 8
"""The reader's own test takes the whole table; a webhook call for each would take long."""
BESIDE: dict[str, dict[str, object]] = {
    "not_ready_reason": {"call_type": "ops_only", "ready_status": False},
    "ready_status": {"call_type": "ops_only", "blocker_present": False},
    "blocker_present": {"call_type": "ops_only", "ready_status": True},
    "blocker_note": {"call_type": "ops_only", "ready_status": True},
}
with TABLE.open(newline="") as lines:
    ANSWERS = [(row["field"], row["said"], row["value"]) for row in csv.DictReader(lines)][::EVERY]


@pytest.fixture
def line(client: FlaskClient, vapi_headers: dict[str, str], session: Session) -> VapiLine:
    technician: Employee = make_employee(session, name="Dee Okafor", phone="+13125550142")
    session.commit()
    return VapiLine(client, vapi_headers, technician.phone)


def only_row(session: Session) -> DailyCheckin:
    session.expire_all()
    [row] = session.scalars(select(DailyCheckin)).all()
    return row


def stored(row: DailyCheckin, name: str) -> str:
    value: Any = getattr(row, name)
    if name in FREE_TEXT:
        return "nothing" if value is None else "kept"
    return {True: "yes", False: "no", None: ""}.get(value, str(value)) if not _is_count(value) else str(value)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@pytest.mark.parametrize(("name", "said", "value"), ANSWERS)
def test_an_answer_is_stored_as_it_was_meant(
    line: VapiLine, session: Session, name: str, said: str, value: str
) -> None:
    reply = line.log(BESIDE.get(name, {"call_type": "daily_checkin", "ready_status": True}) | {name: said})
    row = only_row(session)
    unread_reason = name == "not_ready_reason" and value == ""
    assert stored(row, name) == ("other" if unread_reason else value)
    assert reply.startswith("Saved:")
    if value == "" and name in {"ready_status", "blocker_present"}:
        assert f"{name} must be yes or no; ask again, then call log_daily_checkin again." in reply


def test_a_blocker_without_its_sentence_is_asked_for_once(line: VapiLine, session: Session) -> None:
    asked = "blocker_note is missing; ask what blocks them, in one sentence, then call log_daily_checkin again."
    assert line.log(OPS_ONLY | {"blocker_present": True}) == f"Saved: Ready, a blocker. {asked}"
    assert asked not in line.log(OPS_ONLY | {"blocker_present": True})
    row = only_row(session)
    assert (row.blocker_present, row.blocker_note, row.call_completed) == (True, None, True)


def test_the_words_after_a_yes_reach_ops_as_the_note(line: VapiLine, session: Session) -> None:
    line.log(OPS_ONLY | {"blocker_present": "yeah, no gate code"})
    [alert] = session.scalars(select(Alert)).all()
    assert (alert.kind, alert.note) == ("blocker", "no gate code")


@pytest.mark.parametrize("words", ["What?", "bye", "I dunno", "say again"])
def test_what_is_no_answer_becomes_no_blocker(line: VapiLine, session: Session, words: str) -> None:
    texts = dict.fromkeys(("blocker_note", "focus_summary_5_words", "goal_action_today"), words)
    reply = line.log(DAILY | {"blocker_present": False} | texts)
    row = only_row(session)
    assert (row.blocker_present, row.blocker_note, row.focus_summary_5_words, row.goal_action_today) == (
        False,
        None,
        None,
        None,
    )
    assert row.call_completed is True
    assert reply.startswith("Saved: Ready, energy four, no blockers. Now say this and end the call:")
    assert session.scalars(select(Alert)).all() == []


@pytest.mark.parametrize("figure", [62.7, "1:30", -1, "about two minutes"])
def test_a_figure_about_the_call_completes_the_row_all_the_same(
    line: VapiLine, session: Session, figure: object
) -> None:
    assert "duration_seconds" not in line.log(DAILY | {"duration_seconds": figure})
    row = only_row(session)
    assert (row.duration_seconds, row.call_completed) == (None, True)


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ({"call_type": "daily_checkin", "ready_status": True, "blocker_present": False}, "energy_level is missing"),
        ({"call_type": "ops_only", "ready_status": False, "not_ready_reason": "long story"}, "not_ready_reason must"),
    ],
)
def test_an_optional_answer_leaves_the_words_to_close(
    line: VapiLine, session: Session, arguments: dict[str, object], asked: str
) -> None:
    reply = line.log(arguments)
    assert asked in reply
    assert " Otherwise say this and end the call: " in reply
    assert only_row(session).call_completed is True
