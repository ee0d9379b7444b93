"""A new password by mailed link: signed, good for an hour, and once, because using it raises the epoch it carries."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.messages.delivery import ChannelName
from app.models import User
from app.queries.users import find_user, find_user_by_email
from app.services.accounts.users import set_password
from app.services.messages.outbox import enqueue_message

GOOD_FOR = timedelta(hours=1)
SALT = "password-reset"
SPENT = "This link is no longer good: it was used, or it is older than an hour. Ask for a new one."
BODY = """Somebody, hopefully you, asked for a new password for {email}.

Choose it here within an hour: {link}

If it was not you, nothing has changed; you can ignore this message.
"""


def request_reset(
    session: Session, *, email: str, keys: Sequence[str], link: Callable[[str], str], now: datetime
) -> None:
    """Mail a link to the address where somebody signs in with it; the caller answers the same either way."""
    user = find_user_by_email(session, email)
    if user is None:
        return
    token = make_token(user, keys=keys, now=now)
    enqueue_message(
        session,
        kind="password_reset",
        channel=ChannelName.EMAIL,
        address=user.email,
        subject="A new password for Daily Ops Coach",
        body_text=BODY.format(email=user.email, link=link(token)),
        dedupe_key=f"password_reset:{user.id}:{user.session_epoch}:{int(now.timestamp()) // 60}",
        recipient_id=user.employee_id,
        urgent=True,
        now=now,
    )


def make_token(user: User, *, keys: Sequence[str], now: datetime) -> str:
    return _serializer(keys).dumps([user.id, user.session_epoch, int((now + GOOD_FOR).timestamp())])


def get_user_by_token(session: Session, *, token: str, keys: Sequence[str], now: datetime) -> User:
    """Return whose link this is, or raise NotFound with what to do."""
    try:
        user_id, epoch, ends_at = _serializer(keys).loads(token)
    except BadData:
        raise NotFound(SPENT) from None
    user = find_user(session, user_id)
    if user is None or user.session_epoch != epoch or now.timestamp() > ends_at:
        raise NotFound(SPENT)
    return user


def reset_password(session: Session, *, token: str, keys: Sequence[str], new: str, now: datetime) -> None:
    set_password(session, user=get_user_by_token(session, token=token, keys=keys, now=now), new=new, now=now)


def _serializer(keys: Sequence[str]) -> URLSafeSerializer:
    return URLSafeSerializer(list(keys), salt=SALT)
