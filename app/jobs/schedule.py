"""Every periodic job on one screen.

Their due-times are rows in Postgres; each run recomputes, so a missed or a second run does no harm.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog

from app.extensions import current_time
from app.fresh_settings import fresh_settings
from app.jobs.queues import QueueName
from app.services.accounts.api_answers import forget_old_answers
from app.services.alerts.escalate import escalate_due_alerts
from app.services.alerts.missed import record_missed_checkins
from app.services.checkins.journal_words import forget_words_set_aside
from app.services.checkins.silent_calls import settle_silent_calls
from app.services.messages.cleared_blockers import tell_cleared_blockers
from app.services.messages.morning_briefs import queue_morning_briefs
from app.services.messages.reminders import remind_unanswered
from app.services.people.departures import settle_departures
from app.services.people.imports.pruning import prune_imports
from app.services.people.odoo.asking import request_nightly_sync
from app.services.people.planning import apply_due_changes
from app.services.retention import remove_what_is_old
from app.services.scheduled_runs import claim_run
from app.services.weeks.digest import queue_weekly_digests
from app.services.weeks.due import roll_up_due_weeks
from app.services.weeks.remake import remake_changed_weeks
from app.unit_of_work import unit_of_work

log = structlog.get_logger()


@dataclass(frozen=True)
class PeriodicJob:
    run: Callable[..., Any]
    """Called as `run(session, now=…, settings=…)`."""
    every: timedelta
    queue: QueueName = QueueName.DELIVERY
    seconds: int = 60
    """How long a run may take."""

    @property
    def name(self) -> str:
        return self.run.__name__


SCHEDULE = (
    PeriodicJob(escalate_due_alerts, timedelta(seconds=10), QueueName.URGENT),
    PeriodicJob(record_missed_checkins, timedelta(seconds=30)),
    PeriodicJob(settle_silent_calls, timedelta(seconds=60)),
    PeriodicJob(apply_due_changes, timedelta(seconds=60)),
    PeriodicJob(settle_departures, timedelta(seconds=60)),
    PeriodicJob(forget_words_set_aside, timedelta(seconds=60)),
    PeriodicJob(prune_imports, timedelta(hours=1)),
    PeriodicJob(forget_old_answers, timedelta(hours=1)),
    PeriodicJob(remove_what_is_old, timedelta(hours=1), QueueName.REPORTS, seconds=300),
    PeriodicJob(tell_cleared_blockers, timedelta(seconds=60)),
    PeriodicJob(remind_unanswered, timedelta(seconds=60)),
    PeriodicJob(queue_morning_briefs, timedelta(seconds=60)),
    PeriodicJob(queue_weekly_digests, timedelta(seconds=60), QueueName.REPORTS, seconds=600),
    PeriodicJob(request_nightly_sync, timedelta(seconds=60)),
    PeriodicJob(roll_up_due_weeks, timedelta(minutes=5), QueueName.REPORTS, seconds=1800),
    PeriodicJob(remake_changed_weeks, timedelta(seconds=60), QueueName.REPORTS, seconds=1800),
)
BY_NAME = {job.name: job for job in SCHEDULE}


def run_periodic(name: str) -> None:
    """Take the run and commit, so that a job which fails does not start again at once; then do it."""
    job, now = BY_NAME[name], current_time()
    with unit_of_work() as session:
        taken = claim_run(session, name, every=job.every, now=now)
    if not taken:
        return
    settings = fresh_settings()
    with unit_of_work() as session:
        job.run(session, now=now, settings=settings)
    log.debug("periodic job done", job=name)
