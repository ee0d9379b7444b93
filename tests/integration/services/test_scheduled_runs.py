"""Taking a periodic job: one of several workers does it, once for each due time."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.models import ScheduledRun
from app.services.scheduled_runs import claim_run, run_soon
from tests.builders import NOW

EVERY = timedelta(seconds=30)


def test_run_is_taken_once_for_each_due_time(session: Session) -> None:
    times = [NOW, NOW, NOW + EVERY - timedelta(microseconds=1), NOW + EVERY]
    assert [claim_run(session, "a_job", every=EVERY, now=at) for at in times] == [True, False, False, True]
    row = session.get_one(ScheduledRun, "a_job", populate_existing=True)
    assert (row.runs, row.started_at, row.due_at) == (2, NOW + EVERY, NOW + 2 * EVERY)


def test_run_after_a_long_pause_is_taken_once_and_not_made_up_for(session: Session) -> None:
    claim_run(session, "a_job", every=EVERY, now=NOW)
    tomorrow = NOW + timedelta(days=1)
    assert [claim_run(session, "a_job", every=EVERY, now=tomorrow) for _ in range(2)] == [True, False]


def test_jobs_do_not_get_in_each_others_way(session: Session) -> None:
    assert [claim_run(session, name, every=EVERY, now=NOW) for name in ("a_job", "another")] == [True, True]


def test_of_two_workers_at_the_same_moment_one_takes_it(committed: Session) -> None:
    engine, ready, taken = committed.get_bind(), threading.Barrier(2), []

    def take() -> None:
        with Session(engine) as own, own.begin():
            ready.wait(timeout=10)
            taken.append(claim_run(own, "a_job", every=EVERY, now=NOW))

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(taken) == [False, True]


def test_job_that_is_asked_for_is_due_at_once(session: Session) -> None:
    claim_run(session, "a_job", every=EVERY, now=NOW)
    soon = NOW + timedelta(seconds=1)
    run_soon(session, "a_job", now=soon)
    assert claim_run(session, "a_job", every=EVERY, now=soon)
    with pytest.raises(NotFound):
        run_soon(session, "another", now=soon)
