"""Acknowledging an alert by the signed link of a message, once per link, as the person it was sent to.

That a link was used stands in the alert's timeline.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.audiences import desk_may_hear
from app.domain.alerts.kinds import AlertEventKind, AlertOutcome, AlertStatus
from app.domain.errors import InvalidInput, InvalidTransition, NotFound
from app.domain.messages.destinations import find_url
from app.domain.phrases import GIVEN_AT_DESK, first_name_for_the_ear
from app.domain.viewers import Viewer
from app.models import Alert, AlertEvent, Employee
from app.queries.reach import check_answerable
from app.queries.recipients import at_work
from app.services.alerts.actions import acknowledge_alert, record_outcome
from app.services.alerts.lifecycle import refusal
from app.services.alerts.link_tokens import AcknowledgeClaim, LinkProblem, LinkRefused, read_ack_link
from app.services.alerts.records import Actor, lock_alert, taken_at
from app.settings import Settings

LONGEST_NAME = 80


@dataclass(frozen=True, kw_only=True)
class OpenedLink:
    claim: AcknowledgeClaim
    alert: Alert
    owner: Actor | None
    """Who has the alert by this link, or was sent it and has the alert already; None while nobody has."""
    owned_since: datetime | None


def open_ack_link(session: Session, token: str, *, settings: Settings, now: datetime) -> OpenedLink:
    """Return what the link is about, for whoever may take the alert or has it. Reads only: mail scanners open links."""
    claim = _read(session, token, settings=settings, now=now)
    alert = session.get(Alert, claim.alert_id)
    if alert is None:
        raise LinkRefused(LinkProblem.BROKEN, "The alert of this link does not exist any more. Sign in to see all.")
    _check_right(session, alert, claim, settings=settings, now=now)
    owner = _owner_by_link(session, alert, claim)
    if owner is None:
        _check_unused(session, alert, claim)
    if owner is None and alert.status is not AlertStatus.OPEN:
        raise LinkRefused(
            LinkProblem.TAKEN, refusal(session, alert, Actor(id=claim.employee_id, name=claim.recipient)).sentence
        )
    return OpenedLink(claim=claim, alert=alert, owner=owner, owned_since=taken_at(session, alert) if owner else None)


def use_ack_link(
    session: Session,
    token: str,
    *,
    name: str,
    outcome: AlertOutcome | None = None,
    note: str | None = None,
    settings: Settings,
    now: datetime,
) -> Alert:
    """Make whoever the link names the owner, once; with an outcome, keep that too. The owner may come back with one."""
    claim = _read(session, token, settings=settings, now=now)
    alert = lock_alert(session, claim.alert_id)
    _check_right(session, alert, claim, settings=settings, now=now)
    actor = _owner_by_link(session, alert, claim)
    if actor is None:
        _check_unused(session, alert, claim)
        actor = _actor_of_link(session, claim, name)
        data = {"link": claim.nonce, "sent_to": claim.recipient}
        try:
            alert = acknowledge_alert(session, alert.id, actor=actor, settings=settings, now=now, data=data)
        except InvalidTransition as refused:
            raise LinkRefused(LinkProblem.TAKEN, refused.sentence) from refused
    return record_outcome(session, alert.id, outcome=outcome, note=note, actor=actor, now=now) if outcome else alert


def _owner_by_link(session: Session, alert: Alert, claim: AcknowledgeClaim) -> Actor | None:
    """Return the owner where the link is theirs: it names them, or it is the one by which a desk took the alert."""
    if alert.status is not AlertStatus.ACKNOWLEDGED:
        return None
    if claim.employee_id is not None:
        return Actor(id=claim.employee_id, name=claim.recipient) if claim.employee_id == alert.owner_id else None
    used_by = _used_by(session, alert, claim)
    taken_by_desk = alert.owner_id is None and used_by is not None and used_by == alert.owner_name
    return Actor(id=None, name=used_by) if taken_by_desk and used_by else None


def _read(session: Session, token: str, *, settings: Settings, now: datetime) -> AcknowledgeClaim:
    """Return the claim with the person's name, as the directory has it today."""
    claim = read_ack_link(token, settings=settings, now=now)
    person = session.get(Employee, claim.employee_id) if claim.employee_id else None
    return replace(claim, recipient=person.name) if person else claim


def _used_by(session: Session, alert: Alert, claim: AcknowledgeClaim) -> str | None:
    return session.scalar(
        select(AlertEvent.actor_name).where(
            AlertEvent.alert_id == alert.id,
            AlertEvent.event == AlertEventKind.ACKNOWLEDGED,
            AlertEvent.data["link"].astext == claim.nonce,
        )
    )


def _check_unused(session: Session, alert: Alert, claim: AcknowledgeClaim) -> None:
    used_by = _used_by(session, alert, claim)
    if used_by is None:
        return
    reopened = alert.status is AlertStatus.OPEN
    after = "The alert is open again: use the newest message." if reopened else "There is nothing more to do here."
    raise LinkRefused(LinkProblem.USED, f"{used_by} has used this link already, and it works once. {after}")


def _actor_of_link(session: Session, claim: AcknowledgeClaim, name: str) -> Actor:
    if claim.employee_id is None:
        return actor_at_desk(name)
    employee = session.get_one(Employee, claim.employee_id)
    return Actor(id=employee.id, name=employee.name)


def actor_at_desk(name: str) -> Actor:
    """Return whoever is at a shared desk, by the name they give. Raises InvalidInput where that is none."""
    typed_name = " ".join(name.split())
    if not first_name_for_the_ear(typed_name) or len(typed_name) > LONGEST_NAME:
        raise InvalidInput("Say who you are, so that the others know who has it.", field="name")
    return Actor(id=None, name=f"{typed_name} ({GIVEN_AT_DESK})")


def _is_desk(fingerprint: str, settings: Settings) -> bool:
    return find_url((*settings.ops_urls, *settings.dispatch_urls), fingerprint) is not None


def _check_right(session: Session, alert: Alert, claim: AcknowledgeClaim, *, settings: Settings, now: datetime) -> None:
    """Ask what the alert's own page asks, of the person as they are today: a link outlives a role."""
    if claim.employee_id is None:
        if not desk_may_hear(alert.kind):
            raise LinkRefused(LinkProblem.NOT_YOURS, "An alert of this kind is not for a shared desk.")
        if claim.destination and not _is_desk(claim.destination, settings):
            raise LinkRefused(
                LinkProblem.NOT_YOURS, "This went to a desk that is not set up any more. Sign in to see all."
            )
        return
    employee = session.get(Employee, claim.employee_id)
    if employee is None or not at_work(employee, now):
        raise LinkRefused(LinkProblem.BROKEN, "This link was sent to somebody who no longer works here.")
    viewer = Viewer(employee_id=employee.id, role=employee.role, timezone=employee.timezone, name=employee.name)
    try:
        check_answerable(session, viewer, alert.id)
    except NotFound as not_theirs:
        raise LinkRefused(
            LinkProblem.NOT_YOURS, "This alert is not among those you look after any more. Sign in to see yours."
        ) from not_theirs
