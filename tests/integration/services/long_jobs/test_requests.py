"""Asking for long work: once per key while it lives, again once it has ended, and ending it."""

import uuid

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import InvalidTransition, NotFound
from app.domain.long_jobs import JobKind, JobState
from app.models import LongJob
from app.services.long_jobs.progress import claim_job, fail_job
from app.services.long_jobs.requests import cancel_job, repeat_job, request_job
from tests.builders import NOW, make_employee


def ask(session: Session, key: str = "file-1") -> LongJob:
    return request_job(
        session,
        JobKind.PEOPLE_IMPORT,
        key=key,
        title="people.csv",
        arguments={"file": 1},
        requested_by_id=make_employee(session).id,
        now=NOW,
    )


def test_second_request_of_the_same_key_is_the_first_job(session: Session) -> None:
    assert ask(session).id == ask(session).id != ask(session, "file-2").id


def test_ended_work_can_be_asked_for_again(session: Session) -> None:
    job = ask(session)
    claim_job(session, job.id, now=NOW)
    fail_job(session, job.id, sentence="No.", now=NOW)
    again = repeat_job(session, job.id, requested_by_id=make_employee(session).id, now=NOW)
    assert (again.id != job.id, again.state, again.arguments) == (True, JobState.WAITING, {"file": 1})


def test_running_work_is_not_begun_twice(session: Session) -> None:
    job = ask(session)
    claim_job(session, job.id, now=NOW)
    with pytest.raises(InvalidTransition):
        repeat_job(session, job.id, requested_by_id=make_employee(session).id, now=NOW)


def test_waiting_work_ends_at_once_and_running_work_is_asked(session: Session) -> None:
    waiting, running = ask(session, "a"), ask(session, "b")
    claim_job(session, running.id, now=NOW)
    cancelled, asked = (cancel_job(session, job.id, now=NOW) for job in (waiting, running))
    assert (cancelled.state, cancelled.finished_at) == (JobState.CANCELLED, NOW)
    assert (asked.state, asked.cancel_asked) == (JobState.RUNNING, True)


def test_ended_work_cannot_be_cancelled(session: Session) -> None:
    job = ask(session)
    cancel_job(session, job.id, now=NOW)
    with pytest.raises(InvalidTransition):
        cancel_job(session, job.id, now=NOW)


def test_unknown_job_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        cancel_job(session, uuid.uuid4(), now=NOW)
