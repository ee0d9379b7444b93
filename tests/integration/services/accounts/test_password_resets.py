"""A new password by mailed link: to whom it goes, how long it works, and that it works once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.models import OutboxMessage, User
from app.services.accounts.password_resets import GOOD_FOR, get_user_by_token, make_token, request_reset, reset_password
from app.services.accounts.users import verify_sign_in
from app.services.messages.deliveries import claim_message
from app.settings import Settings
from tests.builders import NOW, PASSWORD, make_user
from tests.sent_texts import sent_text

NEW = "seven green ladders in the rain"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def sam(session: Session) -> User:
    return make_user(session, email="sam@demo.example")


def mailed(session: Session) -> list[OutboxMessage]:
    return list(session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.created_at)))


def test_link_is_mailed_at_once_to_the_sign_ins_own_address(session: Session, settings: Settings, sam: User) -> None:
    request_reset(session, email=" SAM@demo.example", settings=settings, now=NOW)
    [message] = mailed(session)
    assert (message.address, message.recipient_id, message.urgent) == ("sam@demo.example", sam.employee_id, True)
    place = f"{settings.public_url}/password-resets/"
    token = sent_text(session, settings).partition(place)[2].split()[0]
    assert token not in message.body_text
    assert get_user_by_token(session, token=token, settings=settings, now=NOW) == sam


@pytest.mark.parametrize("active", [True, False])
def test_nothing_is_sent_where_nobody_signs_in(
    session: Session, settings: Settings, sam: User, *, active: bool
) -> None:
    sam.active = active
    session.flush()
    request_reset(session, email="sam@demo.example" if not active else "eve@demo.example", settings=settings, now=NOW)
    [message] = mailed(session)
    assert message.recipient_id is None
    assert claim_message(session, message.id, settings=settings, now=NOW) is None


def test_asking_twice_within_a_minute_mails_once(session: Session, settings: Settings, sam: User) -> None:
    for at in (NOW, NOW + MINUTE - timedelta(seconds=1), NOW + MINUTE):
        request_reset(session, email=sam.email, settings=settings, now=at)
    assert [message.created_at for message in mailed(session)] == [NOW, NOW + MINUTE]


def test_link_works_for_an_hour(session: Session, settings: Settings, sam: User) -> None:
    token = make_token(sam, settings=settings, now=NOW)
    assert get_user_by_token(session, token=token, settings=settings, now=NOW + GOOD_FOR - MINUTE) == sam
    with pytest.raises(NotFound):
        get_user_by_token(session, token=token, settings=settings, now=NOW + GOOD_FOR + MINUTE)


def test_link_sets_the_password_once(session: Session, settings: Settings, sam: User) -> None:
    token = make_token(sam, settings=settings, now=NOW)
    reset_password(session, token=token, settings=settings, new=NEW, now=NOW)
    assert verify_sign_in(session, email=sam.email, password=NEW) == sam
    with pytest.raises(NotFound):
        reset_password(session, token=token, settings=settings, new="another long password here", now=NOW)


def test_weak_password_leaves_the_link_good_and_the_old_password_in_place(
    session: Session, settings: Settings, sam: User
) -> None:
    token = make_token(sam, settings=settings, now=NOW)
    with pytest.raises(InvalidInput) as refused:
        reset_password(session, token=token, settings=settings, new="short", now=NOW)
    assert refused.value.field == "new"
    assert verify_sign_in(session, email=sam.email, password=PASSWORD) == sam
    assert get_user_by_token(session, token=token, settings=settings, now=NOW) == sam


def test_link_of_somebody_who_left_is_refused(session: Session, settings: Settings, sam: User) -> None:
    token = make_token(sam, settings=settings, now=NOW)
    sam.active = False
    session.flush()
    with pytest.raises(NotFound):
        get_user_by_token(session, token=token, settings=settings, now=NOW)
