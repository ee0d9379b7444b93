"""Run one long job: take it, do the work of its kind, and keep what came of it, whatever that is."""

import uuid
from collections.abc import Callable, Mapping

from app.domain.errors import OpsCoachError
from app.domain.long_jobs import JobKind
from app.extensions import current_time
from app.fresh_settings import fresh_settings
from app.jobs.odoo_sync import run_odoo_sync
from app.jobs.people_imports import run_people_import
from app.jobs.person_rights import run_person_erasure, run_person_export
from app.jobs.progress import JobContext, Outcome, Progress, beside
from app.services.long_jobs.progress import JobCancelled, claim_job, fail_job, finish_job, stop_job
from app.unit_of_work import unit_of_work

SECONDS = 3600
"""How long a job may take."""
BROKE_OFF = "This broke off, and nothing was changed. Run it again; if it happens again, the log says why."

RUNNERS: Mapping[JobKind, Callable[[JobContext], Outcome]] = {
    JobKind.PEOPLE_IMPORT: run_people_import,
    JobKind.ODOO_SYNC: run_odoo_sync,
    JobKind.EXPORT_PERSON: run_person_export,
    JobKind.ERASE_PERSON: run_person_erasure,
}
"""What does the work of each kind. It opens its own units of work and raises OpsCoachError with a sentence to show."""


def run_long_job(job_id: str) -> None:
    """Do nothing where the job has ended or another worker has it."""
    identity, now, settings = uuid.UUID(job_id), current_time(), fresh_settings()
    with unit_of_work() as session:
        job = claim_job(session, identity, now=now)
        if job is None:
            return
        run = RUNNERS[job.kind]
        context = JobContext(identity, job.arguments, job.requested_by_id, Progress(identity), settings, now)
    try:
        outcome = run(context)
    except JobCancelled:
        with beside() as session:
            stop_job(session, identity, now=current_time())
    except OpsCoachError as error:
        _fail(identity, error.sentence)
    except BaseException:  # the job's time limit and SystemExit too: whoever waits is told
        _fail(identity, BROKE_OFF)
        raise
    else:
        with beside() as session:
            finish_job(session, identity, result=outcome.result, sentence=outcome.sentence, now=current_time())


def _fail(job_id: uuid.UUID, sentence: str) -> None:
    with beside() as session:
        fail_job(session, job_id, sentence=sentence, now=current_time())
