"""People and files of them in a real database, for tests of the import."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.long_jobs import JobState
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee, ImportState, LongJob, PeopleImport
from app.services.people.imports.submitting import confirm_import, submit_import
from app.services.people.imports.working import work_on_import
from app.settings import Settings
from tests.builders import NOW, make_employee

HEADING = "Employee number,Name,Phone,E-mail,Start date,Manager,Job title"


def file_of(*rows: str, heading: str = HEADING) -> bytes:
    return "\n".join([heading, *rows, ""]).encode()


def make_hr(session: Session) -> Viewer:
    employee = make_employee(session, name="Hanna Records", role=Role.HR, phone=None, email="hanna@works.example")
    return Viewer(employee_id=employee.id, role=Role.HR, timezone="America/Chicago", name=employee.name)


def make_people(session: Session) -> Sequence[Employee]:
    """Make a manager 501 with a technician 502, and 503, who has left."""
    bo = make_employee(session, id=501, name="Bo Chief", role=Role.MANAGER, phone="+13125550151")
    ana = make_employee(session, id=502, name="Ana Tech", manager_id=501, phone="+13125550152")
    ed = make_employee(session, id=503, name="Ed Gone", active=False, phone="+13125550153")
    return bo, ana, ed


def submit(session: Session, viewer: Viewer, content: bytes, settings: Settings) -> PeopleImport:
    """Submit a file and let a worker read it."""
    people_import = submit_import(session, viewer, file_name="people.csv", content=content, now=NOW)
    work(session, people_import, settings)
    return people_import


def land(session: Session, viewer: Viewer, content: bytes, settings: Settings) -> PeopleImport:
    """Submit a file, confirm its preview and let a worker apply it."""
    people_import = submit(session, viewer, content, settings)
    confirm_import(session, viewer, people_import.id, now=NOW)
    work(session, people_import, settings)
    return people_import


def work(session: Session, people_import: PeopleImport, settings: Settings) -> ImportState:
    """Do the step that is due, and end the long job that was asked for it."""
    session.flush()
    session.expire_all()
    work_on_import(session, people_import.id, now=NOW, settings=settings, progress=lambda _done, _total, _step: None)
    ended = sa.update(LongJob).where(LongJob.key == people_import.job_key).values(state=JobState.DONE)
    session.execute(ended)
    return people_import.state
