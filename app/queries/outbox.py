"""Reads of the outbox: what is due, what was given up, what went out about an alert."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from app.domain.alerts.kinds import AlertOutcome
from app.domain.messages.delivery import ChannelName
from app.models import Alert, OutboxMessage, OutboxStatus

MOST_OFFERED = 500
"""Rows handed to the workers at a time; the next second brings the next."""


@dataclass(frozen=True, kw_only=True)
class DueMessage:
    id: UUID
    urgent: bool
    attempts: int


def list_due_messages(session: Session, now: datetime) -> list[DueMessage]:
    """Return what should be on its way: due, not claimed by a live worker, not carried by another message."""
    query = (
        select(OutboxMessage.id, OutboxMessage.urgent, OutboxMessage.attempts)
        .where(
            OutboxMessage.status == OutboxStatus.PENDING,
            OutboxMessage.available_at <= now,
            OutboxMessage.sent_with_id.is_(None),
        )
        .order_by(OutboxMessage.urgent.desc(), OutboxMessage.available_at)
        .limit(MOST_OFFERED)
    )
    return [DueMessage(**row) for row in session.execute(query).mappings()]


def list_messages(session: Session, *, status: OutboxStatus | None = None, limit: int = 100) -> Sequence[OutboxMessage]:
    """Return the newest messages first."""
    query = select(OutboxMessage).order_by(OutboxMessage.created_at.desc()).limit(limit)
    return session.scalars(query if status is None else query.where(OutboxMessage.status == status)).all()


def last_tries_of_desks(
    session: Session, destinations: Collection[str], *, since: datetime
) -> dict[str, OutboxMessage]:
    """Return by destination the message that a worker took up last, of those written after `since`."""
    destination = OutboxMessage.data["destination"].astext
    query = (
        select(destination, OutboxMessage)
        .where(
            OutboxMessage.created_at >= since,
            OutboxMessage.route.is_not(None),
            OutboxMessage.claimed_at.is_not(None),
            destination.in_(destinations),
        )
        .ext(distinct_on(destination))
        .order_by(destination, OutboxMessage.claimed_at.desc())
    )
    return {row[0]: row[1] for row in session.execute(query)}


@dataclass(frozen=True, kw_only=True)
class SentMessage:
    """A message as a reader got it: one row, or the rows of a group."""

    message: OutboxMessage
    together: int


def list_mailbox(session: Session, *, limit: int) -> list[SentMessage]:
    """Return the newest messages first, those that went together as one."""
    others = aliased(OutboxMessage)
    carried = select(func.count()).where(others.sent_with_id == OutboxMessage.id).correlate(OutboxMessage)
    query = (
        select(OutboxMessage, carried.scalar_subquery())
        .where(OutboxMessage.sent_with_id.is_(None))
        .order_by(OutboxMessage.created_at.desc(), OutboxMessage.id)
        .limit(limit)
    )
    return [SentMessage(message=message, together=count + 1) for message, count in session.execute(query)]


def list_sent_with(session: Session, carrier_id: UUID) -> Sequence[OutboxMessage]:
    """Return the other rows that a message carries, the oldest first."""
    query = select(OutboxMessage).where(OutboxMessage.sent_with_id == carrier_id)
    return session.scalars(query.order_by(OutboxMessage.created_at, OutboxMessage.id)).all()


def list_alert_messages(session: Session, alert_id: int) -> Sequence[OutboxMessage]:
    """Return every message about an alert, the oldest first."""
    query = select(OutboxMessage).where(OutboxMessage.alert_id == alert_id).order_by(OutboxMessage.created_at)
    return session.scalars(query).all()


def list_sent_texts(session: Session, sid: str) -> Sequence[OutboxMessage]:
    """Return, locked, what went in the text that Twilio gave this id, unless it is known not to have arrived."""
    query = select(OutboxMessage).where(
        OutboxMessage.provider_reference == sid,
        OutboxMessage.channel == ChannelName.SMS,
        OutboxMessage.status == OutboxStatus.SENT,
    )
    return session.scalars(query.order_by(OutboxMessage.id).with_for_update()).all()


def list_alerts_last_texted(session: Session, to: ColumnElement[bool], *, since: datetime) -> list[int]:
    """Return what the last text about alerts told a number: the ids, several where it was a group.

    `to`: of whom the text was; `texted_to_person` or `texted_to_desk`.
    """
    last = (
        select(OutboxMessage)
        .where(
            to,
            OutboxMessage.channel == ChannelName.SMS,
            OutboxMessage.status == OutboxStatus.SENT,
            OutboxMessage.sent_at >= since,
            OutboxMessage.data["alert_ids"].is_not(None),
        )
        .order_by(OutboxMessage.sent_at.desc(), OutboxMessage.created_at.desc(), OutboxMessage.id)
        .limit(1)
    )
    message = session.scalar(last)
    if message is None:
        return []
    carrier = message.sent_with_id or message.id
    together = select(OutboxMessage.data["alert_ids"]).where(
        (OutboxMessage.id == carrier) | (OutboxMessage.sent_with_id == carrier)
    )
    return sorted({alert_id for ids in session.scalars(together) for alert_id in ids or ()})


def texted_to_person(person_id: int, number: str) -> ColumnElement[bool]:
    """The person at the number that they have now."""
    return (OutboxMessage.recipient_id == person_id) & (OutboxMessage.address == number)


def texted_to_desk(fingerprint: str) -> ColumnElement[bool]:
    """The desk whose address in the settings has this fingerprint."""
    to_desk: ColumnElement[bool] = OutboxMessage.data["destination"].astext == fingerprint
    return to_desk


def list_told(session: Session, alert_id: int) -> Sequence[OutboxMessage]:
    """Return what has reached somebody about an alert, or may have: sent, or in a worker's hands."""
    query = select(OutboxMessage).where(OutboxMessage.alert_id == alert_id, _has_gone())
    return session.scalars(query.order_by(OutboxMessage.created_at)).all()


