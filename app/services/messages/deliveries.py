"""Delivery in three steps: claim by lease and commit; send with no transaction open; record and commit.

A lease that ran out is claimed again, so a killed worker loses nothing. Every try of a message has the same id, so
whoever receives it twice can tell.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from app.domain.alerts.audiences import Audience, may_hear
from app.domain.alerts.kinds import AlertKind, AlertNotice, AlertStatus
from app.domain.messages.delivery import PASSWORD_RESET, DeliveryError, backoff
from app.models import Alert, Employee, OutboxMessage, OutboxStatus
from app.queries.recipients import at_work
from app.services.messages.outbox import release_followers
from app.services.messages.refused_texts import keep_refusal
from app.settings import Settings

LEASE_PER_TRY = 1.6
"""A claim holds longer than a delivery job may take, so it never runs out under a live worker."""
STOPPED_BY_AN_OWNER = {AlertNotice.REPEATED, AlertNotice.BACKUP, AlertNotice.MANAGERS_MANAGER}


@dataclass(frozen=True)
class Claim:
    """Plain values besides the rows, so that recording after the commit needs no further reading."""

    token: UUID
    messages: tuple[OutboxMessage, ...]
    """The first is the one whose id, subject and address count; the others of its group go in the same message."""
    ids: tuple[UUID, ...]
    attempts: int

    @property
    def first(self) -> OutboxMessage:
        return self.messages[0]


def claim_message(session: Session, message_id: UUID, *, settings: Settings, now: datetime) -> Claim | None:
    """Take a due message and those that go with it, or return None: sent, cancelled, in another worker's hands."""
    _wait_for_group(session, message_id)
    first = session.scalar(_due(now).where(OutboxMessage.id == message_id))
    if first is None or _drop(session, first, now):
        return None
    token, messages = uuid4(), (first, *_others(session, first, now))
    for message in messages:
        message.claim_token, message.claimed_at, message.available_at = token, now, now + lease(settings)
        message.attempts += 1
        message.sent_with_id = None if message is first else first.id
    session.flush()
    return Claim(token, messages, tuple(message.id for message in messages), first.attempts)


def lease(settings: Settings) -> timedelta:
    return timedelta(seconds=settings.delivery_seconds) * LEASE_PER_TRY


def record_sent(session: Session, claim: Claim, *, reference: str | None, now: datetime) -> None:
    """Mark the messages as sent, also where the lease ran out meanwhile."""
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(claim.ids))
        .values(status=OutboxStatus.SENT, sent_at=now, claim_token=None, provider_reference=reference, last_error=None)
    )


def record_failure(
    session: Session, claim: Claim, error: DeliveryError, *, max_attempts: int, now: datetime
) -> OutboxStatus:
    """Plan the next try, or give up; return which."""
    given_up = error.permanent or claim.attempts >= max_attempts
    status = OutboxStatus.DEAD if given_up else OutboxStatus.PENDING
    pause = backoff(claim.attempts, claim.ids[0], retry_after=error.retry_after)
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.claim_token == claim.token, OutboxMessage.status == OutboxStatus.PENDING)
        .values(status=status, claim_token=None, available_at=now + pause, last_error=error.sentence)
    )
    keep_refusal(session, claim.first, error.sms_code)
    return status


def _wait_for_group(session: Session, message_id: UUID) -> None:
    """Let one worker at a time gather a group, so that two workers do not send a part of it each."""
    key = session.scalar(select(OutboxMessage.group_key).where(OutboxMessage.id == message_id))
    if key is not None:
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def _due(now: datetime) -> Select[OutboxMessage]:
    return (
        select(OutboxMessage)
        .where(
            OutboxMessage.status == OutboxStatus.PENDING,
            OutboxMessage.available_at <= now,
            OutboxMessage.sent_with_id.is_(None),
        )
        .order_by(OutboxMessage.created_at, OutboxMessage.id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def _others(session: Session, first: OutboxMessage, now: datetime) -> list[OutboxMessage]:
    """Return those bound to the message by an earlier try; on its first try gather what is due with it."""
    if first.group_key is None:
        return []
    if first.attempts:
        bound = select(OutboxMessage).where(
            OutboxMessage.sent_with_id == first.id, OutboxMessage.status == OutboxStatus.PENDING
        )
        others = session.scalars(bound.order_by(OutboxMessage.created_at, OutboxMessage.id).with_for_update())
    else:
        others = session.scalars(
            _due(now).where(
                OutboxMessage.group_key == first.group_key,
                OutboxMessage.attempts == 0,
                OutboxMessage.id != first.id,
            )
        )
    return [message for message in others if not _drop(session, message, now)]


def _drop(session: Session, message: OutboxMessage, now: datetime) -> bool:
    """Cancel a message that nobody needs any more, or that its recipient may not read any more."""
    if message.kind == PASSWORD_RESET and message.recipient_id is None:
        message.address = message.body_text = ""  # typed by whoever asked; it may be anybody's
    elif not _is_pointless(session, message) and not _is_for_somebody_else(session, message, now):
        return False
    message.status, message.claim_token = OutboxStatus.CANCELLED, None
    session.flush()
    release_followers(session, [message.id])
    return True


def _is_for_somebody_else(session: Session, message: OutboxMessage, now: datetime) -> bool:
    """Whether the recipient has left, or lost the right to hear of such an alert, since it was written."""
    person = session.get(Employee, message.recipient_id) if message.recipient_id else None
    if person is None:
        return False
    if not at_work(person, now):
        return True
    audience = message.data.get("audience")
    if audience is None or message.kind not in set(AlertKind):
        return False
    return not may_hear(person.role, AlertKind(message.kind), Audience(audience))


def _is_pointless(session: Session, message: OutboxMessage) -> bool:
    """Whether its alerts are resolved, or have an owner and it asked for one."""
    notice = message.data.get("notice")
    alert_ids = message.data.get("alert_ids") or [message.alert_id]
    if notice is None or notice == AlertNotice.WITHDRAWN or alert_ids == [None]:
        return False
    moot = {AlertStatus.RESOLVED} | ({AlertStatus.ACKNOWLEDGED} if notice in STOPPED_BY_AN_OWNER else set())
    statuses = session.scalars(select(Alert.status).where(Alert.id.in_(alert_ids))).all()
    return all(status in moot for status in statuses)
