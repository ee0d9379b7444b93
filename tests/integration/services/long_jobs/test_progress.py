"""What a worker does with long work: one worker at a time, progress that is seen, and an end in every case."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.long_jobs import JobKind, JobState
from app.models import LongJob
from app.queries.long_jobs import GONE_AFTER, list_due_jobs
from app.services.long_jobs.progress import (
    MOST_ATTEMPTS,
    JobCancelled,
    claim_job,
    fail_job,
    finish_job,
    show_progress,
)
from app.services.long_jobs.requests import cancel_job, request_job
from tests.builders import NOW

LATER = NOW + GONE_AFTER + timedelta(seconds=1)


@pytest.fixture
def job(session: Session) -> LongJob:
    return request_job(session, JobKind.ODOO_SYNC, key="odoo", title="Odoo", requested_by_id=None, now=NOW)


def test_one_worker_has_it(session: Session, job: LongJob) -> None:
    assert list_due_jobs(session, NOW) == [job.id]
    assert claim_job(session, job.id, now=NOW) is not None
    assert claim_job(session, job.id, now=NOW) is None
    assert list_due_jobs(session, NOW) == []


def test_work_of_a_worker_that_is_gone_is_begun_anew(session: Session, job: LongJob) -> None:
    claim_job(session, job.id, now=NOW)
    show_progress(session, job.id, done=40, total=100, step="Reading", now=NOW)
    assert list_due_jobs(session, LATER) == [job.id]
    taken = claim_job(session, job.id, now=LATER)
    assert taken is not None
    assert (taken.attempts, taken.done, taken.total) == (2, 0, None)


def test_work_that_stops_every_worker_is_given_up(session: Session, job: LongJob) -> None:
    for attempt in range(MOST_ATTEMPTS):
        assert claim_job(session, job.id, now=NOW + attempt * (LATER - NOW)) is not None
    assert claim_job(session, job.id, now=NOW + MOST_ATTEMPTS * (LATER - NOW)) is None
    session.refresh(job)
    assert job.state is JobState.FAILED


def test_progress_is_a_sign_of_life(session: Session, job: LongJob) -> None:
    claim_job(session, job.id, now=NOW)
    show_progress(session, job.id, done=1, total=2, step="Reading", now=LATER - timedelta(seconds=2))
    assert list_due_jobs(session, LATER) == []


def test_work_that_was_cancelled_learns_it_at_its_next_step(session: Session, job: LongJob) -> None:
    claim_job(session, job.id, now=NOW)
    cancel_job(session, job.id, now=NOW)
    session.flush()
    with pytest.raises(JobCancelled):
        show_progress(session, job.id, done=1, total=2, step="Reading", now=NOW)


def test_result_stays(session: Session, job: LongJob) -> None:
    claim_job(session, job.id, now=NOW)
    finish_job(session, job.id, result={"added": 3}, sentence="3 added.", now=LATER)
    session.refresh(job)
    assert (job.state, job.result, job.sentence, job.finished_at) == (JobState.DONE, {"added": 3}, "3 added.", LATER)


def test_ended_work_is_not_ended_again(session: Session, job: LongJob) -> None:
    claim_job(session, job.id, now=NOW)
    finish_job(session, job.id, result={}, sentence="Done.", now=NOW)
    fail_job(session, job.id, sentence="Broke.", now=LATER)
    session.refresh(job)
    assert (job.state, job.sentence) == (JobState.DONE, "Done.")
