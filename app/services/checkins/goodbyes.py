"""What somebody is told at the end of a check-in, on whatever way it came."""

from app.domain.alerts.kinds import AlertKind
from app.domain.checkins.script import closing
from app.services.checkins.log import SavedCheckin


def goodbye_for(saved: SavedCheckin, *, name: str) -> str:
    """Return the closing words; they claim only what went out."""
    alerted = {alert.kind for alert in saved.alerts}
    return closing(
        saved.row.answers,
        name=name,
        dispatch_told=AlertKind.ATTENDANCE in alerted or saved.late_told,
        ops_told=AlertKind.BLOCKER in alerted,
    )
