"""Changes of an alert that stays open, and the messages about them.

A message that has not gone is put into the new words; whoever was told otherwise hears the correction, in the thread of
the first message.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertNotice
from app.domain.alerts.rules import Finding
from app.models import Alert
from app.services.alerts.lifecycle import CORRECTED_BY_CALLER
from app.services.alerts.notify import notify_alert, notify_correction
from app.services.alerts.records import add_event, stored_facts
from app.settings import Settings

KEPT_FACTS = ("days",)
"""Facts that are kept when the others are replaced."""


def correct_alert(session: Session, alert: Alert, finding: Finding, *, settings: Settings, now: datetime) -> None:
    """Give a locked alert the facts of the latest answer; nothing happens where they are the same."""
    kept = {name: alert.facts[name] for name in KEPT_FACTS if name in alert.facts}
    facts = stored_facts(finding) | kept
    if alert.facts == facts:
        return
    changed = {name: value for name, value in facts.items() if alert.facts.get(name) != value}
    alert.facts = facts
    alert.note = finding.facts.get("blocker_note")
    add_event(session, alert, AlertEventKind.CORRECTED, now=now, note=CORRECTED_BY_CALLER, data=changed)
    notify_correction(session, alert, settings=settings, now=now)


def take_back(session: Session, alert: Alert, *, settings: Settings, now: datetime) -> None:
    """Tell whoever heard of an alert that somebody has closed since: its cause is gone."""
    add_event(session, alert, AlertEventKind.WITHDRAWN, now=now, note=CORRECTED_BY_CALLER)
    notify_alert(session, alert, notice=AlertNotice.WITHDRAWN, settings=settings, now=now)
