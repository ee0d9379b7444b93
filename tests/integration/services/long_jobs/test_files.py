"""The file of a long job: for whoever asked for it, for some days, each time with a line."""

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.long_jobs import JobKind
from app.models import AuditEvent, Employee, JobFile
from app.services.long_jobs.files import KEPT, keep_file, take_file
from app.services.long_jobs.requests import request_job
from tests.builders import NOW, make_employee


@pytest.fixture
def hanna(session: Session) -> Employee:
    return make_employee(session)


def made(session: Session, person: Employee, asked_by: Employee) -> uuid.UUID:
    job = request_job(session, JobKind.EXPORT_PERSON, key="e", title="employee", requested_by_id=asked_by.id, now=NOW)
    keep_file(session, job.id, employee_id=person.id, name="a.zip", content=b"PK", now=NOW)
    session.flush()
    return job.id


def test_whoever_asked_is_given_it_and_each_time_leaves_a_line(session: Session, hanna: Employee) -> None:
    ana = make_employee(session)
    job_id = made(session, ana, hanna)
    for _ in range(2):
        assert take_file(session, job_id, viewer_id=hanna.id, now=NOW).content == b"PK"
    lines = session.scalars(select(AuditEvent)).all()
    assert [(line.action, line.actor_id, line.subject_id) for line in lines] == [
        ("person.export_downloaded", hanna.id, ana.id)
    ] * 2


def test_nobody_else_is_and_nobody_once_its_days_are_over(session: Session, hanna: Employee) -> None:
    job_id = made(session, make_employee(session), hanna)
    for viewer_id, at in ((make_employee(session).id, NOW), (hanna.id, NOW + KEPT)):
        with pytest.raises(NotFound):
            take_file(session, job_id, viewer_id=viewer_id, now=at)


def test_job_that_runs_again_replaces_its_file(session: Session, hanna: Employee) -> None:
    job_id = made(session, hanna, hanna)
    keep_file(session, job_id, employee_id=hanna.id, name="b.zip", content=b"PK2", now=NOW)
    session.flush()
    assert [(file.name, file.content) for file in session.scalars(select(JobFile))] == [("b.zip", b"PK2")]
