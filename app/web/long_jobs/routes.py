"""`/jobs`: long work and its progress, also after the browser was closed; cancel it, or have it done again.

Everybody sees what they asked for themselves; who manages the system sees all of it.
"""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.errors import InvalidTransition
from app.domain.long_jobs import JOB_WORDS, STATE_WORDS
from app.domain.permissions import Permission
from app.queries.long_jobs import JobRow, get_job, list_jobs
from app.services.long_jobs.requests import cancel_job, repeat_job
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.paging import Column, csv_of, read_listing, wants_csv

blueprint = Blueprint("long_jobs", __name__, url_prefix="/jobs")

COLUMNS: tuple[Column[JobRow], ...] = (
    Column("kind", "Work", lambda row: JOB_WORDS[row.kind]),
    Column("title", "On", lambda row: row.title),
    Column("state", "State", lambda row: STATE_WORDS[row.state]),
    Column("requested_by", "Asked for by", lambda row: row.requested_by or "the clock"),
    Column("requested_at", "Asked for", lambda row: row.requested_at),
    Column("finished_at", "Ended", lambda row: row.finished_at, sortable=False),
    Column("sentence", "What came of it", lambda row: row.sentence, sortable=False),
)
MAY_ASK = (Permission.SYSTEM_MANAGE, Permission.PROFILE_EDIT, Permission.KPI_EDIT)


@blueprint.get("")
@requires(*MAY_ASK)
def index() -> ResponseReturnValue:
    with unit_of_work() as session:
        page = list_jobs(session, current_viewer(), read_listing(COLUMNS, sort="requested_at", descending=True))
    if wants_csv():
        return csv_of("jobs", COLUMNS, page.rows)
    return render_template(
        "long_jobs/index.html", jobs=page, columns=COLUMNS, job_words=JOB_WORDS, state_words=STATE_WORDS
    )


@blueprint.get("/<uuid:job_id>")
@requires(*MAY_ASK)
def page(job_id: uuid.UUID) -> ResponseReturnValue:
    """Show one job. Asked by a page that waits for it, answer with the part that changes; at its end, with a reload."""
    with unit_of_work() as session:
        job = get_job(session, current_viewer(), job_id).row
    if "HX-Request" not in request.headers:
        return render_template("long_jobs/page.html", job=job, job_words=JOB_WORDS, state_words=STATE_WORDS)
    if not job.live:
        return "", {"HX-Refresh": "true"}
    return render_template("long_jobs/_progress.html", job=job, job_words=JOB_WORDS, state_words=STATE_WORDS)


@blueprint.post("/<uuid:job_id>/cancel")
@requires(*MAY_ASK)
def cancel(job_id: uuid.UUID) -> ResponseReturnValue:
    try:
        with unit_of_work() as session:
            get_job(session, current_viewer(), job_id)
            cancel_job(session, job_id, now=request_now())
    except InvalidTransition as refused:
        flash(refused.sentence, "warning")
    else:
        flash("It stops at its next step.", "success")
    return redirect(url_for("long_jobs.page", job_id=job_id))


@blueprint.post("/<uuid:job_id>/repeat")
@requires(*MAY_ASK)
def repeat(job_id: uuid.UUID) -> ResponseReturnValue:
    try:
        with unit_of_work() as session:
            viewer = current_viewer()
            get_job(session, viewer, job_id)
            job_id = repeat_job(session, job_id, requested_by_id=viewer.employee_id, now=request_now()).id
    except InvalidTransition as refused:
        flash(refused.sentence, "warning")
    return redirect(url_for("long_jobs.page", job_id=job_id))
