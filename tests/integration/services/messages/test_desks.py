"""Setting and removing an address of a desk."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.messages.destinations import fingerprint
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import AuditEvent, DeskAddress
from app.queries.desk_addresses import read_desk_urls
from app.services.messages.desks import add_desk_address, remove_desk_address
from app.settings import Settings
from tests.builders import NOW, make_employee

CHAT = "https://hooks.slack.com/services/T0/B0/a-secret"  # pragma: allowlist secret


@pytest.fixture
def by(session: Session) -> Viewer:
    ada = make_employee(session, role=Role.ADMIN)
    return Viewer(employee_id=ada.id, role=ada.role, timezone=ada.timezone, name=ada.name)


def test_address_is_kept_sealed_once_and_removed(session: Session, settings: Settings, by: Viewer) -> None:
    added = [add_desk_address(session, "ops", f" {CHAT} ", settings=settings, by=by, now=NOW) for _ in range(2)]
    assert added == [True, False]
    row = session.scalars(select(DeskAddress)).one()
    assert "secret" not in row.sealed_url
    assert read_desk_urls(session, keys=settings.sealing_keys) == {"ops": (CHAT,)}
    removed = [remove_desk_address(session, "ops", fingerprint(CHAT), by=by, now=NOW) for _ in range(2)]
    assert removed == [True, False]
    session.flush()
    events = session.execute(select(AuditEvent.action, AuditEvent.detail).order_by(AuditEvent.id)).all()
    assert [tuple(event) for event in events] == [
        ("desk.address_added", {"desk": "ops"}),
        ("desk.address_removed", {"desk": "ops"}),
    ]


def test_address_of_the_environment_is_not_set_twice(session: Session, settings: Settings, by: Viewer) -> None:
    company = replace(settings, ops_urls=(CHAT,))
    assert not add_desk_address(session, "ops", CHAT, settings=company, by=by, now=NOW)


@pytest.mark.parametrize(
    ("desk", "url", "field"),
    [
        ("hr", CHAT, "desk"),
        ("ops", "", "url"),
        ("ops", "mailto:nobody", "url"),
        ("ops", "mailto:a@b.example,c@d.example", "url"),
        ("ops", "sms:+13125550100", "url"),
        ("ops", "http://chat.example/x", "url"),
        ("ops", "https://", "url"),
        ("ops", "https://own.example/hook", "url"),
        ("ops", "file:///etc/passwd", "url"),
        ("ops", "x" * 2_001, "url"),
    ],
)
def test_what_cannot_be_an_address_is_refused(
    session: Session, settings: Settings, by: Viewer, *, desk: str, url: str, field: str
) -> None:
    unsigned = replace(settings, webhook_signing_secret="", twilio_account_sid="")
    with pytest.raises(InvalidInput) as refused:
        add_desk_address(session, desk, url, settings=unsigned, by=by, now=NOW)
    assert refused.value.field == field


def test_own_system_and_telephone_are_taken_once_they_are_set_up(
    session: Session, settings: Settings, by: Viewer
) -> None:
    company = replace(
        settings,
        webhook_signing_secret="s" * 24,
        twilio_account_sid="AC0",
        twilio_auth_token="t",
        twilio_from="+1312555",
    )
    for url in ("https://own.example/hook", "sms:(312) 555-0142"):
        assert add_desk_address(session, "dispatch", url, settings=company, by=by, now=NOW)
    assert read_desk_urls(session, keys=settings.sealing_keys) == {
        "dispatch": ("https://own.example/hook", "sms:+13125550142")
    }
