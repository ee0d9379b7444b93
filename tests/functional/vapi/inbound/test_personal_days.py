"""No word of a day on which somebody is out for a personal reason stays anywhere: every text column is searched."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.permissions import Role
from app.models import Alert, Base, Employee, OutboxMessage, OutboxStatus
from app.queries.outbox import list_due_messages
from app.services.messages.deliveries import claim_message, record_sent
from app.settings import Settings
from tests.builders import NOW, make_employee
from tests.vapi_line import VapiLine

WORDS = "my back is killing me since the slipped disc"
MARKS = ("slipped", "killing me", "photos", "training module")
BLOCKED = {"call_type": "ops_only", "ready_status": True, "blocker_note": WORDS}
COACHED = {"focus_summary_5_words": "photos before I leave", "goal_action_today": "Finish one training module"}


@pytest.fixture
def ana(session: Session) -> Employee:
    manager = make_employee(session, name="Max Ortega", role=Role.MANAGER)
    make_employee(session, name="Dana Kim", role=Role.DISPATCHER)
    ana = make_employee(session, name="Ana Ruiz", manager_id=manager.id)
    session.commit()
    return ana


def line(client: FlaskClient, headers: dict[str, str], ana: Employee, call_id: str) -> VapiLine:
    return VapiLine(client, headers, ana.phone, call_id=call_id)


def kept_words(session: Session) -> set[str]:
    """Return the columns of all tables in which any of the words stand."""
    session.expire_all()
    found = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            as_text = sa.cast(column, sa.Text)
            held = sa.or_(*(as_text.icontains(mark) for mark in MARKS))
            if session.scalar(select(sa.func.count()).select_from(table).where(held)):
                found.add(f"{table.name}.{column.name}")
    return found


def send_all(session: Session, settings: Settings) -> None:
    later = NOW + timedelta(days=3650)
    for due in list_due_messages(session, later):
        claim = claim_message(session, due.id, settings=settings, now=later)
        if claim is not None:
            record_sent(session, claim, reference=None, now=later)
    session.commit()


def test_words_are_kept_while_the_day_is_a_working_day(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, ana: Employee
) -> None:
    line(client, vapi_headers, ana, "one").log(BLOCKED | COACHED)
    assert {
        "daily_checkins.blocker_note",
        "daily_checkins.goal_action_today",
        "alerts.note",
        "alerts.facts",
        "alert_events.data",
        "tool_results.result",
        "outbox_messages.subject",
        "outbox_messages.body_text",
        "outbox_messages.body_html",
        "outbox_messages.data",
    } <= kept_words(session)


@pytest.mark.parametrize("reason", ["sick", "family", "other"])
@pytest.mark.parametrize("second_call", ["one", "two"], ids=["same-call", "later-call"])
@pytest.mark.parametrize("sent", [False, True], ids=["waiting", "sent"])
def test_no_word_of_a_personal_day_stays(
    client: FlaskClient,
    vapi_headers: dict[str, str],
    session: Session,
    settings: Settings,
    ana: Employee,
    *,
    reason: str,
    second_call: str,
    sent: bool,
) -> None:
    line(client, vapi_headers, ana, "one").log(BLOCKED | COACHED, id="said")
    if sent:
        send_all(session, settings)
    answer = line(client, vapi_headers, ana, second_call).log({"ready_status": False, "not_ready_reason": reason})
    assert kept_words(session) == set()
    assert not any(mark in answer for mark in MARKS)
    blocker = session.scalars(select(Alert).where(Alert.kind == AlertKind.BLOCKER)).one()
    assert (blocker.status, blocker.note, blocker.facts["blocker_present"]) == (AlertStatus.OPEN, None, True)
    again = line(client, vapi_headers, ana, "one").log(BLOCKED | COACHED, id="said")
    assert not any(mark in again for mark in MARKS)
    assert kept_words(session) == set()


def test_ops_still_hears_that_a_blocker_was_reported(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, settings: Settings, ana: Employee
) -> None:
    line(client, vapi_headers, ana, "one").log(BLOCKED)
    line(client, vapi_headers, ana, "two").log({"ready_status": False, "not_ready_reason": "sick"})
    query = select(OutboxMessage).where(OutboxMessage.kind == "blocker", OutboxMessage.status == OutboxStatus.PENDING)
    waiting = session.scalars(query).all()
    assert [message.subject for message in waiting] == ["Blocker, Ana Ruiz: not named"]


def test_vehicle_trouble_is_nobodys_secret(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, ana: Employee
) -> None:
    line(client, vapi_headers, ana, "one").log(BLOCKED)
    line(client, vapi_headers, ana, "two").log({"ready_status": False, "not_ready_reason": "vehicle"})
    assert "alerts.note" in kept_words(session)
