"""The outbox's writers: a message joins the transaction of what caused it; nothing here sends.

`dedupe_key` is the idempotency key: the second message with the same key is not written.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertNotice
from app.domain.messages import delivery as messaging
from app.domain.messages.delivery import ChannelName
from app.models import Alert, OutboxMessage, OutboxStatus
from app.queries.outbox import groups_opened_at
from app.services.messages.recipients import Recipient
from app.services.messages.texts import Wording

WAKE_UP = "outbox"
"""The clock listens on this channel of Postgres; a commit wakes it, so nobody waits for its next second."""
NOT_COLUMNS = {"not_before", "group_within"}
"""Parts of a new message that decide when it goes and are no columns of their own."""


@dataclass(frozen=True, kw_only=True)
class NewMessage:
    """A message to be written. `to` fills in what follows from a recipient and a text."""

    kind: str
    channel: ChannelName
    address: str
    subject: str
    body_text: str
    dedupe_key: str
    body_html: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    alert_id: int | None = None
    recipient_id: int | None = None
    route: str | None = None
    urgent: bool = False
    not_before: datetime | None = None
    group_within: timedelta | None = None
    """A message that follows another of its kind to the same address waits for the end of this time and is sent
    together with the others."""

    @classmethod
    def to(cls, recipient: Recipient, text: Wording, **more: Any) -> Self:
        """Address it; a text message has the short form, an e-mail has HTML too."""
        return cls(
            channel=recipient.channel,
            address=recipient.address,
            recipient_id=recipient.employee_id,
            route=recipient.route,
            subject=text.subject,
            body_text=text.short if recipient.channel is ChannelName.SMS else text.plain,
            body_html=text.html if recipient.channel is ChannelName.EMAIL else None,
            **more,
        )


def enqueue_message(session: Session, new: NewMessage, *, now: datetime) -> OutboxMessage | None:
    """Write one message, or return None where its key exists."""
    return next(iter(enqueue_messages(session, [new], now=now)), None)


def enqueue_messages(session: Session, new: Sequence[NewMessage], *, now: datetime) -> list[OutboxMessage]:
    """Write messages in one statement; return those whose key was free, in the order given."""
    if not new:
        return []
    statement = (
        insert(OutboxMessage).on_conflict_do_nothing(index_elements=[OutboxMessage.dedupe_key]).returning(OutboxMessage)
    )
    written = {message.dedupe_key: message for message in session.scalars(statement, _rows(session, new, now))}
    if written:
        session.execute(select(func.pg_notify(WAKE_UP, "")))
    return [written[message.dedupe_key] for message in new if message.dedupe_key in written]


def _rows(session: Session, new: Sequence[NewMessage], now: datetime) -> list[dict[str, Any]]:
    within = {group: message.group_within for message in new if (group := _group(message)) and message.group_within}
    opened = groups_opened_at(session, within, now=now)
    rows = []
    for message in new:
        group = _group(message)
        held = messaging.held_until(now, opened.get(group), within[group]) if group else None
        if group and held is None:
            opened[group] = now
        rows.append(_columns(message) | {"group_key": group, "held_until": held, **_times(message, held, now)})
    return rows


def _group(new: NewMessage) -> str | None:
    return messaging.group_key(new.kind, new.channel, new.address) if new.group_within else None


def _columns(new: NewMessage) -> dict[str, Any]:
    columns = {field.name: getattr(new, field.name) for field in fields(new) if field.name not in NOT_COLUMNS}
    return columns | {"data": dict(new.data), "status": OutboxStatus.PENDING, "attempts": 0}


def _times(new: NewMessage, held: datetime | None, now: datetime) -> dict[str, datetime]:
    return {"available_at": max(now, held or now, new.not_before or now), "created_at": now}


def cancel_messages(session: Session, *, alert_id: int, notice: AlertNotice | None = None) -> int:
    """Cancel what has become pointless: messages about an alert, of one notice or all, that no worker has in hand."""
    statement = update(OutboxMessage).where(
        OutboxMessage.alert_id == alert_id,
        OutboxMessage.status == OutboxStatus.PENDING,
        OutboxMessage.claim_token.is_(None),
    )
    if notice is not None:
        statement = statement.where(OutboxMessage.data["notice"].astext == notice)
    cancelled = session.scalars(statement.values(status=OutboxStatus.CANCELLED).returning(OutboxMessage.id)).all()
    release_followers(session, cancelled)
    return len(cancelled)


def cancel_corrections(session: Session, *, employee_id: int, alert_on: date, kind: AlertKind) -> None:
    """Cancel what would still tell somebody that an alert of this person and day no longer stands."""
    withdrawn = select(Alert.id).where(Alert.employee_id == employee_id, Alert.alert_on == alert_on, Alert.kind == kind)
    session.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.alert_id.in_(withdrawn),
            OutboxMessage.status == OutboxStatus.PENDING,
            OutboxMessage.claim_token.is_(None),
            OutboxMessage.data["notice"].astext == AlertNotice.WITHDRAWN,
        )
        .values(status=OutboxStatus.CANCELLED)
        .execution_options(synchronize_session="fetch")
    )


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
