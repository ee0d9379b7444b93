"""Desks in a page: set, tested, seen to fail, mended, and the message tried again."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import OutboxMessage, OutboxStatus
from tests.builders import NOW
from tests.conftest import settle_rules
from tests.functional.web.conftest import SignIn, token_of


@pytest.fixture(autouse=True)
def desks_of_this_test(app: Flask) -> Iterator[None]:
    yield
    settle_rules(app)


def test_desk_is_set_tested_seen_to_fail_and_tried_again(session: Session, sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    page = admin.submit(admin.open("/admin/desks"), "/admin/desks", desk="ops", url="mailto:desk@demo.example")
    assert "Set. Send a test" in page.text
    page = admin.submit(page, "/admin/desks/test")
    assert "A test is on its way" in page.text
    message = session.scalars(sa.select(OutboxMessage)).one()
    assert (message.address, message.route) == ("desk@demo.example", "ops")
    message.status, message.last_error = OutboxStatus.DEAD, "550 no such mailbox"
    session.commit()
    assert "550 no such mailbox" in admin.open("/admin/desks").text
    data = {"csrf_token": token_of(admin), "message_id": message.id}
    admin.client.post("/admin/deliveries/retry", data=data)
    session.refresh(message)
    assert message.status is OutboxStatus.PENDING
    page = admin.submit(admin.open("/admin/desks"), "/admin/desks/ops/remove")
    assert "No desk is set" in page.text


def test_address_with_a_secret_is_shown_by_its_host(sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    chat = "https://hooks.slack.com/services/T0/B0/a-secret"  # pragma: allowlist secret
    page = admin.submit(admin.open("/admin/desks"), "/admin/desks", desk="dispatch", url=chat)
    assert "https://hooks.slack.com/…" in page.text
    assert "a-secret" not in page.html


def test_refused_address_stays_typed(sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    page = admin.submit(admin.open("/admin/desks"), "/admin/desks", status=422, desk="dispatch", url="desk@demo")
    assert page.all("input", name="url")[0].get("value") == "desk@demo"
    assert page.error_beside("url").startswith("Give mailto:")


def test_webhook_shows_its_last_delivery_and_takes_a_test(session: Session, sign_in: SignIn, app: Flask) -> None:
    address = "https://desk.demo.example/in?key=a-secret"  # pragma: allowlist secret
    app.extensions["rule_book"].take({}, {"ops": (address,)})
    admin = sign_in(Role.ADMIN)
    page = admin.open("/admin/desks")
    assert "Nothing went there in the last 30 days." in page.text
    assert "Not signed now: set WEBHOOK_SIGNING_SECRET" in page.text
    admin.submit(page, "/admin/desks/test")
    message = session.scalars(sa.select(OutboxMessage)).one()
    message.status, message.claimed_at, message.last_error = OutboxStatus.DEAD, NOW, "Webhook: it answered 404."
    session.commit()
    page = admin.open("/admin/desks")
    assert "Last delivery" in page.text
    assert "Webhook: it answered 404." in page.text
    assert "https://desk.demo.example/…" in page.text
    assert "a-secret" not in page.html
