"""HR answers who asks for their data: a file that HR alone gets, or an erasure, both as long work."""

import io
import json
import zipfile
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.long_jobs import JobState
from app.domain.permissions import Role
from app.erasures import ErasureList
from app.extensions import settings_of
from app.jobs.long_jobs import run_long_job
from app.models import AuditEvent, Employee, JobFile, LongJob
from tests.builders import make_checkin, make_employee
from tests.functional.web.conftest import SignIn, token_of


@pytest.fixture(autouse=True)
def empty_list(app: Flask) -> Iterator[None]:
    """Leave nobody on the list of erasures, which stands beside the database."""
    yield
    ErasureList.of(settings_of(app)).path.unlink(missing_ok=True)


def ana_of(session: Session) -> Employee:
    ana = make_employee(session, name="Ana Ruiz")
    make_checkin(session, ana, blocker_present=True, blocker_note="gate code")
    session.commit()
    return ana


def run_the_job(app: Flask, session: Session) -> LongJob:
    job = session.scalars(sa.select(LongJob)).one()
    with app.app_context():
        run_long_job(str(job.id))
    session.expire_all()
    return job


def test_everything_as_a_file(app: Flask, session: Session, sign_in: SignIn) -> None:
    ana, hr = ana_of(session), sign_in(Role.HR)
    asked = hr.client.post(f"/profiles/{ana.id}/rights/export", data={"csrf_token": token_of(hr)})
    job = run_the_job(app, session)
    assert (asked.location, job.state) == (f"/jobs/{job.id}", JobState.DONE)
    assert "Download the file" in hr.open(f"/jobs/{job.id}").text
    given = hr.client.get(f"/profiles/exports/{job.id}")
    assert given.headers["Content-Disposition"] == f'attachment; filename="employee-{ana.id}.zip"'
    with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
        whole = json.loads(archive.read(f"employee-{ana.id}.json"))
    assert [row["blocker_note"] for row in whole["tables"]["daily_checkins"]] == ["gate code"]
    actions = session.scalars(
        sa.select(AuditEvent.action).where(AuditEvent.subject_id == ana.id).order_by(AuditEvent.id)
    )
    assert list(actions) == ["person.export_asked", "person.exported", "person.export_downloaded"]


def test_colleague_and_administrator_do_not_get_the_file(app: Flask, session: Session, sign_in: SignIn) -> None:
    ana, hr = ana_of(session), sign_in(Role.HR)
    hr.client.post(f"/profiles/{ana.id}/rights/export", data={"csrf_token": token_of(hr)})
    job = run_the_job(app, session)
    assert sign_in(Role.HR).client.get(f"/profiles/exports/{job.id}").status_code == 404
    admin = sign_in(Role.ADMIN).client
    assert admin.get(f"/profiles/exports/{job.id}").status_code == 403
    assert "Download" not in admin.get(f"/jobs/{job.id}").get_data(as_text=True)


def test_erasing_takes_the_file_along(app: Flask, session: Session, sign_in: SignIn) -> None:
    ana, hr = ana_of(session), sign_in(Role.HR)
    hr.client.post(f"/profiles/{ana.id}/rights/export", data={"csrf_token": token_of(hr)})
    run_the_job(app, session)
    hr.client.post(f"/profiles/{ana.id}/rights/erase", data={"csrf_token": token_of(hr), "number": ana.id})
    erasing = session.scalars(sa.select(LongJob).where(LongJob.state == JobState.WAITING)).one()
    with app.app_context():
        run_long_job(str(erasing.id))
    session.expire_all()
    assert (erasing.state, ana.name) == (JobState.DONE, f"erased person {ana.id}")
    assert session.scalars(sa.select(JobFile)).all() == []
    assert "Figures stay." in hr.open(f"/jobs/{erasing.id}").text


@pytest.mark.parametrize(("typed", "said"), [("", "Type the employee number"), ("1", "to say that you mean")])
def test_erasing_asks_for_the_number(session: Session, sign_in: SignIn, typed: str, said: str) -> None:
    ana, hr = ana_of(session), sign_in(Role.HR)
    token = token_of(hr)
    answer = hr.client.post(f"/profiles/{ana.id}/rights/erase", data={"csrf_token": token, "number": typed})
    assert (answer.status_code, said in answer.get_data(as_text=True)) == (422, True)
    assert session.scalars(sa.select(LongJob)).all() == []


def test_legal_hold_offers_no_erasure(session: Session, sign_in: SignIn) -> None:
    ana, hr = ana_of(session), sign_in(Role.HR)
    ana.legal_hold = True
    session.commit()
    page = hr.open(f"/profiles/{ana.id}/rights")
    assert "A legal hold keeps everything" in page.text
    answer = hr.client.post(f"/profiles/{ana.id}/rights/erase", data={"csrf_token": token_of(hr), "number": ana.id})
    assert (answer.status_code, session.scalars(sa.select(LongJob)).all()) == (422, [])
