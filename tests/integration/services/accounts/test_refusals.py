from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import AuditEvent
from app.services.accounts.refusals import (
    hash_account,
    record_refused_code,
    record_refused_page,
    record_refused_password,
)
from app.settings import Settings
from tests.builders import NOW, make_employee, make_user

SETTINGS = Settings(secret_key=("a key of the tests",))


def lines(session: Session) -> list[tuple[str, int | None, int | None, dict[str, str]]]:
    session.flush()
    rows = session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    return [(row.action, row.actor_id, row.subject_id, row.detail) for row in rows]


def test_refusals_are_kept_by_ids_and_hashes(session: Session) -> None:
    user, reader = make_user(session, role=Role.MANAGER), make_employee(session, role=Role.HR)
    record_refused_password(session, email=user.email, network="192.0.2.0/24", settings=SETTINGS, now=NOW)
    record_refused_password(session, email="who@else.example", network="192.0.2.0/24", settings=SETTINGS, now=NOW)
    record_refused_code(session, user_id=user.id, network="192.0.2.0/24", now=NOW)
    record_refused_page(session, actor_id=reader.id, endpoint="design.index", now=NOW)
    known, unknown = (hash_account(email, SETTINGS) for email in (user.email, "who@else.example"))
    assert lines(session) == [
        ("sign_in.refused", None, user.employee_id, {"account": known, "network": "192.0.2.0/24"}),
        ("sign_in.refused", None, None, {"account": unknown, "network": "192.0.2.0/24"}),
        ("sign_in.code_refused", None, user.employee_id, {"network": "192.0.2.0/24"}),
        ("access.refused", reader.id, None, {"endpoint": "design.index"}),
    ]


def test_account_hash_is_keyed_and_blind_to_case() -> None:
    assert hash_account(" Dee@Example.com", SETTINGS) == hash_account("dee@example.com", SETTINGS)
    assert hash_account("dee@example.com", Settings(secret_key=("another",))) != hash_account(
        "dee@example.com", SETTINGS
    )
