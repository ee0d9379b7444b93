"""Readings: the list, one added or corrected, and one taken out."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.mornings.workdays import local_date
from app.domain.people.imports.record_lines import LineProblem
from app.domain.permissions import Permission
from app.queries.kpi_readings import ReadingRow, get_reading_row, list_readings
from app.queries.people_choices import list_kpis_in_use
from app.services.people.changed_by import ChangedBy
from app.services.people.readings import DoubtfulReading, WantedReading, record_reading, remove_reading
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import show_error
from app.web.kpi_readings.forms import ReadingForm
from app.web.paging import Column, csv_of, read_listing, wants_csv
from app.web.people_typed import list_reached_people, read_reached_person
from app.web.profiles.forms import pairs
from app.web.record_files import RecordFileForm

blueprint = Blueprint("kpi_readings", __name__, url_prefix="/kpi-readings")

COLUMNS: tuple[Column[ReadingRow], ...] = (
    Column("read_on", "Day", lambda row: row.read_on),
    Column("person", "Who", lambda row: row.person),
    Column("kpi", "KPI", lambda row: row.kpi),
    Column("value", "Value", lambda row: row.value, numeric=True),
    Column("unit", "Unit", lambda row: row.unit, sortable=False),
    Column("source", "Source", lambda row: row.source.value, sortable=False),
)
REMOVE: Column[ReadingRow] = Column("remove", "", lambda _row: None, sortable=False)
"""Holds the button; never part of an export."""


@blueprint.get("")
@requires(Permission.KPI_EDIT)
def index() -> ResponseReturnValue:
    return show_list(new_form())


@blueprint.post("")
@requires(Permission.KPI_EDIT)
def add() -> ResponseReturnValue:
    form = ReadingForm()
    with unit_of_work() as session:
        _offer(form, session)
    if not form.validate_on_submit():
        return show_list(form, 422)
    try:
        with unit_of_work() as session:
            _record(session, form)
    except DoubtfulReading as error:
        show_error(form, error)
        return show_list(form, 422, asks=True)
    except InvalidInput as error:
        show_error(form, error)
        return show_list(form, 422)
    flash("Saved. A second reading of the day replaces the first, which stays in the history.", "success")
    return redirect(url_for("kpi_readings.index"))


@blueprint.post("/<int:reading_id>/remove")
@requires(Permission.KPI_EDIT)
def remove(reading_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    with unit_of_work() as session:
        get_reading_row(session, viewer, reading_id)
        remove_reading(session, reading_id, by=ChangedBy.form(viewer), now=request_now())
    flash("Taken out; its value stays in the history.", "success")
    return redirect(url_for("kpi_readings.index"))


def _record(session: Session, form: Any) -> None:
    viewer = current_viewer()
    wanted = WantedReading(
        employee_id=read_reached_person(session, viewer, form.person.data, "person"),
        kpi_id=int(form.kpi_id.data),
        read_on=form.read_on.data,
        value=form.value.data,
    )
    by = ChangedBy.form(viewer)
    record_reading(session, wanted, by=by, now=request_now(), confirmed=bool(form.confirmed.data))


def _offer(form: ReadingForm, session: Session) -> None:
    form.kpi_id.choices = pairs(list_kpis_in_use(session), "choose")


def new_form() -> ReadingForm:
    """Return the form as it stands before anything is typed."""
    return ReadingForm(formdata=None, data={"read_on": local_date(request_now(), current_viewer().timezone)})


def show_list(
    form: ReadingForm,
    status: int = 200,
    *,
    asks: bool = False,
    file_form: RecordFileForm | None = None,
    problems: Sequence[LineProblem] = (),
    doubtful: bool = False,
) -> ResponseReturnValue:
    viewer = current_viewer()
    listing = read_listing(COLUMNS, sort="read_on", descending=True)
    with unit_of_work() as session:
        rows = list_readings(session, viewer, listing)
        if wants_csv():
            return csv_of("kpi-readings", COLUMNS, rows.rows)
        _offer(form, session)
        people = list_reached_people(session, viewer)
    shown = {"rows": rows, "columns": (*COLUMNS, REMOVE), "form": form, "people": people, "asks": asks}
    shown |= {"file_form": file_form or RecordFileForm(formdata=None), "problems": problems, "doubtful": doubtful}
    return render_template("kpi_readings/index.html", **shown), status
