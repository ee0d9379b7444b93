"""An import as a long job, with real commits."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.long_jobs import JobState
from app.jobs.long_jobs import run_long_job
from app.models import Employee, ImportState, LongJob, PeopleImport
from app.services.people.imports.submitting import confirm_import, submit_import
from tests.builders import NOW
from tests.people_files import file_of, make_hr


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def run_live_job(committed: Session, people_import: PeopleImport) -> LongJob:
    live = select(LongJob).where(LongJob.key == people_import.job_key, LongJob.state == JobState.WAITING)
    job = committed.scalars(live).one()
    run_long_job(str(job.id))
    committed.refresh(job)
    committed.refresh(people_import)
    return job


def state_of(people_import: PeopleImport) -> ImportState:
    return people_import.state


def test_a_file_is_read_and_applied_in_two_steps_with_progress(committed: Session) -> None:
    hr = make_hr(committed)
    rows = [f"{number},Person {number},,,2026-11-02,," for number in range(90_000, 90_300)]
    people_import = submit_import(committed, hr, file_name="a.csv", content=file_of(*rows), now=NOW)
    committed.commit()
    read = run_live_job(committed, people_import)
    assert (read.state, read.sentence, read.total) == (
        JobState.DONE,
        "Read. Look at the preview and confirm it.",
        300,
    )
    assert state_of(people_import) is ImportState.READY
    confirm_import(committed, hr, people_import.id, now=NOW)
    committed.commit()
    applied = run_live_job(committed, people_import)
    assert (applied.sentence, applied.step) == ("300 added, 0 changed, 0 the same.", "Writing 300 people")
    assert state_of(people_import) is ImportState.DONE
    assert len(committed.scalars(select(Employee.id).where(Employee.id >= 90_000)).all()) == 300


def test_a_fault_is_told_and_leaves_nothing(committed: Session) -> None:
    people_import = submit_import(committed, make_hr(committed), file_name="a.csv", content=file_of(), now=NOW)
    people_import.answers = {"date_order": "no such order"}
    committed.commit()
    with pytest.raises(ValueError, match="no such order"):
        run_live_job(committed, people_import)
    committed.refresh(people_import)
    assert people_import.state is ImportState.WAITING
    assert committed.scalars(select(LongJob.state)).one() is JobState.FAILED
