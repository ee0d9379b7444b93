"""What became of a blocker, told to the person who reported it at their next call."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertOutcome, AlertStatus
from app.domain.phrases import first_name_for_the_ear
from app.models import Alert, Employee
from app.queries.alerts import BlockerState, list_blocker_states
from app.services.alerts.records import add_event

MOST_TOLD = 2
"""Blockers mentioned in one call, the newest first; the call has two minutes."""
CLOSING_WORDS = {
    AlertOutcome.JOB_MOVED: "Job moved",
    AlertOutcome.CUSTOMER_TOLD: "Customer told",
    AlertOutcome.FALSE_ALARM: "Closed",
    AlertOutcome.OTHER: "Closed",
}
"""Anything else is "Fixed"."""
NAMED_DAYS = 7
"""Days within which a day is named by its weekday; before that by its date."""


def tell_blocker_news(session: Session, employee_id: int, *, uses_up: bool = True, now: datetime) -> str | None:
    """Return the news to speak; unless not `uses_up`, keep that what was closed has been told: one call says it."""
    states = list_blocker_states(session, employee_id, now=now)
    newest = sorted(states, key=lambda state: state.alert.status is not AlertStatus.RESOLVED)[:MOST_TOLD]
    if not newest:
        return None
    zone = ZoneInfo(session.get_one(Employee, employee_id).timezone)
    news = " ".join(_sentence(state, zone, now) for state in newest)
    for state in newest if uses_up else ():
        _mark_told(session, state.alert, now)
    return news


def _sentence(state: BlockerState, zone: ZoneInfo, now: datetime) -> str:
    alert = state.alert
    if alert.status is not AlertStatus.RESOLVED or alert.resolved_at is None:
        owner = first_name_for_the_ear(alert.owner_name or "")
        return f"Still open: {_quoted(alert)}." + (f" {owner} has it." if owner else "")
    word = CLOSING_WORDS.get(alert.outcome, "Fixed") if alert.outcome else "Fixed"
    closer = first_name_for_the_ear(state.resolved_by or "")
    by = f" by {closer}" if closer else ""
    return f"{word}{by} {_when(alert.resolved_at.astimezone(zone), now.astimezone(zone))}: {_quoted(alert)}."


def _quoted(alert: Alert) -> str:
    return (alert.note or "your blocker").strip().rstrip(".")


def _when(then: datetime, now: datetime) -> str:
    clock = f"at {then.hour % 12 or 12}:{then:%M}"
    days = (now.date() - then.date()).days
    day = {0: "", 1: "yesterday "}.get(days, f"on {then:%A} " if days < NAMED_DAYS else f"on {then:%B} {then.day} ")
    return f"{day}{clock}"


def _mark_told(session: Session, alert: Alert, now: datetime) -> None:
    if alert.status is AlertStatus.RESOLVED and alert.news_told_at is None:
        alert.news_told_at = now
        add_event(session, alert, AlertEventKind.TOLD, now=now)
