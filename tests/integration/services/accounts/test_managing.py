"""Sign-ins as an administrator keeps them, with the last administrator guarded on every path."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, InvalidTransition, NotFound
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee, OutboxMessage, User
from app.services.accounts.managing import change_role, invite, send_invitation, set_active
from app.services.accounts.password_resets import INVITATION_GOOD_FOR, get_user_by_token
from app.services.accounts.users import verify_sign_in
from app.settings import Settings
from tests.builders import NOW, PASSWORD, make_employee, make_user
from tests.sent_texts import sent_text


@pytest.fixture
def admin(session: Session) -> User:
    return make_user(session, make_employee(session, role=Role.ADMIN, name="Ada Min"))


@pytest.fixture
def by(session: Session, admin: User) -> Viewer:
    employee = session.get_one(Employee, admin.employee_id)
    return Viewer(employee_id=employee.id, role=employee.role, timezone=employee.timezone, name=employee.name)


def invite_dee(
    session: Session, by: Viewer, settings: Settings, *, name: str = "Dee Okafor", role: Role = Role.DISPATCHER
) -> User:
    return invite(session, email=" Dee@demo.example ", name=name, role=role, by=by, settings=settings, now=NOW)


def test_invited_stranger_is_added_and_mailed_a_link_of_seven_days(
    session: Session, settings: Settings, by: Viewer
) -> None:
    user = invite_dee(session, by, settings)
    employee = session.get_one(Employee, user.employee_id)
    assert (employee.name, employee.role, user.email) == ("Dee Okafor", Role.DISPATCHER, "dee@demo.example")
    token = sent_text(session, settings).partition("/password-resets/")[2].split()[0]
    last = NOW + INVITATION_GOOD_FOR - timedelta(seconds=1)
    assert get_user_by_token(session, token=token, settings=settings, now=last) == user
    with pytest.raises(NotFound):
        get_user_by_token(session, token=token, settings=settings, now=NOW + INVITATION_GOOD_FOR + timedelta(seconds=1))


def test_invitation_leads_to_the_companys_sign_in_where_passwords_are_off(
    session: Session, settings: Settings, by: Viewer
) -> None:
    settings = replace(settings, password_sign_in=False)
    invite_dee(session, by, settings)
    [body] = session.scalars(sa.select(OutboxMessage.body_text)).all()
    assert body == (
        f"{by.name} invites you to Daily Ops Coach of {settings.company_name}.\n\n"
        f"Sign in with the company's own sign-in, as dee@demo.example: {settings.public_url}/sign-in\n"
    )


def test_invited_person_of_the_directory_keeps_their_record(session: Session, settings: Settings, by: Viewer) -> None:
    employee = make_employee(session, role=Role.DISPATCHER, email="dee@demo.example")
    assert invite_dee(session, by, settings, name="").employee_id == employee.id


def test_stranger_needs_a_name(session: Session, settings: Settings, by: Viewer) -> None:
    with pytest.raises(InvalidInput) as refused:
        invite_dee(session, by, settings, name="")
    assert refused.value.field == "name"


def test_role_of_the_directory_is_not_changed_by_an_invitation(
    session: Session, settings: Settings, by: Viewer
) -> None:
    make_employee(session, role=Role.TECHNICIAN, email="dee@demo.example")
    with pytest.raises(InvalidInput) as refused:
        invite_dee(session, by, settings)
    assert refused.value.field == "role"


def test_second_invitation_of_one_person_is_refused(session: Session, settings: Settings, by: Viewer) -> None:
    invite_dee(session, by, settings)
    with pytest.raises(InvalidInput) as refused:
        invite_dee(session, by, settings)
    assert refused.value.field == "email"


def test_link_sent_again_in_a_later_minute_is_another_message(session: Session, settings: Settings, by: Viewer) -> None:
    user = invite_dee(session, by, settings)
    for seconds in (1, 60):
        send_invitation(session, user.id, by=by, settings=settings, now=NOW + timedelta(seconds=seconds))
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 2


def test_role_is_changed(session: Session, settings: Settings, by: Viewer) -> None:
    user = make_user(session, role=Role.DISPATCHER)
    change_role(session, user.id, Role.MANAGER, by=by, settings=settings, now=NOW)
    assert session.get_one(Employee, user.employee_id).role is Role.MANAGER


def test_switched_off_person_signs_in_no_more_until_switched_on(session: Session, by: Viewer) -> None:
    user = make_user(session, email="dee@demo.example")
    set_active(session, user.id, active=False, by=by, now=NOW)
    with pytest.raises(InvalidInput):
        verify_sign_in(session, email=user.email, password=PASSWORD)
    set_active(session, user.id, active=True, by=by, now=NOW)
    assert verify_sign_in(session, email=user.email, password=PASSWORD) == user


def test_person_who_left_is_not_switched_on(session: Session, by: Viewer) -> None:
    user = make_user(session, make_employee(session, active=False))
    with pytest.raises(InvalidTransition):
        set_active(session, user.id, active=True, by=by, now=NOW)


def test_last_administrator_stays(session: Session, settings: Settings, admin: User, by: Viewer) -> None:
    make_user(session, role=Role.ADMIN).active = False
    session.flush()
    with pytest.raises(InvalidTransition):
        change_role(session, admin.id, Role.HR, by=by, settings=settings, now=NOW)
    with pytest.raises(InvalidTransition):
        set_active(session, admin.id, active=False, by=by, now=NOW)
    make_user(session, role=Role.ADMIN)
    set_active(session, admin.id, active=False, by=by, now=NOW)
    assert not admin.active
