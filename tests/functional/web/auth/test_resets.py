"""A new password by mailed link."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.messages.delivery import TOKEN_AT_SENDING, ChannelName
from app.domain.permissions import Role
from app.extensions import settings_of
from app.models import OutboxMessage, OutboxStatus, User
from app.services.accounts.password_resets import SPENT, get_user_by_token, make_token
from app.services.messages.deliveries import claim_message
from app.settings import Settings
from tests.builders import NOW, PASSWORD, make_user
from tests.functional.web.conftest import SignIn
from tests.page_client import PageClient
from tests.query_counts import counted
from tests.sent_texts import sent_text

NEW = "another sentence of mine"
KEYS = ("new key", "old key")
"""As in SECRET_KEY: the current one first."""
SETTINGS = Settings(secret_key=KEYS)


def mailed_link(session: Session, settings: Settings) -> str:
    return next(urlsplit(word).path for word in sent_text(session, settings).split() if "/password-resets/" in word)


@pytest.fixture
def user(session: Session) -> User:
    user = make_user(session, role=Role.ADMIN)
    session.commit()
    return user


def ask(pages: PageClient, email: str) -> str:
    page = pages.submit(pages.open("/password-resets"), "/password-resets", email=email)
    assert page.path == "/sign-in"
    return page.text


def test_link_sets_a_new_password_once(pages: PageClient, session: Session, user: User) -> None:
    ask(pages, user.email)
    link = mailed_link(session, settings_of(pages.client.application))
    done = pages.submit(pages.open(link), link, new=NEW)
    assert (done.path, "Sign in with the new one" in done.text) == ("/sign-in", True)
    pages.submit(pages.open("/sign-in"), "/sign-in", status=422, email=user.email, password=PASSWORD)
    assert pages.submit(pages.open("/account"), "/sign-in", email=user.email, password=NEW).path == "/account"
    assert pages.open(link, status=404).text.count(SPENT) == 1


def test_message_goes_to_the_person_by_mail_at_once(pages: PageClient, session: Session, user: User) -> None:
    ask(pages, user.email)
    message = session.scalars(select(OutboxMessage)).one()
    assert (message.channel, message.address, message.urgent) == (ChannelName.EMAIL, user.email, True)
    assert message.recipient_id == user.employee_id


def test_opening_the_link_changes_nothing(pages: PageClient, session: Session, user: User) -> None:
    ask(pages, user.email)
    link = mailed_link(session, settings_of(pages.client.application))
    pages.open(link)
    pages.open(link)
    session.expire_all()
    assert session.get_one(User, user.id).session_epoch == 1


def test_answer_is_the_same_for_an_unknown_address(pages: PageClient, session: Session, user: User) -> None:
    assert ask(pages, "nobody@demo.example") == ask(pages, user.email)
    unknown, known = session.scalars(select(OutboxMessage).order_by(OutboxMessage.recipient_id.nulls_first())).all()
    assert (unknown.recipient_id, known.recipient_id) == (None, user.employee_id)


def test_both_askings_do_the_same_work(pages: PageClient, isolated_database: Connection, user: User) -> None:
    """Their time must not tell who signs in here."""
    statements = []
    for email in ("nobody@demo.example", user.email):
        page = pages.open("/password-resets")
        with counted(isolated_database) as sent:
            pages.submit(page, "/password-resets", email=email)
        statements.append(len(sent))
    assert statements[0] == statements[1]


def test_row_holds_no_token_and_one_for_nobody_is_forgotten(
    pages: PageClient, session: Session, user: User, settings: Settings
) -> None:
    ask(pages, "nobody@demo.example")
    row = session.scalars(select(OutboxMessage)).one()
    assert f"/password-resets/{TOKEN_AT_SENDING}" in row.body_text
    assert claim_message(session, row.id, settings=settings, now=NOW) is None
    assert (row.status, row.address, row.body_text) == (OutboxStatus.CANCELLED, "", "")


def test_reset_ends_every_session(pages: PageClient, session: Session, sign_in: SignIn) -> None:
    elsewhere = sign_in(Role.ADMIN)
    email = session.scalars(select(User.email).where(User.employee_id == elsewhere.employee.id)).one()
    ask(pages, email)
    link = mailed_link(session, settings_of(pages.client.application))
    pages.submit(pages.open(link), link, new=NEW)
    assert elsewhere.open("/account").path == "/sign-in"


def test_short_password_is_refused_beside_its_field(pages: PageClient, session: Session, user: User) -> None:
    ask(pages, user.email)
    link = mailed_link(session, settings_of(pages.client.application))
    page = pages.submit(pages.open(link), link, status=422, new="short")
    assert page.error_beside("new") == "Use 12 to 128 characters; a short sentence works well."


def test_fifth_mail_within_the_hour_waits(pages: PageClient, user: User) -> None:
    for _ in range(4):
        ask(pages, user.email)
    pages.submit(pages.open("/password-resets"), "/password-resets", status=429, email=user.email)


def test_token_is_good_for_an_hour(session: Session, user: User) -> None:
    token = make_token(user, settings=SETTINGS, now=NOW)
    assert (
        get_user_by_token(session, token=token, settings=SETTINGS, now=NOW + timedelta(minutes=59, seconds=59)).id
        == user.id
    )
    with pytest.raises(NotFound):
        get_user_by_token(session, token=token, settings=SETTINGS, now=NOW + timedelta(hours=1))


def test_token_of_a_key_being_replaced_still_works(session: Session, user: User) -> None:
    token = make_token(user, settings=Settings(secret_key=("old key",)), now=NOW)
    assert get_user_by_token(session, token=token, settings=SETTINGS, now=NOW).id == user.id


@pytest.mark.parametrize("change", [str.swapcase, lambda token: token[:-2], lambda token: f"x{token}"])
def test_forged_token_is_refused(session: Session, user: User, change: object, app: Flask) -> None:
    token = change(make_token(user, settings=SETTINGS, now=NOW))  # type: ignore[operator]
    with pytest.raises(NotFound):
        get_user_by_token(session, token=token, settings=SETTINGS, now=NOW)
