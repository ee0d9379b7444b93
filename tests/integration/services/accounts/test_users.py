"""Sign-ins: made, verified, given a new password; each act leaves its line in the audit."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.figures.digest_times import DigestDay
from app.domain.permissions import Role
from app.models import AuditEvent, Employee, User
from app.services.accounts.passwords import hash_password, needs_new_hash, verify_password
from app.services.accounts.users import (
    WRONG,
    change_password,
    create_user,
    find_or_create_employee,
    record_sign_in,
    set_password,
    set_regular_messages,
    verify_sign_in,
)
from tests.builders import NOW, PASSWORD, make_employee, make_user

NEW = "seven green ladders in the rain"


def audit(session: Session) -> list[tuple[str, int | None, int | None]]:
    query = sa.select(AuditEvent.action, AuditEvent.actor_id, AuditEvent.subject_id).order_by(AuditEvent.id)
    return [(action, actor, subject) for action, actor, subject in session.execute(query)]


def test_sign_in_is_made_under_a_clean_address(session: Session) -> None:
    ana = make_employee(session)
    user = create_user(session, email="  Ana@Demo.example ", password=NEW, employee=ana)
    assert (user.email, user.employee_id, verify_password(user.password_hash, NEW)) == (
        "ana@demo.example",
        ana.id,
        True,
    )


def test_person_or_address_that_has_a_sign_in_gets_no_second(session: Session) -> None:
    sam = make_user(session, email="sam@demo.example")
    has_one, employee = session.get_one(Employee, sam.employee_id), make_employee(session, name="Ana Ruiz")
    with pytest.raises(InvalidInput) as refused:
        create_user(session, email="SAM@demo.example", password=NEW, employee=employee)
    assert refused.value.sentence == "Ana Ruiz or sam@demo.example already has a sign-in."
    with pytest.raises(InvalidInput):
        create_user(session, email="other@demo.example", password=NEW, employee=has_one)
    assert session.scalars(sa.select(User.id)).all() == [sam.id]


@pytest.mark.parametrize("email", ["", "ana", "ana@demo", "a b@demo.example", "@demo.example"])
def test_what_is_no_address_is_refused(session: Session, email: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create_user(session, email=email, password=NEW, employee=make_employee(session))
    assert (refused.value.field, refused.value.sentence) == ("email", f"{email or 'Nothing'} is not an e-mail address.")


def test_somebody_in_the_directory_keeps_name_and_role(session: Session) -> None:
    ana = make_employee(session, email="Ana@demo.example", name="Ana Ruiz")
    found = find_or_create_employee(
        session, email="ana@demo.example", name="Other", role=Role.ADMIN, timezone="UTC", now=NOW
    )
    assert (found, found.name, found.role) == (ana, "Ana Ruiz", Role.TECHNICIAN)


def test_somebody_new_needs_a_name_and_a_role(session: Session) -> None:
    facts: dict[str, Any] = {"email": "eve@demo.example", "timezone": "America/Denver", "now": NOW}
    for name, role in ((None, Role.HR), ("Eve Full", None)):
        with pytest.raises(NotFound):
            find_or_create_employee(session, name=name, role=role, **facts)
    eve = find_or_create_employee(session, name="Eve Full", role=Role.HR, **facts)
    assert (eve.name, eve.role, eve.email, eve.timezone, eve.started_on) == (
        "Eve Full",
        Role.HR,
        "eve@demo.example",
        "America/Denver",
        NOW.date(),
    )


def test_unknown_address_and_wrong_password_get_the_same_refusal(session: Session) -> None:
    sam = make_user(session)
    refusals = []
    for email, password in ((sam.email, "wrong"), ("nobody@demo.example", PASSWORD)):
        with pytest.raises(InvalidInput) as refused:
            verify_sign_in(session, email=email, password=password)
        refusals.append((refused.value.sentence, refused.value.field))
    assert refusals == [(WRONG, "password")] * 2


def test_signing_in_renews_a_hash_of_older_parameters(session: Session) -> None:
    sam = make_user(session)
    assert needs_new_hash(sam.password_hash)
    assert verify_sign_in(session, email=sam.email, password=PASSWORD) == sam
    assert not needs_new_hash(sam.password_hash)
    assert verify_password(sam.password_hash, PASSWORD)


def test_sign_in_is_dated_and_audited(session: Session) -> None:
    sam = make_user(session)
    record_sign_in(session, user=sam, now=NOW)
    assert sam.last_sign_in_at == NOW
    assert audit(session) == [("user.signed_in", sam.employee_id, sam.employee_id)]


def test_new_password_wants_the_current_one_and_ends_every_session(session: Session) -> None:
    sam = make_user(session, password_hash=hash_password(PASSWORD))
    with pytest.raises(InvalidInput) as refused:
        change_password(session, user=sam, current="wrong", new=NEW, now=NOW)
    assert (refused.value.field, sam.session_epoch, audit(session)) == ("current", 1, [])
    change_password(session, user=sam, current=PASSWORD, new=NEW, now=NOW)
    assert (verify_password(sam.password_hash, NEW), sam.session_epoch) == (True, 2)
    assert audit(session) == [("user.password_changed", sam.employee_id, sam.employee_id)]


def test_refused_password_changes_nothing(session: Session) -> None:
    sam = make_user(session)
    before = (sam.password_hash, sam.session_epoch)
    with pytest.raises(InvalidInput):
        set_password(session, user=sam, new=sam.email, now=NOW)
    assert (sam.password_hash, sam.session_epoch, audit(session)) == (*before, [])


def test_brief_and_digest_are_the_persons_choice(session: Session) -> None:
    employee = make_employee(session, role=Role.MANAGER)
    sam = make_user(session, employee)
    for wanted in (False, True):
        set_regular_messages(session, user=sam, morning_brief=wanted, digest=DigestDay.FRIDAY)
        assert (employee.wants_morning_brief, employee.weekly_digest) == (wanted, DigestDay.FRIDAY)
