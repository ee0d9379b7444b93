"""What a person does with an import: submit a file, answer, confirm, discard. A worker does the rest."""

import hashlib
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidTransition
from app.domain.long_jobs import JobKind
from app.domain.people.imports.questions import Answers
from app.domain.people.imports.told import tell_answers
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import ImportState, PeopleImport, PeopleImportRow
from app.models.people_imports import DUE, OPEN
from app.queries.people_imports import find_import_job, find_open_import, get_import
from app.services.audit import record_audit
from app.services.long_jobs.requests import request_job

SUBMIT_LOCK = 0x0D17ED
"""Advisory lock of the transaction: two submits of one file at the same moment make one import."""
MOVED_ON = "This import has moved on meanwhile. Here is where it stands."


def submit_import(session: Session, viewer: Viewer, *, file_name: str, content: bytes, now: datetime) -> PeopleImport:
    """Take a file in; the same file again leads to the import that is under way, read afresh if it waits for us."""
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(SUBMIT_LOCK)))
    content_hash = hashlib.sha256(content).hexdigest()
    people_import = find_open_import(session, content_hash)
    if people_import is None:
        people_import = PeopleImport(content_hash=content_hash)
        session.add(people_import)
    elif people_import.state in DUE:
        return people_import
    people_import.file_name = file_name
    people_import.content = content
    people_import.created_at = now
    _hand_over(session, people_import, viewer, ImportState.WAITING, now=now)
    return people_import


def answer_import(session: Session, viewer: Viewer, import_id: int, answers: Answers, *, now: datetime) -> None:
    """Let the file be read again with these answers."""
    people_import = _take(session, import_id, ImportState.ASKING)
    people_import.answers = tell_answers(answers)
    _hand_over(session, people_import, viewer, ImportState.WAITING, now=now)


def reread_import(session: Session, viewer: Viewer, import_id: int, *, now: datetime) -> None:
    """Plan again against the directory as it is by now, asking anew what was answered."""
    people_import = _take(session, import_id, ImportState.READY, ImportState.REFUSED)
    people_import.answers = {}
    _hand_over(session, people_import, viewer, ImportState.WAITING, now=now)


def confirm_import(session: Session, viewer: Viewer, import_id: int, *, now: datetime) -> None:
    people_import = _take(session, import_id, ImportState.READY)
    _hand_over(session, people_import, viewer, ImportState.CONFIRMED, now=now)
    record_audit(
        session, actor_id=viewer.employee_id, action="people_import.confirmed", now=now, detail={"import": import_id}
    )


def discard_import(session: Session, import_id: int, *, now: datetime) -> None:
    """Drop the file and its rows; a file in a worker's hands is finished first."""
    people_import = _take(session, import_id, *OPEN)
    job = find_import_job(session, people_import)
    if people_import.state in DUE and job is not None and job.live:
        raise InvalidTransition(MOVED_ON)
    people_import.state = ImportState.DISCARDED
    people_import.updated_at = now
    drop_content(session, people_import)


def drop_content(session: Session, people_import: PeopleImport) -> None:
    people_import.content = None
    session.execute(sa.delete(PeopleImportRow).where(PeopleImportRow.import_id == people_import.id))


def _take(session: Session, import_id: int, *states: ImportState) -> PeopleImport:
    people_import = get_import(session, import_id, lock=True)
    if people_import.state not in states:
        raise InvalidTransition(MOVED_ON)
    return people_import


def _hand_over(
    session: Session, people_import: PeopleImport, viewer: Viewer, state: ImportState, *, now: datetime
) -> None:
    """Let a worker take it up, in the name and by the rights of the person who asks for it."""
    people_import.state = state
    people_import.submitted_by_id = viewer.employee_id
    people_import.submitted_by_name = viewer.name
    people_import.makes_admins = viewer.role is Role.ADMIN
    people_import.overtaken = False
    people_import.updated_at = now
    session.flush()
    request_job(
        session,
        JobKind.PEOPLE_IMPORT,
        key=people_import.job_key,
        title=people_import.file_name,
        arguments={"import": people_import.id},
        requested_by_id=viewer.employee_id,
        now=now,
    )
