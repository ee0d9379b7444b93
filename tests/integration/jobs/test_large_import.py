"""Five thousand people in one file: three wrong rows keep all of them out; mended, they land quickly and quietly."""

import time
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.long_jobs import JobState
from app.extensions import current_settings, current_time
from app.jobs.long_jobs import run_long_job
from app.models import Alert, Employee, ImportState, LongJob, OutboxMessage, PeopleImport, PeopleImportRow
from app.services.alerts.missed import record_missed_checkins
from app.services.people.imports.submitting import confirm_import, submit_import
from tests.builders import NOW
from tests.people_files import file_of, make_hr

pytestmark = pytest.mark.slow
MANY = 5000
FIRST = 20_000
MOST_SECONDS = 20
"""Of this process's processor time: what else a machine does at the moment says nothing about the import."""
HEADING = "Employee number,Name,Phone,E-mail,Manager,Time zone,Work week,Start date,WHY,Strength 1,Team"


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def rows() -> list[str]:
    return [
        f"{FIRST + at},Person {at},+1406{200 + at // 1000}{at % 10_000:04d},p{at}@works.example,"
        f"{FIRST + at // 10 if at else ''},America/Denver,Mon-Fri,2026-11-02,Why {at},Focus,Team {at % 7}"
        for at in range(MANY)
    ]


def step(committed: Session, people_import: PeopleImport) -> float:
    """Run the job that waits, and return its seconds of processor time."""
    query = select(LongJob.id).where(LongJob.key == people_import.job_key, LongJob.state == JobState.WAITING)
    job_id, began = committed.scalars(query).one(), time.process_time()
    committed.commit()
    run_long_job(str(job_id))
    committed.refresh(people_import)
    return time.process_time() - began


def test_five_thousand_people(committed: Session) -> None:
    hr = make_hr(committed)
    good = rows()
    bad = list(good)
    bad[9], bad[99], bad[4999] = (row.replace("Mon-Fri", "4x10") for row in (good[9], good[99], good[4999]))
    refused = submit_import(committed, hr, file_name="bad.csv", content=file_of(*bad, heading=HEADING), now=NOW)
    step(committed, refused)
    wrong = select(PeopleImportRow.row, PeopleImportRow.problems).where(PeopleImportRow.verdict == "error")
    told = [
        (row.row, [one["field"] for one in row.problems])
        for row in committed.execute(wrong.order_by(PeopleImportRow.row))
    ]
    assert told == [(11, ["work_week"]), (101, ["work_week"]), (5001, ["work_week"])]
    assert committed.scalar(select(func.count()).select_from(Employee).where(Employee.id >= FIRST)) == 0

    mended = submit_import(committed, hr, file_name="good.csv", content=file_of(*good, heading=HEADING), now=NOW)
    step(committed, mended)
    confirm_import(committed, hr, mended.id, now=NOW)
    seconds = step(committed, mended)
    assert (mended.state, mended.added) == (ImportState.DONE, MANY)
    assert seconds < MOST_SECONDS
    record_missed_checkins(committed, now=current_time(), settings=current_settings())
    assert [committed.scalar(select(func.count()).select_from(table)) for table in (Alert, OutboxMessage)] == [0, 0]
