"""What somebody did with an alert can be undone by them for a few minutes, as long as nothing came after it."""

from datetime import datetime, timedelta

from app.domain.alerts.kinds import AlertEventKind

UNDO_FOR = timedelta(minutes=5)
UNDOABLE = frozenset(
    {
        AlertEventKind.ACKNOWLEDGED,
        AlertEventKind.HANDED_OVER,
        AlertEventKind.SNOOZED,
        AlertEventKind.OUTCOME,
        AlertEventKind.RESOLVED,
        AlertEventKind.PUT_BACK,
    }
)


def may_undo(event: AlertEventKind, *, by_id: int | None, at: datetime, actor_id: int | None, now: datetime) -> bool:
    """Whether the actor may take back this event, the last one of an alert, which `by_id` made."""
    return event in UNDOABLE and by_id is not None and by_id == actor_id and now - at <= UNDO_FOR
