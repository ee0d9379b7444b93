"""Who signs in: an administrator invites, changes roles, and switches sign-ins off and on."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Employee, User
from app.settings import Settings
from tests.builders import make_employee, make_user
from tests.functional.web.conftest import SignIn, token_of
from tests.page_client import PageClient
from tests.sent_texts import sent_text

NEW = "seven green ladders in the rain"


def test_invited_dispatcher_chooses_a_password_and_signs_in(
    session: Session, settings: Settings, sign_in: SignIn, pages: PageClient
) -> None:
    admin = sign_in(Role.ADMIN)
    page = admin.submit(
        admin.open("/admin/sign-ins"), "/admin/sign-ins", email="dee@demo.example", name="Dee Okafor", role="dispatcher"
    )
    assert "The invitation to dee@demo.example is on its way." in page.text
    link = sent_text(session, settings).partition(settings.public_url)[2].split()[0]
    pages.submit(pages.open(link), link, new=NEW)
    home = pages.submit(pages.open("/sign-in"), "/sign-in", email="dee@demo.example", password=NEW)
    assert (home.path, home.h1) == ("/", "Today")


def test_form_keeps_what_was_typed_beside_the_error(sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    page = admin.submit(admin.open("/admin/sign-ins"), "/admin/sign-ins", status=422, email="dee@demo.example")
    assert page.error_beside("name") == "Nobody in the directory has this address: give the name too."
    assert page.all("input", name="email")[0].get("value") == "dee@demo.example"


def test_role_holds_from_the_next_page_on(session: Session, sign_in: SignIn) -> None:
    admin, other = sign_in(Role.ADMIN), sign_in(Role.DISPATCHER)
    user = session.scalars(sa.select(User).where(User.employee_id == other.employee.id)).one()
    assert other.client.get("/profiles").status_code == 403
    admin.submit(admin.open("/admin/sign-ins"), f"/admin/sign-ins/{user.id}/role", role="hr")
    assert other.client.get("/profiles").status_code == 200


def test_switched_off_session_ends_and_can_begin_again(session: Session, sign_in: SignIn) -> None:
    admin, other = sign_in(Role.ADMIN), sign_in(Role.DISPATCHER)
    user = session.scalars(sa.select(User).where(User.employee_id == other.employee.id)).one()
    for active, status in (("no", 302), ("yes", 302)):
        data = {"csrf_token": token_of(admin), "active": active}
        assert admin.client.post(f"/admin/sign-ins/{user.id}/active", data=data).status_code == 302
        assert other.client.get("/").status_code == status
    session.refresh(user)
    assert user.active


@pytest.mark.parametrize(("act", "data"), [("role", {"role": "hr"}), ("active", {"active": "no"})])
def test_last_administrator_is_told_to_make_another_first(
    session: Session, sign_in: SignIn, act: str, data: dict[str, str]
) -> None:
    admin = sign_in(Role.ADMIN)
    user = session.scalars(sa.select(User).where(User.employee_id == admin.employee.id)).one()
    admin.client.post(f"/admin/sign-ins/{user.id}/{act}", data={"csrf_token": token_of(admin)} | data)
    assert "make somebody else one first" in admin.open("/admin/sign-ins").text
    session.expire_all()
    assert (session.get_one(Employee, admin.employee.id).role, user.active) == (Role.ADMIN, True)


def test_invitation_is_sent_again_to_who_never_signed_in(session: Session, settings: Settings, sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    user = make_user(session, make_employee(session, name="Dee Okafor"))
    session.commit()
    page = admin.submit(admin.open("/admin/sign-ins"), f"/admin/sign-ins/{user.id}/invitation")
    assert "Another link is on its way." in page.text
    assert f"{settings.public_url}/password-resets/" in sent_text(session, settings)
