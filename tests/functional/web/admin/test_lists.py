"""Deliveries with retry, scheduled runs with "run now", and the audit log."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.domain.permissions import Role
from app.models import AuditEvent, OutboxMessage, OutboxStatus, ScheduledRun
from app.services.messages.outbox import NewMessage, enqueue_message
from tests.builders import NOW
from tests.csv_rows import rows_of
from tests.functional.web.conftest import SignIn, token_of

JOB = "a_job"


@pytest.fixture
def dead(session: Session) -> list[OutboxMessage]:
    """Two messages that were given up."""
    for key in ("one", "two"):
        text = NewMessage(
            kind="brief",
            channel=ChannelName.EMAIL,
            address=f"{key}@demo.example",
            subject="Today",
            body_text="Who is out: somebody",
            dedupe_key=key,
        )
        enqueue_message(session, text, now=NOW)
    messages = session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.dedupe_key)).all()
    for message in messages:
        message.status, message.last_error, message.attempts = OutboxStatus.DEAD, "550 no such mailbox", 8
    session.commit()
    return list(messages)


def states(session: Session) -> list[OutboxStatus]:
    session.expire_all()
    return list(session.scalars(sa.select(OutboxMessage.status).order_by(OutboxMessage.dedupe_key)))


def test_one_message_is_tried_again_in_two_clicks(session: Session, sign_in: SignIn, dead: list[OutboxMessage]) -> None:
    admin = sign_in(Role.ADMIN)
    page = admin.open("/admin/deliveries?status=dead")
    assert "550 no such mailbox" in page.text
    assert "Who is out" not in page.text
    answer = admin.client.post(
        "/admin/deliveries/retry?status=dead", data={"csrf_token": token_of(admin), "message_id": dead[0].id}
    )
    assert answer.location == "/admin/deliveries?status=dead"
    assert states(session) == [OutboxStatus.PENDING, OutboxStatus.DEAD]


@pytest.mark.usefixtures("dead")
def test_all_that_were_given_up_are_tried_again(session: Session, sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    admin.client.post("/admin/deliveries/retry?status=dead", data={"csrf_token": token_of(admin)})
    assert states(session) == [OutboxStatus.PENDING, OutboxStatus.PENDING]
    assert "2 messages on the way again." in admin.open("/admin/deliveries?status=dead").text


@pytest.mark.usefixtures("dead")
def test_deliveries_are_exported_as_filtered(sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    rows = rows_of(admin.client.get("/admin/deliveries?status=dead&q=two&format=csv"))
    assert [row[3] for row in rows[1:]] == ["two@demo.example"]


def test_job_is_made_due_and_the_act_is_on_record(session: Session, sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    session.add(ScheduledRun(name=JOB, due_at=NOW + timedelta(days=1), started_at=NOW))
    session.commit()
    page = admin.submit(admin.open("/admin/runs"), f"/admin/runs/{JOB}")
    session.expire_all()
    assert session.get_one(ScheduledRun, JOB).due_at <= NOW
    event = session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "job.run_asked")).one()
    assert (event.actor_id, event.detail) == (admin.employee.id, {"job": JOB})
    assert "It starts with the clock's next second." in page.text


def test_job_that_does_not_exist_is_not_found(sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    assert admin.client.post("/admin/runs/nothing", data={"csrf_token": token_of(admin)}).status_code == 404


def test_audit_log_is_searched_and_exported(sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    assert "user: signed in" in admin.open("/admin/audit").text
    rows = rows_of(admin.client.get(f"/admin/audit?q={admin.employee.name}&format=csv"))
    assert [row[1:] for row in rows[1:]] == [[admin.employee.name, "user: signed in", "", admin.employee.name]]
