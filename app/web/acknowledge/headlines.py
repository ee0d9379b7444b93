"""What the link page says an alert is about. Whoever holds the link reads it, so no reason class and no score."""

from app.domain.alerts.kinds import AlertKind
from app.models import Alert, Employee


def headline(alert: Alert, person: Employee | None) -> str:
    name = person.name if person else ""
    match alert.kind:
        case AlertKind.ATTENDANCE:
            return f"{name} is not coming in"
        case AlertKind.BLOCKER:
            return f"{name} is blocked"
        case AlertKind.BURNOUT:
            return f"{name} may need a conversation"
        case AlertKind.MISSED:
            return f"{name} has not checked in"
        case AlertKind.LINE:
            return "The check-in line may be down"


def detail(alert: Alert) -> str | None:
    """Return the one line below: a blocker's own words, or why the line may be down."""
    if alert.kind is AlertKind.BLOCKER and alert.note:
        return f"“{alert.note}”"
    return str(alert.facts.get("why", "")) or None if alert.kind is AlertKind.LINE else None
