"""What somebody asks of the data about them: a copy, a correction, a removal. It reaches HR, who do it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.alerts.audiences import Audience
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.queries.recipients import people_in_role
from app.services.audit import record_audit
from app.services.messages.outbox import NewMessage, enqueue_message
from app.services.messages.recipients import as_recipients
from app.services.messages.texts import render
from app.settings import Settings


class DataRequest(StrEnum):
    COPY = "copy"
    CORRECTION = "correction"
    REMOVAL = "removal"


REQUEST_WORDS: Mapping[DataRequest, str] = {
    DataRequest.COPY: "a copy of everything",
    DataRequest.CORRECTION: "a correction",
    DataRequest.REMOVAL: "the removal of what is personal",
}


def request_about_data(
    session: Session, viewer: Viewer, request: DataRequest, *, settings: Settings, now: datetime
) -> bool:
    """Tell everybody in HR, by number and without a word of the person, once a day; False where HR has nobody."""
    people = people_in_role(session, Role.HR, now=now)
    addressees = as_recipients([person for person in people if person.id != viewer.employee_id], Audience.HR, settings)
    text = render(
        "data_request",
        link=f"{settings.public_url}/profiles/{viewer.employee_id}",
        button="Open the record",
        number=viewer.employee_id,
        asked_for=REQUEST_WORDS[request],
    )
    for recipient in addressees:
        key = f"data-request:{viewer.employee_id}:{request}:{now.date()}:{recipient.channel}:{recipient.address}"
        enqueue_message(session, NewMessage.to(recipient, text, kind="data_request", dedupe_key=key), now=now)
    record_audit(
        session,
        actor_id=viewer.employee_id,
        action="person.data_requested",
        subject_id=viewer.employee_id,
        detail={"asked_for": request.value},
        now=now,
    )
    return bool(addressees)
