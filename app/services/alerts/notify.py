"""What goes out about an alert: one outbox row per recipient and channel, in the transaction that raised it.

Quiet hours and grouping apply to everything but attendance. Recipients are in recipients.py, the words in
templates/messages.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertNotice
from app.domain.messages import delivery as messaging
from app.models import Alert, OutboxMessage
from app.policy import quiet_until
from app.queries.outbox import list_told
from app.services.alerts import texts as alert_texts
from app.services.messages import recipients
from app.services.messages.outbox import NewMessage, cancel_messages, enqueue_message
from app.services.messages.recipients import Audience, Recipient
from app.services.messages.texts import MessageText
from app.settings import Settings

GROUPED_NOTICES = {AlertNotice.RAISED, AlertNotice.REOPENED}


def notify_alert(
    session: Session, alert: Alert, *, notice: AlertNotice, settings: Settings, now: datetime
) -> list[OutboxMessage]:
    """Queue what this notice asks for and return the new rows. Calling it again adds nothing."""
    session.flush()
    if notice is AlertNotice.WITHDRAWN:
        return _notify_withdrawn(session, alert, settings=settings, now=now)
    told = recipients.recipients(session, alert, notice, settings)
    return _notify(session, alert, told, notice=notice, settings=settings, now=now)


def notify_missed_checkins(
    session: Session, alerts: Sequence[Alert], *, settings: Settings, now: datetime
) -> list[OutboxMessage]:
    """Queue one message per recipient about all of these: dispatch hears of everybody, a manager of their own."""
    session.flush()
    by_recipient: dict[Recipient, list[Alert]] = {}
    for alert in alerts:
        for recipient in recipients.recipients(session, alert, AlertNotice.RAISED, settings):
            by_recipient.setdefault(recipient, []).append(alert)
    queued: list[OutboxMessage | None] = []
    for recipient, told in by_recipient.items():
        text = alert_texts.missed_text(session, told, recipient, AlertNotice.RAISED, settings=settings, now=now)
        queued.append(_queue(session, told, recipient, text, notice=AlertNotice.RAISED, settings=settings, now=now))
    return [message for message in queued if message is not None]


def _notify_withdrawn(session: Session, alert: Alert, *, settings: Settings, now: datetime) -> list[OutboxMessage]:
    """Cancel what has not gone yet; whoever was told hears that it no longer stands."""
    cancel_messages(session, alert_id=alert.id)
    told = {(row.channel, row.address): _as_recipient(row, settings) for row in list_told(session, alert.id)}
    return _notify(session, alert, list(told.values()), notice=AlertNotice.WITHDRAWN, settings=settings, now=now)


def _as_recipient(row: OutboxMessage, settings: Settings) -> Recipient:
    return Recipient(
        audience=Audience(row.data["audience"]),
        channel=row.channel,
        address=row.address,
        name=row.data["recipient"],
        timezone=row.data.get("timezone", settings.company_timezone),
        employee_id=row.recipient_id,
        route=row.route,
        destination=row.data.get("destination"),
    )


def _notify(
    session: Session,
    alert: Alert,
    told: Sequence[Recipient],
    *,
    notice: AlertNotice,
    settings: Settings,
    now: datetime,
) -> list[OutboxMessage]:
    queued = []
    for recipient in told:
        text = alert_texts.alert_text(session, alert, recipient, notice, settings=settings, now=now)
        queued.append(_queue(session, [alert], recipient, text, notice=notice, settings=settings, now=now))
    return [message for message in queued if message is not None]


def _queue(
    session: Session,
    alerts: Sequence[Alert],
    recipient: Recipient,
    text: MessageText,
    *,
    notice: AlertNotice,
    settings: Settings,
    now: datetime,
) -> OutboxMessage | None:
    first = alerts[0]
    pressing = first.kind is AlertKind.ATTENDANCE
    grouped = not pressing and notice in GROUPED_NOTICES and settings.group_seconds > 0
    message = NewMessage.to(
        recipient,
        text,
        kind=first.kind,
        data=_data(alerts, recipient, text, notice),
        dedupe_key=messaging.alert_key(
            first.id,
            notice,
            recipient.channel,
            recipient.destination or recipient.address,
            at=None if notice is AlertNotice.RAISED else now,
        ),
        alert_id=first.id if len(alerts) == 1 else None,
        urgent=pressing,
        not_before=None if pressing else quiet_until(settings, recipient.timezone, now),
        group_within=timedelta(seconds=settings.group_seconds) if grouped else None,
    )
    return enqueue_message(session, message, now=now)


def _data(alerts: Sequence[Alert], recipient: Recipient, text: MessageText, notice: AlertNotice) -> dict[str, object]:
    """What delivery needs, and what a JSON webhook gets: nothing that this reader's text does not say."""
    return {
        "notice": notice,
        "alert_ids": [alert.id for alert in alerts],
        "alert_on": alerts[0].alert_on.isoformat(),
        "audience": recipient.audience,
        "recipient": recipient.name,
        "timezone": recipient.timezone,
        "destination": recipient.destination,
        "happened": text.happened,
        "todo": text.todo,
        "link": text.link,
        "button": text.button,
    }
