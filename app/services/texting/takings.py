"""Taking an alert by replying "got it" to the text that told of it, as a person or at a shared desk."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.audiences import desk_may_hear
from app.domain.alerts.words import headline
from app.domain.errors import InvalidInput, InvalidTransition, NotFound
from app.domain.messages import destinations
from app.domain.messages.delivery import ChannelName
from app.domain.viewers import Viewer
from app.models import Alert, Employee
from app.queries.outbox import list_alerts_last_texted, texted_to_desk, texted_to_person
from app.queries.reach import check_answerable
from app.services.alerts.actions import acknowledge_alert
from app.services.alerts.links import actor_at_desk
from app.services.alerts.records import Actor
from app.settings import Settings

NOT_YOURS = "That alert is not among those you look after any more."
NOTHING_TEXTED = "No alert was texted to this number of late."
WHO = "Who has it? Text: got it, and your name."


def take_last_alert(
    session: Session, person: Employee, *, number: str, settings: Settings, now: datetime
) -> str | None:
    """Make the person the owner of what their last text was about; return the reply, or None without such a text."""
    alert_ids = list_alerts_last_texted(session, texted_to_person(person.id, number), since=_since(settings, now))
    if not alert_ids:
        return None
    viewer = Viewer(employee_id=person.id, role=person.role, timezone=person.timezone, name=person.name)
    actor = Actor(id=person.id, name=person.name)

    def check(alert_id: int) -> None:
        check_answerable(session, viewer, alert_id)

    return _take(session, alert_ids, actor, check, settings=settings, now=now)


def is_desk(number: str, settings: Settings) -> bool:
    """Whether texts to a shared desk go to this number."""
    return _desk_url(number, settings) is not None


def take_last_alert_of_desk(session: Session, name: str, *, number: str, settings: Settings, now: datetime) -> str:
    """Make whoever is at the desk the owner, by the name that they give; return the reply."""
    fingerprint = destinations.fingerprint(_desk_url(number, settings) or "")
    alert_ids = list_alerts_last_texted(session, texted_to_desk(fingerprint), since=_since(settings, now))
    if not alert_ids:
        return NOTHING_TEXTED
    try:
        actor = actor_at_desk(name)
    except InvalidInput:
        return WHO

    def check(alert_id: int) -> None:
        if not desk_may_hear(session.get_one(Alert, alert_id).kind):
            raise NotFound(NOT_YOURS)

    return _take(session, alert_ids, actor, check, settings=settings, now=now)


def _take(
    session: Session,
    alert_ids: Sequence[int],
    actor: Actor,
    check: Callable[[int], None],
    *,
    settings: Settings,
    now: datetime,
) -> str:
    """Take the one alert; with several nobody can tell which is meant."""
    if len(alert_ids) > 1:
        return f"That text was about {len(alert_ids)} alerts. Take each one here: {settings.public_url}/alerts"
    data = {"by": "text message"}
    try:
        check(alert_ids[0])
        alert = acknowledge_alert(session, alert_ids[0], actor=actor, settings=settings, now=now, data=data)
    except NotFound:
        return NOT_YOURS
    except InvalidTransition as refused:
        return refused.sentence
    return f"You have it: {_what(session, alert)}. Nobody else is asked."


def _what(session: Session, alert: Alert) -> str:
    about = session.get(Employee, alert.employee_id) if alert.employee_id else None
    return headline(alert.kind, about.name if about else "")


def _since(settings: Settings, now: datetime) -> datetime:
    return now - timedelta(hours=settings.ack_link_hours)


def _desk_url(number: str, settings: Settings) -> str | None:
    urls = (*settings.dispatch_urls, *settings.ops_urls)
    texted = (url for url in urls if destinations.channel_of(url) is ChannelName.SMS)
    return next((url for url in texted if destinations.address_of(url) == number), None)
