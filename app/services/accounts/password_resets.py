"""A new password by mailed link: signed, good for an hour, and once, because using it raises the epoch it carries."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.messages.delivery import PASSWORD_RESET, TOKEN_AT_SENDING, ChannelName
from app.models import User
from app.queries.users import find_user, find_user_by_email
from app.services.accounts.refusals import hash_account
from app.services.accounts.users import set_password
from app.services.messages.outbox import NewMessage, enqueue_message
from app.settings import Settings
from app.signing import BadToken, Purpose, read_signed, sign

GOOD_FOR = timedelta(hours=1)
INVITATION_GOOD_FOR = timedelta(days=7)
SPENT = "This link is no longer good: it was used, or it is too old. Ask for a new one."
BODY = """Somebody, hopefully you, asked for a new password for {email}.

Choose it here within an hour: {link}

If it was not you, nothing has changed; you can ignore this message.
"""


def request_reset(session: Session, *, email: str, settings: Settings, now: datetime) -> None:
    """Queue a link for the address; the same work whether anybody signs in with it, so that its time tells nothing.

    One that nobody signs in with is dropped, and forgotten, where it would be sent.
    """
    user, address = find_user_by_email(session, email), email.strip().lower()
    link = f"{settings.public_url}/password-resets/{TOKEN_AT_SENDING}"
    minute = int(now.timestamp()) // 60
    message = NewMessage(
        kind=PASSWORD_RESET,
        channel=ChannelName.EMAIL,
        address=address,
        recipient_id=user.employee_id if user else None,
        subject="A new password for Daily Ops Coach",
        body_text=BODY.format(email=address, link=link),
        dedupe_key=f"{PASSWORD_RESET}:{hash_account(address, settings)}:{user.session_epoch if user else 0}:{minute}",
        urgent=True,
    )
    enqueue_message(session, message, now=now)


def make_token(user: User, *, settings: Settings, now: datetime, good_for: timedelta = GOOD_FOR) -> str:
    value = [user.id, user.session_epoch]
    return sign(value, Purpose.PASSWORD_RESET, keys=settings.secret_key, expires_at=now + good_for)


def get_user_by_token(session: Session, *, token: str, settings: Settings, now: datetime) -> User:
    """Return whose link this is, or raise NotFound with what to do."""
    try:
        user_id, epoch = read_signed(token, Purpose.PASSWORD_RESET, keys=settings.secret_key, now=now)
    except BadToken:
        raise NotFound(SPENT) from None
    user = find_user(session, user_id)
    if user is None or user.session_epoch != epoch:
        raise NotFound(SPENT)
    return user


def reset_password(session: Session, *, token: str, settings: Settings, new: str, now: datetime) -> None:
    user = get_user_by_token(session, token=token, settings=settings, now=now)
    set_password(session, user=user, new=new, now=now)
