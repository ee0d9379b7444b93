"""What goes out about an alert: one outbox row per recipient and channel, in the transaction that raised it.

Quiet hours and grouping apply to everything but the pressing kinds. Recipients are in recipients.py, the words in
templates/messages.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.alerts.audiences import Audience
from app.domain.alerts.kinds import PRESSING, AlertNotice
from app.domain.messages import delivery as messaging
from app.domain.messages.delivery import ChannelName
from app.models import Alert, OutboxMessage, OutboxStatus
from app.policy import quiet_until
from app.queries.outbox import first_messages, list_told, list_told_before, list_waiting
from app.services.alerts import texts as alert_texts
from app.services.messages import recipients
from app.services.messages.outbox import NewMessage, cancel_messages, enqueue_messages
from app.services.messages.recipients import Recipient
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
    addressees = recipients.recipients(session, alert, notice, settings, now=now)
    return _notify(session, alert, addressees, notice=notice, settings=settings, now=now)


def notify_missed_checkins(
    session: Session, alerts: Sequence[Alert], *, settings: Settings, now: datetime
) -> list[OutboxMessage]:
    """Queue one message per recipient about all of these: dispatch hears of everybody, a manager of their own."""
    session.flush()
    by_recipient: dict[Recipient, list[Alert]] = {}
    for alert in alerts:
        for recipient in recipients.recipients(session, alert, AlertNotice.RAISED, settings, now=now):
            by_recipient.setdefault(recipient, []).append(alert)
    messages = []
    for recipient, theirs in by_recipient.items():
        text = alert_texts.missed_text(session, theirs, recipient, AlertNotice.RAISED, settings=settings, now=now)
        messages.append(_message(theirs, recipient, text, notice=AlertNotice.RAISED, settings=settings, now=now))
    return enqueue_messages(session, messages, now=now)


def notify_correction(session: Session, alert: Alert, *, settings: Settings, now: datetime) -> list[OutboxMessage]:
    """Put what has not gone into the words of now; whoever was told otherwise hears the correction."""
    session.flush()
    waiting = {(row.channel, row.address): row for row in reword_unsent(session, alert, settings=settings)}
    wrongly_told = [
        _as_recipient(row, settings)
        for address, row in _last_told(session, alert).items()
        if address not in waiting and not _still_true(session, alert, row, settings)
    ]
    return _notify(session, alert, wrongly_told, notice=AlertNotice.CORRECTED, settings=settings, now=now)


def reword_unsent(session: Session, alert: Alert, *, settings: Settings) -> list[OutboxMessage]:
    """Give every message that waits the words of the alert's facts; cancel a correction that corrects nothing."""
    told = _last_told(session, alert)
    kept = []
    for row in list_waiting(session, alert.id):
        reword(session, alert, row, settings=settings)
        before = told.get((row.channel, row.address))
        if row.data["notice"] == AlertNotice.CORRECTED and before and _still_true(session, alert, before, settings):
            row.status = OutboxStatus.CANCELLED
        else:
            kept.append(row)
    session.flush()
    return kept


def reword(session: Session, alert: Alert, row: OutboxMessage, *, settings: Settings) -> None:
    """Write the row's text anew, as it would be written now at the time of the row."""
    recipient, text = _as_recipient(row, settings), _text_now(session, alert, row, settings)
    message = NewMessage.to(recipient, text, kind=row.kind, dedupe_key=row.dedupe_key)
    row.subject, row.body_text, row.body_html = message.subject, message.body_text, message.body_html
    row.data = row.data | {"happened": text.happened, "todo": text.todo}


def _text_now(session: Session, alert: Alert, row: OutboxMessage, settings: Settings) -> MessageText:
    notice, recipient = AlertNotice(row.data["notice"]), _as_recipient(row, settings)
    return alert_texts.alert_text(session, alert, recipient, notice, settings=settings, now=row.created_at)


def _still_true(session: Session, alert: Alert, row: OutboxMessage, settings: Settings) -> bool:
    return bool(_text_now(session, alert, row, settings).happened == row.data.get("happened"))


def _last_told(session: Session, alert: Alert) -> dict[tuple[ChannelName, str], OutboxMessage]:
    """Return the last message that reached each address, or may have."""
    return {(row.channel, row.address): row for row in list_told(session, alert.id)}


def _notify_withdrawn(session: Session, alert: Alert, *, settings: Settings, now: datetime) -> list[OutboxMessage]:
    """Cancel what has not gone yet; whoever was told hears that it no longer stands.

    Somebody may have been told by an earlier alert of the day that was taken back too, and whose correction was
    cancelled when this one was raised.
    """
    cancel_messages(session, alert_id=alert.id)
    last_told = {(row.channel, row.address): row for row in list_told_before(session, alert)}
    already_told = [
        _as_recipient(row, settings) for row in last_told.values() if row.data.get("notice") != AlertNotice.WITHDRAWN
    ]
    return _notify(session, alert, already_told, notice=AlertNotice.WITHDRAWN, settings=settings, now=now)


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
    addressees: Sequence[Recipient],
    *,
    notice: AlertNotice,
    settings: Settings,
    now: datetime,
) -> list[OutboxMessage]:
    threads = {} if notice is AlertNotice.RAISED else first_messages(session, alert.id)
    messages = []
    for recipient in addressees:
        text = alert_texts.alert_text(session, alert, recipient, notice, settings=settings, now=now)
        thread = threads.get((recipient.channel, recipient.address))
        messages.append(_message([alert], recipient, text, notice=notice, thread=thread, settings=settings, now=now))
    return enqueue_messages(session, messages, now=now)


def _message(
    alerts: Sequence[Alert],
    recipient: Recipient,
    text: MessageText,
    *,
    notice: AlertNotice,
    settings: Settings,
    now: datetime,
    thread: UUID | None = None,
) -> NewMessage:
    """`thread` is the first message about the alert to this address, which the new one follows."""
    first = alerts[0]
    pressing = first.kind in PRESSING
    grouped = not pressing and notice in GROUPED_NOTICES and settings.group_seconds > 0
    return NewMessage.to(
        recipient,
        text,
        kind=first.kind,
        data=_data(alerts, recipient, text, notice) | ({"thread": str(thread)} if thread else {}),
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