def list_told_before(session: Session, alert: Alert) -> Sequence[OutboxMessage]:
    """Return what has gone out about this alert, and about those of the same matter and day that were taken back."""
    same_matter = select(Alert.id).where(
        Alert.dedupe_key == alert.dedupe_key,
        Alert.alert_on == alert.alert_on,
        (Alert.id == alert.id) | (Alert.outcome == AlertOutcome.CORRECTED_BY_CALLER),
    )
    query = select(OutboxMessage).where(OutboxMessage.alert_id.in_(same_matter), _has_gone())
    return session.scalars(query.order_by(OutboxMessage.created_at)).all()


def _has_gone() -> ColumnElement[bool]:
    in_hand = (OutboxMessage.status == OutboxStatus.PENDING) & OutboxMessage.claim_token.is_not(None)
    return (OutboxMessage.status == OutboxStatus.SENT) | in_hand


def first_messages(session: Session, alert_id: int) -> dict[tuple[ChannelName, str], UUID]:
    """Return by channel and address the first message about an alert that reached somebody, or may have."""
    first: dict[tuple[ChannelName, str], UUID] = {}
    for message in list_told(session, alert_id):
        first.setdefault((message.channel, message.address), message.id)
    return first


def list_waiting(session: Session, alert_id: int) -> Sequence[OutboxMessage]:
    """Return, locked, the messages about one alert that no worker has in hand yet."""
    query = select(OutboxMessage).where(
        OutboxMessage.alert_id == alert_id,
        OutboxMessage.status == OutboxStatus.PENDING,
        OutboxMessage.claim_token.is_(None),
    )
    return session.scalars(query.order_by(OutboxMessage.created_at).with_for_update(skip_locked=True)).all()


def count_by_status(session: Session) -> dict[OutboxStatus, int]:
    query = select(OutboxMessage.status, func.count().label("messages")).group_by(OutboxMessage.status)
    counted = {row.status: row.messages for row in session.execute(query)}
    return {status: counted.get(status, 0) for status in OutboxStatus}


def groups_opened_at(session: Session, within: Mapping[str, timedelta], *, now: datetime) -> dict[str, datetime]:
    """Return by group when its last message went at once, where that was within the time of the group."""
    if not within:
        return {}
    query = (
        select(OutboxMessage.group_key, func.max(OutboxMessage.created_at))
        .where(
            OutboxMessage.group_key.in_(list(within)),
            OutboxMessage.held_until.is_(None),
            OutboxMessage.created_at > now - max(within.values()),
        )
        .group_by(OutboxMessage.group_key)
    )
    opened = {group: at for group, at in session.execute(query) if group is not None and at is not None}
    return {group: at for group, at in opened.items() if at > now - within[group]}
