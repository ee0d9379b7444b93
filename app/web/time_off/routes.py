"""The list of days off, an entry added, changed or taken back, and the calendar."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.mornings.window import Week
from app.domain.mornings.workdays import DayPart, TimeOffKind, local_date
from app.domain.people.imports.record_lines import LineProblem
from app.domain.permissions import Permission
from app.queries.people_choices import list_teams_in_use
from app.queries.time_off import TimeOffRow, get_time_off_row, list_time_off, load_time_off_calendar
from app.services.people.changed_by import ChangedBy
from app.services.people.time_off import WantedTimeOff, add_time_off, cancel_time_off, change_time_off
from app.unit_of_work import unit_of_work
from app.web.arguments import argument
from app.web.clock import request_now
from app.web.forms import show_error
from app.web.paging import Column, csv_of, read_listing, wants_csv
from app.web.people_typed import list_reached_people, read_reached_person
from app.web.record_files import RecordFileForm
from app.web.time_off.forms import NewTimeOffForm, TimeOffForm

blueprint = Blueprint("time_off", __name__, url_prefix="/time-off")

WEEKS_SHOWN = 4
COLUMNS: tuple[Column[TimeOffRow], ...] = (
    Column("person", "Who", lambda row: row.person),
    Column("team", "Team", lambda row: row.team),
    Column("starts_on", "First day", lambda row: row.starts_on),
    Column("ends_on", "Last day", lambda row: row.ends_on),
    Column("kind", "Kind", lambda row: row.kind.value.replace("_", " ")),
    Column("part", "Part of the day", lambda row: row.part.value.replace("_", " "), sortable=False),
    Column("by", "Entered by", lambda row: row.by, sortable=False),
)


@blueprint.get("")
@requires(Permission.TIME_OFF_EDIT)
def index() -> ResponseReturnValue:
    return show_list(new_form())


@blueprint.post("")
@requires(Permission.TIME_OFF_EDIT)
def add() -> ResponseReturnValue:
    form, viewer = NewTimeOffForm(), current_viewer()
    if not form.validate_on_submit():
        return show_list(form, 422)
    try:
        with unit_of_work() as session:
            employee_id = read_reached_person(session, viewer, form.person.data, "person")
            add_time_off(session, employee_id, _wanted(form), by=ChangedBy.form(viewer), now=request_now())
    except InvalidInput as error:
        show_error(form, error)
        return show_list(form, 422)
    flash("Saved. Nobody waits for their call on these days.", "success")
    return redirect(url_for("time_off.index"))


@blueprint.get("/<int:time_off_id>")
@requires(Permission.TIME_OFF_EDIT)
def page(time_off_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        row = get_time_off_row(session, current_viewer(), time_off_id)
        shown = {"starts_on": row.starts_on, "ends_on": row.ends_on, "kind": row.kind.value, "part": row.part.value}
        return render_template("time_off/page.html", row=row, form=TimeOffForm(formdata=None, data=shown))


@blueprint.post("/<int:time_off_id>")
@requires(Permission.TIME_OFF_EDIT)
def save(time_off_id: int) -> ResponseReturnValue:
    form, viewer = TimeOffForm(), current_viewer()
    with unit_of_work() as session:
        row = get_time_off_row(session, viewer, time_off_id)
    if not form.validate_on_submit():
        return render_template("time_off/page.html", row=row, form=form), 422
    try:
        with unit_of_work() as session:
            change_time_off(session, time_off_id, _wanted(form), by=ChangedBy.form(viewer), now=request_now())
    except InvalidInput as error:
        show_error(form, error)
        return render_template("time_off/page.html", row=row, form=form), 422
    flash("Saved.", "success")
    return redirect(url_for("time_off.index"))


@blueprint.post("/<int:time_off_id>/cancel")
@requires(Permission.TIME_OFF_EDIT)
def cancel(time_off_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    with unit_of_work() as session:
        get_time_off_row(session, viewer, time_off_id)
        cancel_time_off(session, time_off_id, by=ChangedBy.form(viewer), now=request_now())
    flash("Taken back. The line expects them again.", "success")
    return redirect(url_for("time_off.index"))


@blueprint.get("/calendar")
@requires(Permission.TIME_OFF_EDIT)
def calendar() -> ResponseReturnValue:
    viewer = current_viewer()
    week = _week_asked() or Week.of(local_date(request_now(), viewer.timezone))
    days = [week.start + timedelta(days=step) for step in range(7 * WEEKS_SHOWN)]
    team_id = request.args.get("team", type=int)
    with unit_of_work() as session:
        return render_template(
            "time_off/calendar.html",
            people=load_time_off_calendar(session, viewer, days[0], days[-1], team_id=team_id),
            teams=list_teams_in_use(session),
            team_id=team_id,
            days=days,
            week=week,
        )


def _week_asked() -> Week | None:
    try:
        return Week.parse(argument("week"))
    except ValueError:
        return None


def _wanted(form: TimeOffForm) -> WantedTimeOff:
    if form.starts_on.data is None or form.ends_on.data is None:
        raise InvalidInput("Give both days.", field="starts_on")
    return WantedTimeOff(
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        kind=TimeOffKind(form.kind.data),
        part=DayPart(form.part.data),
    )


def new_form() -> NewTimeOffForm:
    """Return the form as it stands before anything is typed."""
    today = local_date(request_now(), current_viewer().timezone)
    return NewTimeOffForm(formdata=None, data={"starts_on": today, "ends_on": today})


def show_list(
    form: NewTimeOffForm,
    status: int = 200,
    *,
    file_form: RecordFileForm | None = None,
    problems: Sequence[LineProblem] = (),
) -> ResponseReturnValue:
    viewer, past = current_viewer(), argument("tab") == "past"
    listing = read_listing(COLUMNS, sort="starts_on", descending=past)
    with unit_of_work() as session:
        today = local_date(request_now(), viewer.timezone)
        rows = list_time_off(session, viewer, listing, today=today, past=past)
        if wants_csv():
            return csv_of("time-off", COLUMNS, rows.rows)
        people = list_reached_people(session, viewer)
    files = {"file_form": file_form or RecordFileForm(formdata=None), "problems": problems}
    shown = {"rows": rows, "columns": COLUMNS, "form": form, "past": past, "people": people, **files}
    return render_template("time_off/index.html", **shown), status
