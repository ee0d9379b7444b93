"""Long work as its pages show it: one's own, its progress, cancel and once more."""

import uuid

import pytest
from sqlalchemy.orm import Session

from app.domain.long_jobs import JobKind, JobState
from app.domain.permissions import Role
from app.models import LongJob
from app.services.long_jobs.progress import claim_job, fail_job, show_progress
from app.services.long_jobs.requests import request_job
from tests.builders import NOW, make_employee
from tests.csv_rows import rows_of
from tests.functional.web.conftest import SignIn, token_of


def make_job(
    session: Session, requested_by_id: int | None, key: str = "people", kind: JobKind = JobKind.PEOPLE_IMPORT
) -> LongJob:
    job = request_job(session, kind, key=key, title=f"{key}.csv", requested_by_id=requested_by_id, now=NOW)
    session.commit()
    return job


def test_page_shows_the_step_and_how_far_it_is(session: Session, sign_in: SignIn) -> None:
    hr = sign_in(Role.HR)
    job = make_job(session, hr.employee.id)
    claim_job(session, job.id, now=NOW)
    show_progress(session, job.id, done=250, total=1000, step="Saving people", now=NOW)
    session.commit()
    page = hr.open(f"/jobs/{job.id}")
    assert "Saving people: 250 of 1000" in page.text
    assert page.all("progress")[0].get("value") == "25"


def test_part_that_changes_is_asked_for_by_itself(session: Session, sign_in: SignIn) -> None:
    hr = sign_in(Role.HR)
    job = make_job(session, hr.employee.id)
    answer = hr.client.get(f"/jobs/{job.id}", headers={"HX-Request": "true"})
    assert answer.get_data(as_text=True).lstrip().startswith("<section")


def test_page_that_waits_is_told_to_show_the_end(session: Session, sign_in: SignIn) -> None:
    hr = sign_in(Role.HR)
    job = make_job(session, hr.employee.id)
    claim_job(session, job.id, now=NOW)
    fail_job(session, job.id, sentence="Row 3 is wrong.", now=NOW)
    session.commit()
    answer = hr.client.get(f"/jobs/{job.id}", headers={"HX-Request": "true"})
    assert (answer.headers["HX-Refresh"], answer.data) == ("true", b"")


@pytest.mark.parametrize(
    ("kind", "role", "status"),
    [
        (JobKind.PEOPLE_IMPORT, Role.HR, 200),
        (JobKind.PEOPLE_IMPORT, Role.MANAGER, 404),
        (JobKind.WEEKLY_ROLLUP, Role.HR, 404),
        (JobKind.WEEKLY_ROLLUP, Role.ADMIN, 200),
    ],
)
def test_work_of_others_is_seen_by_whom_it_concerns(
    session: Session, sign_in: SignIn, kind: JobKind, role: Role, status: int
) -> None:
    job = make_job(session, make_employee(session).id, kind=kind)
    assert sign_in(role).client.get(f"/jobs/{job.id}").status_code == status


def test_list_holds_ones_own(session: Session, sign_in: SignIn) -> None:
    hr = sign_in(Role.HR)
    make_job(session, hr.employee.id, "mine")
    make_job(session, None, "clocks", JobKind.WEEKLY_ROLLUP)
    rows = rows_of(hr.client.get("/jobs?format=csv"))
    assert [row[1] for row in rows[1:]] == ["mine.csv"]


def test_waiting_job_is_cancelled(session: Session, sign_in: SignIn) -> None:
    hr = sign_in(Role.HR)
    job = make_job(session, hr.employee.id)
    answer = hr.client.post(f"/jobs/{job.id}/cancel", data={"csrf_token": token_of(hr)})
    session.refresh(job)
    assert (answer.status_code, job.state) == (302, JobState.CANCELLED)


def test_failed_job_is_run_again(session: Session, sign_in: SignIn) -> None:
    hr = sign_in(Role.HR)
    job = make_job(session, hr.employee.id)
    claim_job(session, job.id, now=NOW)
    fail_job(session, job.id, sentence="Row 3 is wrong.", now=NOW)
    session.commit()
    assert "Row 3 is wrong." in hr.open(f"/jobs/{job.id}").text
    answer = hr.client.post(f"/jobs/{job.id}/repeat", data={"csrf_token": token_of(hr)})
    again = session.get_one(LongJob, uuid.UUID(answer.location.rpartition("/")[2]))
    assert (again.id != job.id, again.state, again.requested_by_id) == (True, JobState.WAITING, hr.employee.id)
