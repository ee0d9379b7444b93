"""The messages of the latest alerts, as history: all of them sent, all of them to demo.example."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from app.dev.demo.people import DISPATCHER_IDS, DemoPerson
from app.domain.alerts.audiences import Audience
from app.domain.alerts.kinds import AlertKind
from app.domain.alerts.words import headline
from app.domain.messages.delivery import ChannelName
from app.models import OutboxStatus

NAMESPACE = uuid.UUID("8b0f6a5e-3d3b-4a58-9c54-0d6b6f0b5a11")
RECENT = timedelta(days=3)
TO_DO = {
    AlertKind.ATTENDANCE: "Open the alert and say who covers the jobs.",
    AlertKind.BLOCKER: "Open the alert and take it.",
    AlertKind.BURNOUT: "Find a quiet minute. An indicator, not a diagnosis.",
    AlertKind.MISSED: "Call them, then say what you did.",
}


def sent_messages(
    alerts: Iterable[dict[str, Any]], staff: dict[int, DemoPerson], *, now: datetime
) -> list[dict[str, Any]]:
    return [
        _row(alert, staff[recipient], staff[alert["employee_id"]])
        for alert in alerts
        if alert["opened_at"] >= now - RECENT
        for recipient in _recipients(alert, staff)
    ]


def _recipients(alert: dict[str, Any], staff: dict[int, DemoPerson]) -> Iterator[int]:
    manager = staff[alert["employee_id"]].manager_id
    if alert["kind"] is AlertKind.BLOCKER:
        yield DISPATCHER_IDS[1]
        return
    if alert["kind"] is not AlertKind.BURNOUT:
        yield from DISPATCHER_IDS
    if manager is not None:
        yield manager


def _row(alert: dict[str, Any], recipient: DemoPerson, about: DemoPerson) -> dict[str, Any]:
    key = f"demo:{alert['kind']}:{alert['id']}:{recipient.id}"
    sent_at = alert["opened_at"] + timedelta(seconds=2 + recipient.id % 4)
    subject = headline(alert["kind"], about.name)
    audience = Audience.DISPATCH if recipient.id in DISPATCHER_IDS else Audience.MANAGER
    return {
        "id": uuid.uuid5(NAMESPACE, key),
        "alert_id": alert["id"],
        "kind": alert["kind"].value,
        "recipient_id": recipient.id,
        "channel": ChannelName.EMAIL,
        "address": recipient.email,
        "subject": subject,
        "body_text": f"{subject}.\n{TO_DO[alert['kind']]}\n",
        "data": {"audience": audience, "recipient": recipient.name, "timezone": recipient.timezone},
        "dedupe_key": key,
        "urgent": alert["kind"] is AlertKind.ATTENDANCE,
        "status": OutboxStatus.SENT,
        "attempts": 1,
        "available_at": alert["opened_at"],
        "sent_at": sent_at,
        "provider_reference": f"<{uuid.uuid5(NAMESPACE, key)}@demo.example>",
        "created_at": alert["opened_at"],
    }
