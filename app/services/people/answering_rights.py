"""What HR asks for when somebody wants to see what is on record, or wants it gone: the work of two long jobs."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotAllowed
from app.domain.long_jobs import JobKind
from app.domain.viewers import Viewer
from app.models import Employee, LongJob
from app.services.audit import record_audit
from app.services.long_jobs.requests import request_job

OWN_RECORD = "Ask a colleague to erase your own record: it ends your sign-in."
ON_HOLD = "A legal hold keeps everything of this person. Lift it first, if that is yours to decide."


def ask_for_export(session: Session, viewer: Viewer, person: Employee, *, now: datetime) -> LongJob:
    return _ask(session, JobKind.EXPORT_PERSON, viewer, person, action="person.export_asked", now=now)


def ask_to_erase(session: Session, viewer: Viewer, person: Employee, *, typed: int | None, now: datetime) -> LongJob:
    """Ask for the erasure, which cannot be undone; `typed` is the employee number, as the one who asks has typed it."""
    if typed != person.id:
        raise InvalidInput(f"Type the employee number, {person.id}, to say that you mean this person.", field="number")
    if person.id == viewer.employee_id:
        raise NotAllowed(OWN_RECORD)
    if person.legal_hold:
        raise NotAllowed(ON_HOLD)
    return _ask(session, JobKind.ERASE_PERSON, viewer, person, action="person.erasure_asked", now=now)


def _ask(session: Session, kind: JobKind, viewer: Viewer, person: Employee, *, action: str, now: datetime) -> LongJob:
    """The job is titled by number: its line stays when the name goes."""
    job = request_job(
        session,
        kind,
        key=f"{kind}:{person.id}:{viewer.employee_id if kind is JobKind.EXPORT_PERSON else ''}",
        title=f"employee {person.id}",
        arguments={"employee": person.id},
        requested_by_id=viewer.employee_id,
        now=now,
    )
    record_audit(session, actor_id=viewer.employee_id, action=action, subject_id=person.id, now=now)
    return job
