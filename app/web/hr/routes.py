"""HR's first page: this week's comings, goings and changes; records the line cannot use; the last import and sync."""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.long_jobs import STATE_WORDS, JobKind
from app.domain.mornings.window import Week
from app.domain.mornings.workdays import local_date
from app.domain.people.attention import Lack
from app.domain.permissions import Permission
from app.queries.long_jobs import find_latest_job
from app.queries.paging import page_of
from app.queries.people_attention import list_lacks, list_week_events
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.paging import Column, csv_of, read_listing, wants_csv

blueprint = Blueprint("hr", __name__, url_prefix="/hr")

AHEAD = timedelta(days=7)
"""Past the end of this week, so that on a Friday the Monday is in sight."""
COLUMNS: tuple[Column[Lack], ...] = (
    Column("name", "Name", lambda row: row.name),
    Column("what", "What is missing", lambda row: row.what),
)


@blueprint.get("")
@requires(Permission.PROFILE_EDIT)
def index() -> ResponseReturnValue:
    today = local_date(request_now(), current_viewer().timezone)
    listing = read_listing(COLUMNS, sort="name")
    with unit_of_work() as session:
        lacks = page_of(
            list_lacks(session, today),
            listing,
            sorts={"name": lambda row: row.name.casefold(), "what": lambda row: row.what},
            searched=lambda row: f"{row.name} {row.what}",
        )
        if wants_csv():
            return csv_of("records-to-mend", COLUMNS, lacks.rows)
        return render_template(
            "hr/index.html",
            lacks=lacks,
            columns=COLUMNS,
            events=list_week_events(session, Week.of(today).start, today + AHEAD),
            today=today,
            last_import=find_latest_job(session, JobKind.PEOPLE_IMPORT),
            last_sync=find_latest_job(session, JobKind.ODOO_SYNC),
            state_words=STATE_WORDS,
        )
