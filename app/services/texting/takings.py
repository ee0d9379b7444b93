"""Taking an alert by replying "got it" to the text that told of it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.words import headline
from app.domain.errors import InvalidTransition, NotFound
from app.domain.viewers import Viewer
from app.models import Alert, Employee
from app.queries.outbox import list_alerts_last_texted
from app.queries.reach import check_answerable
from app.services.alerts.actions import acknowledge_alert
from app.services.alerts.records import Actor
from app.settings import Settings

NOT_YOURS = "That alert is not among those you look after any more."


def take_last_alert(
    session: Session, person: Employee, *, number: str, settings: Settings, now: datetime
) -> str | None:
    """Make the person the owner of what their last text was about; return the reply, or None without such a text."""
    since = now - timedelta(hours=settings.ack_link_hours)
    alert_ids = list_alerts_last_texted(session, person.id, number, since=since)
    if not alert_ids:
        return None
    if len(alert_ids) > 1:
        return f"That text was about {len(alert_ids)} alerts. Take each one here: {settings.public_url}/alerts"
    viewer = Viewer(employee_id=person.id, role=person.role, timezone=person.timezone, name=person.name)
    try:
        check_answerable(session, viewer, alert_ids[0])
        alert = acknowledge_alert(
            session,
            alert_ids[0],
            actor=Actor(id=person.id, name=person.name),
            settings=settings,
            now=now,
            data={"by": "text message"},
        )
    except NotFound:
        return NOT_YOURS
    except InvalidTransition as refused:
        return refused.sentence
    return f"You have it: {_what(session, alert)}. Nobody else is asked."


def _what(session: Session, alert: Alert) -> str:
    about = session.get(Employee, alert.employee_id) if alert.employee_id else None
    return headline(alert.kind, about.name if about else "")
