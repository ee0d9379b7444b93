"""What the link page says an alert is about. Whoever holds the link reads it, so no reason class and no score."""

from app.domain.alerts.kinds import AlertKind
from app.domain.alerts.words import headline
from app.models import Alert, Employee


def headline_of(alert: Alert, person: Employee | None) -> str:
    return headline(alert.kind, person.name if person else "")


def detail(alert: Alert) -> str | None:
    """Return the one line below: a blocker's own words, where somebody needs help, why the line may be down."""
    if alert.kind is AlertKind.BLOCKER and alert.note:
        return f"“{alert.note}”"
    if alert.kind is AlertKind.SAFETY:
        return f"{alert.note}. {alert.facts.get('why', '')}" if alert.note else str(alert.facts.get("why", ""))
    return str(alert.facts.get("why", "")) or None if alert.kind is AlertKind.LINE else None
