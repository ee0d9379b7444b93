"""The account page: password, notifications, the second factor."""

import pyotp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.extensions import settings_of
from app.models import AuditEvent, Employee, User, UserSession
from app.services.accounts.two_factor import read_secret
from tests.builders import NOW, PASSWORD, make_employee, make_user
from tests.functional.web.conftest import SignedInPages, SignIn, token_of
from tests.page_client import HtmlPage, PageClient

NEW = "another sentence of mine"


def user_of(session: Session, pages: SignedInPages) -> User:
    session.expire_all()
    return session.scalars(select(User).where(User.employee_id == pages.employee.id)).one()


def secret_of(session: Session, pages: SignedInPages) -> str | None:
    return read_secret(user_of(session, pages), settings_of(pages.client.application))


def code_of(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(NOW, counter_offset=steps)


def turn_on(session: Session, pages: SignedInPages) -> tuple[str, list[str]]:
    """Return the secret and the recovery codes."""
    pages.submit(pages.open("/account"), "/account/two-factor")
    secret = secret_of(session, pages)
    assert secret
    page = pages.open("/account/two-factor")
    shown = pages.submit(page, "/account/two-factor/confirm", code=code_of(secret), password=PASSWORD)
    return secret, shown.texts("li")


def first_step(pages: PageClient, email: str) -> HtmlPage:
    page = pages.submit(pages.open("/account"), "/sign-in", email=email, password=PASSWORD)
    assert page.path == "/sign-in/code"
    return page


def test_new_password_ends_the_other_sessions_and_keeps_this_one(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.HR)
    other = PageClient(pages.client.application.test_client())
    email = user_of(session, pages).email
    other.submit(other.open("/account"), "/sign-in", email=email, password=PASSWORD)
    page = pages.submit(pages.open("/account"), "/account/password", current=PASSWORD, new=NEW)
    assert (page.path, "signed out everywhere else" in page.text) == ("/account", True)
    assert other.open("/account").path == "/sign-in"


def test_wrong_current_password_is_told_beside_it(sign_in: SignIn) -> None:
    pages = sign_in(Role.HR)
    page = pages.submit(pages.open("/account"), "/account/password", status=422, current="not it", new=NEW)
    assert page.error_beside("current") == "This is not your current password."


def test_morning_brief_is_kept(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.MANAGER)
    page = pages.submit(pages.open("/account"), "/account/notifications", wants_morning_brief="y")
    assert "checked" in page.all("input", name="wants_morning_brief")[0].attrib
    session.expire_all()
    assert session.get_one(Employee, pages.employee.id).wants_morning_brief is True


def test_second_factor_is_asked_for_once_it_is_on(sign_in: SignIn, pages: PageClient, session: Session) -> None:
    owner = sign_in(Role.ADMIN)
    secret, codes = turn_on(session, owner)
    assert len(codes) == 10
    email = user_of(session, owner).email
    page = first_step(pages, email)
    assert pages.open("/account").path == "/sign-in"
    page = pages.submit(page, "/sign-in/code", code=code_of(secret, steps=1))
    assert page.path == "/account"
    assert "10 recovery codes left" in page.text


def test_code_works_once(sign_in: SignIn, pages: PageClient, session: Session) -> None:
    owner = sign_in(Role.ADMIN)
    secret, _ = turn_on(session, owner)
    user = user_of(session, owner)
    page = first_step(pages, user.email)
    used = pyotp.TOTP(secret).generate_otp(user.totp_last_step or 0)
    refused = pages.submit(page, "/sign-in/code", status=422, code=used)
    assert refused.error_beside("code").startswith("This code does not fit.")


def test_recovery_code_works_once(sign_in: SignIn, session: Session, pages: PageClient) -> None:
    owner = sign_in(Role.ADMIN)
    _, codes = turn_on(session, owner)
    email = user_of(session, owner).email
    page = pages.submit(first_step(pages, email), "/sign-in/code", code=codes[3].upper())
    assert "9 recovery codes left" in page.text
    again = PageClient(pages.client.application.test_client())
    again.submit(first_step(again, email), "/sign-in/code", status=422, code=codes[3])


def test_code_page_without_a_password_leads_back(pages: PageClient) -> None:
    assert pages.open("/sign-in/code").path == "/sign-in"


def test_waiting_for_the_code_ends_after_five_minutes(sign_in: SignIn, pages: PageClient, session: Session) -> None:
    owner = sign_in(Role.ADMIN)
    secret, _ = turn_on(session, owner)
    page = first_step(pages, user_of(session, owner).email)
    with pages.client.session_transaction() as kept:
        kept["pending_sign_in"][4] -= 301
        kept.modified = True
    assert pages.submit(page, "/sign-in/code", code=code_of(secret, steps=1)).path == "/sign-in"


def test_code_is_not_asked_for_by_a_password_that_has_changed(
    sign_in: SignIn, pages: PageClient, session: Session
) -> None:
    owner = sign_in(Role.ADMIN)
    secret, _ = turn_on(session, owner)
    page = first_step(pages, user_of(session, owner).email)
    user_of(session, owner).session_epoch += 1
    session.commit()
    assert pages.submit(page, "/sign-in/code", code=code_of(secret, steps=1)).path == "/sign-in"


def test_guessing_codes_is_throttled(sign_in: SignIn, pages: PageClient, session: Session) -> None:
    owner = sign_in(Role.ADMIN)
    turn_on(session, owner)
    page = first_step(pages, user_of(session, owner).email)
    for _ in range(8):
        pages.submit(page, "/sign-in/code", status=422, code="000000")
    pages.submit(page, "/sign-in/code", status=429, code="000000")


def test_unproved_enrolment_is_not_asked_for(sign_in: SignIn, pages: PageClient, session: Session) -> None:
    owner = sign_in(Role.ADMIN)
    owner.submit(owner.open("/account"), "/account/two-factor")
    wrong = owner.submit(
        owner.open("/account/two-factor"), "/account/two-factor/confirm", status=422, code="000000", password=PASSWORD
    )
    assert wrong.error_beside("code").startswith("This code is not the current one.")
    email = user_of(session, owner).email
    assert pages.submit(pages.open("/account"), "/sign-in", email=email, password=PASSWORD).path == "/account"


def test_turning_it_off_asks_for_the_password(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    turn_on(session, pages)
    page = pages.open("/account/two-factor/off")
    refused = pages.submit(page, "/account/two-factor/off", status=422, password="not it")
    assert refused.error_beside("password") == "This is not your password."
    pages.submit(page, "/account/two-factor/off", password=PASSWORD)
    user = user_of(session, pages)
    assert (user.totp_secret, user.totp_confirmed_at, user.recovery_code_hashes) == (None, None, [])


def test_guessing_the_password_of_an_open_session_is_throttled(sign_in: SignIn) -> None:
    pages = sign_in(Role.ADMIN)
    page = pages.open("/account")
    for _ in range(8):
        pages.submit(page, "/account/password", status=422, current="not it", new=NEW)
    pages.submit(page, "/account/password", status=429, current=PASSWORD, new=NEW)


def test_new_recovery_codes_replace_the_old(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    _, old = turn_on(session, pages)
    page = pages.open("/account/two-factor/recovery-codes")
    new = pages.submit(page, "/account/two-factor/recovery-codes", password=PASSWORD).texts("li")
    assert (len(new), set(new) & set(old)) == (10, set())


def test_every_step_leaves_an_audit_line(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    turn_on(session, pages)
    pages.submit(pages.open("/account/two-factor/off"), "/account/two-factor/off", password=PASSWORD)
    pages.submit(pages.open("/account"), "/account/password", current=PASSWORD, new=NEW)
    actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["user.signed_in", "user.two_factor_on", "user.two_factor_off", "user.password_changed"]


@pytest.mark.parametrize("path", ["/account/two-factor"])
def test_enrolment_page_without_one_leads_back(sign_in: SignIn, path: str) -> None:
    assert sign_in(Role.ADMIN).open(path).path == "/account"


def test_hash_of_weaker_parameters_is_renewed_at_sign_in(pages: PageClient, session: Session) -> None:
    user = make_user(session, role=Role.ADMIN)
    weak = user.password_hash
    session.commit()
    pages.submit(pages.open("/account"), "/sign-in", email=user.email, password=PASSWORD)
    session.expire_all()
    assert user.password_hash != weak
    assert user.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def another_browser(pages: SignedInPages, session: Session) -> PageClient:
    other = PageClient(pages.client.application.test_client())
    email = user_of(session, pages).email
    firefox = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"}
    token = other.open("/sign-in").all("input", name="csrf_token")[0].get("value")
    other.client.post("/sign-in", data={"email": email, "password": PASSWORD, "csrf_token": token}, headers=firefox)
    return other


def test_browsers_are_listed_and_each_can_be_signed_out(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    other = another_browser(pages, session)
    page = pages.open("/account")
    assert "Firefox on Windows" in page.text
    row = session.scalars(select(UserSession).where(UserSession.device == "Firefox on Windows")).one()
    assert row.network == "127.0.0.0/24"
    page = pages.submit(page, "/account/sessions/end")
    assert "Signed out there." in page.text
    assert other.open("/account").path == "/sign-in"
    assert pages.open("/account").path == "/account"


def test_browser_of_somebody_else_cannot_be_ended(sign_in: SignIn, session: Session) -> None:
    pages, victim = sign_in(Role.ADMIN), sign_in(Role.HR)
    row = session.scalars(select(UserSession).join(User).where(User.employee_id == victim.employee.id)).one()
    data = {"session_id": row.id, "csrf_token": token_of(pages)}
    pages.client.post("/account/sessions/end", data=data)
    assert victim.open("/account").path == "/account"


def test_sign_out_everywhere_ends_this_browser_too(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    other = another_browser(pages, session)
    assert pages.submit(pages.open("/account"), "/account/sessions/end-all").path == "/sign-in"
    assert [browser.open("/account").path for browser in (pages, other)] == ["/sign-in", "/sign-in"]


def test_second_factor_asks_for_the_password_and_ends_other_sessions(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    other = another_browser(pages, session)
    pages.submit(pages.open("/account"), "/account/two-factor")
    secret = secret_of(session, pages)
    assert secret
    page = pages.open("/account/two-factor")
    confirm = "/account/two-factor/confirm"
    refused = pages.submit(page, confirm, status=422, code=code_of(secret), password="not it")
    assert refused.error_beside("password") == "This is not your password."
    assert other.open("/account").path == "/account"
    pages.submit(page, confirm, code=code_of(secret), password=PASSWORD)
    assert [browser.open("/account").path for browser in (pages, other)] == ["/account", "/sign-in"]


def test_second_factor_secret_is_sealed_at_rest(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    secret, _ = turn_on(session, pages)
    kept = user_of(session, pages).totp_secret or ""
    assert (kept.startswith("gAAAA"), secret in kept) == (True, False)


@pytest.mark.parametrize("new", ["password1234", "qwertyuiop123", "aaaaaaaaaaaaaaaa", "dailyopscoach1"])
def test_common_password_is_refused(sign_in: SignIn, new: str) -> None:
    pages = sign_in(Role.HR)
    page = pages.submit(pages.open("/account"), "/account/password", status=422, current=PASSWORD, new=new)
    assert (page.error_beside("new") or "").startswith("This one would be guessed soon")


def test_own_name_and_address_are_no_password(sign_in: SignIn, session: Session) -> None:
    employee = make_employee(session, role=Role.HR, name="Persephone Vandersloot", email="p.vandersloot@demo.example")
    pages = sign_in(employee=employee)
    for new in ("persephone vandersloot", "Vandersloot1985!", user_of(session, pages).email):
        page = pages.submit(pages.open("/account"), "/account/password", status=422, current=PASSWORD, new=new)
        assert (page.error_beside("new") or "").startswith("This one would be guessed soon")
