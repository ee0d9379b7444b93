"""Long work as it is read: what is due, who sees which, and the newest sync."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.long_jobs import JobKind, JobState
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee, LongJob
from app.queries.long_jobs import (
    GONE_AFTER,
    find_latest_sync,
    get_job,
    get_job_row,
    list_due_jobs,
    list_jobs,
)
from app.queries.paging import Listing
from tests.builders import NOW, make_employee

SECOND = timedelta(seconds=1)
BY_TITLE = Listing(sort="title")


def make_job(session: Session, requested_by: Employee | None = None, **overrides: Any) -> LongJob:
    defaults: dict[str, Any] = {"kind": JobKind.EXPORT_PERSON, "key": str(uuid4()), "title": "a job"}
    defaults |= {"requested_by_id": requested_by.id if requested_by else None, "requested_at": NOW}
    job = LongJob(**defaults | overrides)
    session.add(job)
    session.flush()
    return job


def viewer_of(employee: Employee) -> Viewer:
    return Viewer(employee_id=employee.id, role=employee.role, timezone="UTC", name=employee.name)


def test_due_are_those_that_wait_and_those_whose_worker_is_gone_oldest_first(session: Session) -> None:
    running: dict[str, Any] = {"state": JobState.RUNNING, "requested_at": NOW - timedelta(hours=1)}
    waiting = make_job(session)
    gone = make_job(session, seen_at=NOW - GONE_AFTER - SECOND, **running)
    make_job(session, seen_at=NOW - GONE_AFTER, **running)
    for state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED):
        make_job(session, state=state, seen_at=NOW - GONE_AFTER - SECOND)
    assert list_due_jobs(session, NOW) == [gone.id, waiting.id]


def test_everybody_sees_their_own_hr_the_directorys_and_the_admin_all(session: Session) -> None:
    people = {role: make_employee(session, role=role) for role in (Role.MANAGER, Role.HR, Role.ADMIN)}
    make_job(session, people[Role.MANAGER], title="manager's export")
    make_job(session, people[Role.HR], title="HR's export")
    make_job(session, title="import", kind=JobKind.PEOPLE_IMPORT)
    make_job(session, title="sync", kind=JobKind.ODOO_SYNC)
    seen = {
        role: [row.title for row in list_jobs(session, viewer_of(person), BY_TITLE).rows]
        for role, person in people.items()
    }
    assert seen == {
        Role.MANAGER: ["manager's export"],
        Role.HR: ["HR's export", "import", "sync"],
        Role.ADMIN: ["HR's export", "import", "manager's export", "sync"],
    }


def test_list_is_searched_by_title_and_by_who_asked(session: Session) -> None:
    admin = make_employee(session, role=Role.ADMIN, name="Kay Ortiz")
    make_job(session, admin, title="people.csv")
    make_job(session, title="nightly")
    found = {
        words: [row.title for row in list_jobs(session, viewer_of(admin), Listing(sort="title", search=words)).rows]
        for words in ("CSV", "ortiz")
    }
    assert found == {"CSV": ["people.csv"], "ortiz": ["people.csv"]}


def test_job_is_read_whole_by_who_may_and_does_not_exist_for_others(session: Session) -> None:
    sam, eve = (make_employee(session, role=Role.MANAGER, name=name) for name in ("Sam Lee", "Eve"))
    job = make_job(session, sam, arguments={"of": 7}, result={"rows": 3}, state=JobState.DONE, done=3, total=4)
    read = get_job(session, viewer_of(sam), job.id)
    assert (read.arguments, read.result) == ({"of": 7}, {"rows": 3})
    assert (read.row.requested_by, read.row.live, read.row.percent) == ("Sam Lee", False, 75)
    assert get_job_row(session, job.id) == read.row
    for viewer, job_id in ((viewer_of(eve), job.id), (viewer_of(sam), uuid4())):
        with pytest.raises(NotFound):
            get_job(session, viewer, job_id)


@pytest.mark.parametrize(("done", "total", "percent"), [(0, None, None), (0, 0, None), (1, 3, 33), (9, 3, 100)])
def test_share_that_is_done(session: Session, done: int, total: int | None, percent: int | None) -> None:
    row = get_job_row(session, make_job(session, done=done, total=total).id)
    assert (row.percent, row.live) == (percent, True)


def test_newest_sync_is_found_whoever_asked_for_it(session: Session) -> None:
    assert find_latest_sync(session) is None
    newest = make_job(session, kind=JobKind.ODOO_SYNC, title="newest")
    make_job(session, kind=JobKind.ODOO_SYNC, title="older", requested_at=NOW - SECOND)
    make_job(session, kind=JobKind.PEOPLE_IMPORT, requested_at=NOW + SECOND)
    latest = find_latest_sync(session)
    assert latest is not None
    assert latest.row.id == newest.id
