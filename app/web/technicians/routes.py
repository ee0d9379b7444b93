"""`/technicians`: the list, one person's page, and the JSON and CSV of its charts, all with the same scope in SQL."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.charts.figures import Chart
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.queries.person_record import load_person_record
from app.queries.technicians import TechnicianRow, find_technicians
from app.services.audit import record_page_read, record_part_read
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.figures import chart_csv, chart_json
from app.web.paging import Column, csv_of, read_listing, wants_csv
from app.web.technicians.charts import PersonCharts, chart_named, load_charts
from app.web.technicians.page import build_page
from app.web.week_span import WEEK_CHOICES, read_weeks

blueprint = Blueprint("technicians", __name__, url_prefix="/technicians")

COLUMNS: tuple[Column[TechnicianRow], ...] = (
    Column("name", "Name", lambda row: row.name),
    Column("team", "Team", lambda row: row.team),
    Column("manager", "Manager", lambda row: row.manager),
    Column("job_title", "Job", lambda row: row.job_title, sortable=False),
    Column("timezone", "Time zone", lambda row: row.timezone, sortable=False),
    Column("last_checkin", "Last check-in", lambda row: row.last_checkin_on),
)


@blueprint.get("")
@requires(Permission.PERSON_READ)
def index() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, sort="name")
    with unit_of_work() as session:
        people = find_technicians(session, current_viewer(), listing)
    if wants_csv():
        return csv_of("technicians", COLUMNS, people.rows)
    return render_template("technicians/index.html", people=people, columns=COLUMNS)


@blueprint.get("/<int:employee_id>")
@requires(Permission.PERSON_READ, Permission.OWN_PAGE_READ)
def page(employee_id: int) -> ResponseReturnValue:
    viewer, now = current_viewer(), request_now()
    with unit_of_work() as session:
        built = build_page(session, viewer, _charts(session, employee_id), now=now)
        record_page_read(session, viewer, subject_id=employee_id, now=now)
        return render_template(
            "technicians/page.html",
            page=built,
            weeks=read_weeks(),
            week_choices=WEEK_CHOICES,
            line_number=current_settings().line_number,
        )


@blueprint.get("/<int:employee_id>/charts/<name>.json")
@requires(Permission.PERSON_READ, Permission.OWN_PAGE_READ)
def chart(employee_id: int, name: str) -> ResponseReturnValue:
    return chart_json(_read_chart(employee_id, name))


@blueprint.get("/<int:employee_id>/charts/<name>.csv")
@requires(Permission.PERSON_READ, Permission.OWN_PAGE_READ)
def chart_rows(employee_id: int, name: str) -> ResponseReturnValue:
    return chart_csv(f"technician-{employee_id}-{name}", _read_chart(employee_id, name))


def _read_chart(employee_id: int, name: str) -> Chart:
    with unit_of_work() as session:
        chart_of_name = chart_named(name, _charts(session, employee_id))
        record_part_read(session, current_viewer(), subject_id=employee_id, part=name, now=request_now())
    return chart_of_name


def _charts(session: Session, employee_id: int) -> PersonCharts:
    settings = current_settings()
    record = load_person_record(
        session, current_viewer(), employee_id, weeks=read_weeks(), now=request_now(), settings=settings
    )
    return load_charts(session, record, low=settings.low_energy_threshold)
