"""Signed links that acknowledge an alert from a message: they name whom they were sent to, expire, and work once.

The expiry stands in the link and is judged by the caller's `now`. That a link was used stands in the alert's timeline,
so nothing has to be written when a message is made.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertOutcome, AlertStatus
from app.domain.errors import InvalidInput, InvalidTransition, OpsCoachError
from app.models import Alert, AlertEvent, Employee
from app.services.alerts.acknowledgements import acknowledge_alert, record_outcome
from app.services.alerts.lifecycle import refuse
from app.services.alerts.records import Actor, lock_alert
from app.settings import Settings
from app.signing import BadToken, ExpiredToken, Purpose, read_signed, sign

LONGEST_NAME = 80


class LinkProblem(StrEnum):
    BROKEN = "broken"
    EXPIRED = "expired"
    USED = "used"
    TAKEN = "taken"


class LinkRefused(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    """The link does not work, or not any more; `problem` picks the page."""

    http_status = 410

    def __init__(self, problem: LinkProblem, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = problem


@dataclass(frozen=True, kw_only=True)
class AcknowledgeClaim:
    alert_id: int
    employee_id: int | None
    """None: it went to a desk, and whoever presses says their name."""
    recipient: str
    """The person's or the desk's name."""
    nonce: str


def make_ack_link(
    settings: Settings, alert_id: int, recipient: str, *, employee_id: int | None = None, now: datetime
) -> str:
    """Return the address of the page that asks "I've got it?"."""
    claim = [alert_id, employee_id, recipient, secrets.token_urlsafe(6)]
    expires_at = now + timedelta(hours=settings.ack_link_hours)
    token = sign(claim, Purpose.ACKNOWLEDGE, keys=settings.secret_key, expires_at=expires_at)
    return f"{settings.public_url}/a/{token}"


def read_ack_link(token: str, *, settings: Settings, now: datetime) -> AcknowledgeClaim:
    """Raise LinkRefused for a link that we did not make, or that is too old."""
    try:
        claim = read_signed(token, Purpose.ACKNOWLEDGE, keys=settings.secret_key, now=now)
    except ExpiredToken as error:
        raise LinkRefused(
            LinkProblem.EXPIRED,
            f"A link works for {settings.ack_link_hours} hours, and this one is older. Sign in to see the alert.",
        ) from error
    except BadToken as error:
        raise LinkRefused(
            LinkProblem.BROKEN,
            "This link is incomplete or was changed on the way. Open it from the message itself, or sign in.",
        ) from error
    alert_id, employee_id, recipient, nonce = claim
    return AcknowledgeClaim(alert_id=alert_id, employee_id=employee_id, recipient=recipient, nonce=nonce)


def open_ack_link(session: Session, token: str, *, settings: Settings, now: datetime) -> tuple[AcknowledgeClaim, Alert]:
    """Return what the link is about where it can still be used. Reads only: mail scanners open links."""
    claim = read_ack_link(token, settings=settings, now=now)
    alert = session.get(Alert, claim.alert_id)
    if alert is None:
        raise LinkRefused(LinkProblem.BROKEN, "The alert of this link does not exist any more. Sign in to see all.")
    _check_unused(session, alert, claim)
    if alert.status is not AlertStatus.OPEN:
        raise LinkRefused(
            LinkProblem.TAKEN, refuse(session, alert.id, _actor(session, claim, claim.recipient)).sentence
        )
    return claim, alert


def use_ack_link(
    session: Session, token: str, *, name: str, outcome: AlertOutcome | None = None, settings: Settings, now: datetime
) -> Alert:
    """Make whoever the link names the owner, once; with an outcome, keep that too."""
    claim = read_ack_link(token, settings=settings, now=now)
    alert = lock_alert(session, claim.alert_id)
    _check_unused(session, alert, claim)
    actor = _actor(session, claim, name)
    data = {"link": claim.nonce, "sent_to": claim.recipient}
    try:
        alert = acknowledge_alert(session, alert.id, actor=actor, settings=settings, now=now, data=data)
    except InvalidTransition as refused:
        raise LinkRefused(LinkProblem.TAKEN, refused.sentence) from refused
    return record_outcome(session, alert.id, outcome=outcome, actor=actor, now=now) if outcome else alert


def _check_unused(session: Session, alert: Alert, claim: AcknowledgeClaim) -> None:
    used_by = session.scalar(
        select(AlertEvent.actor_name).where(
            AlertEvent.alert_id == alert.id,
            AlertEvent.event == AlertEventKind.ACKNOWLEDGED,
            AlertEvent.data["link"].astext == claim.nonce,
        )
    )
    if used_by is None:
        return
    reopened = alert.status is AlertStatus.OPEN
    after = "The alert is open again: use the newest message." if reopened else "There is nothing more to do here."
    raise LinkRefused(LinkProblem.USED, f"{used_by} has used this link already, and it works once. {after}")


def _actor(session: Session, claim: AcknowledgeClaim, name: str) -> Actor:
    if claim.employee_id is None:
        said = " ".join(name.split())
        if not said or len(said) > LONGEST_NAME:
            raise InvalidInput("Say who you are, so that the others know who has it.", field="name")
        return Actor(id=None, name=said)
    employee = session.get(Employee, claim.employee_id)
    if employee is None or not employee.active:
        raise LinkRefused(LinkProblem.BROKEN, "This link was sent to somebody who no longer works here.")
    return Actor(id=employee.id, name=employee.name)
