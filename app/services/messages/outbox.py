"""The outbox's writers: a message joins the transaction of what caused it; nothing here sends.

`dedupe_key` is the idempotency key: the second message with the same key is not written.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.domain.messages import delivery as messaging
from app.domain.messages.delivery import ChannelName
from app.models import OutboxMessage, OutboxStatus
from app.queries.outbox import group_opened_at

WAKE_UP = "outbox"
"""The clock listens on this channel of Postgres; a commit wakes it, so nobody waits for its next second."""


def enqueue_message(
    session: Session,
    *,
    kind: str,
    channel: ChannelName,
    address: str,
    subject: str,
    body_text: str,
    dedupe_key: str,
    now: datetime,
    body_html: str | None = None,
    data: Mapping[str, Any] | None = None,
    alert_id: int | None = None,
    recipient_id: int | None = None,
    route: str | None = None,
    urgent: bool = False,
    not_before: datetime | None = None,
    group_within: timedelta | None = None,
) -> OutboxMessage | None:
    """Write one message, or return None where its key exists.

    With `group_within`, a message that follows another of its kind to the same address waits for the end of that time
    and is sent together with the others.
    """
    group = messaging.group_key(kind, channel, address) if group_within else None
    held = _held_until(session, group, group_within, now) if group and group_within else None
    statement = (
        insert(OutboxMessage)
        .values(
            kind=kind,
            channel=channel,
            address=address,
            subject=subject,
            body_text=body_text,
            body_html=body_html,
            data=dict(data or {}),
            dedupe_key=dedupe_key,
            alert_id=alert_id,
            recipient_id=recipient_id,
            route=route,
            urgent=urgent,
            status=OutboxStatus.PENDING,
            attempts=0,
            available_at=max(now, held or now, not_before or now),
            group_key=group,
            held_until=held,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=[OutboxMessage.dedupe_key])
        .returning(OutboxMessage)
    )
    message = session.scalar(statement)
    if message is not None:
        session.execute(select(func.pg_notify(WAKE_UP, "")))
    return message


def _held_until(session: Session, group: str, within: timedelta, now: datetime) -> datetime | None:
    opened_at = group_opened_at(session, group, since=now - within)
    return messaging.held_until(now, opened_at, within)


def cancel_messages(session: Session, *, alert_id: int) -> int:
    """Cancel what has become pointless: messages about a resolved alert that no worker has in hand."""
    cancelled = session.scalars(
        update(OutboxMessage)
        .where(
            OutboxMessage.alert_id == alert_id,
            OutboxMessage.status == OutboxStatus.PENDING,
            OutboxMessage.claim_token.is_(None),
        )
        .values(status=OutboxStatus.CANCELLED)
        .returning(OutboxMessage.id)
    ).all()
    release_followers(session, cancelled)
    return len(cancelled)


def release_followers(session: Session, leaders: Collection[UUID]) -> None:
    """Let messages that were to go with one of these go by themselves."""
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.sent_with_id.in_(leaders), OutboxMessage.status == OutboxStatus.PENDING)
        .values(sent_with_id=None, claim_token=None)
    )


def retry_dead(session: Session, *, now: datetime, ids: Collection[UUID] | None = None) -> int:
    """Offer given-up messages again, all of them or those named; return how many."""
    statement = update(OutboxMessage).where(OutboxMessage.status == OutboxStatus.DEAD)
    if ids is not None:
        statement = statement.where(OutboxMessage.id.in_(ids))
    retried = session.scalars(
        statement.values(
            status=OutboxStatus.PENDING, attempts=0, available_at=now, sent_with_id=None, claim_token=None
        ).returning(OutboxMessage.id)
    ).all()
    session.execute(select(func.pg_notify(WAKE_UP, "")))
    return len(retried)
