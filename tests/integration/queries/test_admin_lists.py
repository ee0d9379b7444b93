"""Sign-ins, messages and the audit log as an administrator looks through them."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.domain.permissions import Role
from app.models import OutboxMessage, OutboxStatus, User
from app.queries.admin_lists import count_active_admins, list_audit, list_deliveries, list_sign_ins, list_tokens
from app.queries.paging import Listing
from app.services.accounts.api_tokens import make_api_token
from app.services.audit import record_audit
from app.services.messages.outbox import NewMessage, enqueue_message
from tests.builders import NOW, make_employee, make_user


def write(session: Session, key: str, *, recipient_id: int | None = None, route: str | None = None) -> OutboxMessage:
    message = NewMessage(
        kind="brief",
        channel=ChannelName.EMAIL,
        address="someone@demo.example",
        recipient_id=recipient_id,
        route=route,
        subject="Today",
        body_text="Who is out",
        dedupe_key=key,
    )
    enqueue_message(session, message, now=NOW)
    return session.scalars(sa.select(OutboxMessage).where(OutboxMessage.dedupe_key == key)).one()


def test_sign_ins_are_searched_by_name_and_address(session: Session) -> None:
    users = [make_user(session, make_employee(session, name=name)) for name in ("Ana Cruz", "Ben Ito", "Cleo Ray")]
    users[1].email = "ana@elsewhere.example"
    session.flush()
    page = list_sign_ins(session, Listing(sort="name", search="ana"))
    assert [row.id for row in page.rows] == [users[0].id, users[1].id]


def test_sign_in_of_somebody_who_left_is_off(session: Session) -> None:
    user = make_user(session, make_employee(session, active=False))
    [row] = list_sign_ins(session, Listing(sort="name")).rows
    assert (row.id, row.active) == (user.id, False)


def test_deliveries_name_the_person_else_the_route_else_the_address(session: Session) -> None:
    person = make_employee(session, name="Ana Cruz")
    messages = [
        write(session, "person", recipient_id=person.id, route="dispatch"),
        write(session, "route", route="dispatch"),
        write(session, "address"),
    ]
    rows = {row.id: row.recipient for row in list_deliveries(session, Listing(sort="created_at"), status=None).rows}
    expected = ["Ana Cruz", "dispatch", "someone@demo.example"]
    assert rows == dict(zip([message.id for message in messages], expected, strict=True))


def test_deliveries_are_filtered_by_state_and_searched_by_fault(session: Session) -> None:
    dead, _pending = write(session, "dead"), write(session, "pending")
    dead.status, dead.last_error = OutboxStatus.DEAD, "550 no such mailbox"
    session.flush()
    for status, search in ((OutboxStatus.DEAD, ""), (None, "mailbox")):
        page = list_deliveries(session, Listing(sort="created_at", search=search), status=status)
        assert [row.id for row in page.rows] == [dead.id]


def test_audit_log_names_who_and_about_whom(session: Session) -> None:
    actor, subject = make_employee(session, name="Ana Cruz"), make_employee(session, name="Ben Ito")
    record_audit(session, actor_id=actor.id, action="person.viewed", subject_id=subject.id, now=NOW)
    record_audit(session, actor_id=None, action="retention.run", now=NOW)
    rows = list_audit(session, Listing(sort="at")).rows
    assert [(row.actor, row.action, row.subject) for row in rows] == [
        ("Ana Cruz", "person.viewed", "Ben Ito"),
        (None, "retention.run", None),
    ]


def test_administrators_are_counted_who_can_sign_in(session: Session) -> None:
    for active, role in ((True, Role.ADMIN), (True, Role.ADMIN), (False, Role.ADMIN), (True, Role.HR)):
        make_user(session, role=role).active = active
    session.add(User(employee_id=make_employee(session, role=Role.ADMIN, active=False).id, email="x@demo.example",
                     password_hash="none", recovery_code_hashes=[]))  # fmt: skip
    session.flush()
    assert count_active_admins(session) == 2


def test_tokens_of_everybody_are_listed_while_they_work(session: Session) -> None:
    ana, ben = (make_user(session, make_employee(session, name=name)) for name in ("Ana Cruz", "Ben Ito"))
    for user, name, days in ((ben, "export", 30), (ana, "ended", 1), (ana, "import", 30)):
        make_api_token(session, user, name=name, days=days, may_write=False, live=0, now=NOW)
        session.flush()
    page = list_tokens(session, Listing(sort="owner"), now=NOW + timedelta(days=2))
    assert [(row.owner, row.name) for row in page.rows] == [("Ana Cruz", "import"), ("Ben Ito", "export")]
