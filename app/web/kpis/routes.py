"""KPIs: the list, a new one, and one changed or retired."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, DecimalField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import InputRequired, Length, Optional

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.models import Kpi, KpiDirection
from app.queries.kpi_readings import KpiRow, list_kpis
from app.services.people.changed_by import ChangedBy
from app.services.people.kpis import LONGEST_NAME, LONGEST_UNIT, WantedKpi, change_kpi, create_kpi, get_kpi
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import CleanForm, show_error
from app.web.paging import Column, csv_of, read_listing, wants_csv

blueprint = Blueprint("kpis", __name__, url_prefix="/kpis")

DIRECTIONS = {KpiDirection.HIGHER: "Higher is better", KpiDirection.LOWER: "Lower is better"}
COLUMNS: tuple[Column[KpiRow], ...] = (
    Column("name", "KPI", lambda row: row.name),
    Column("unit", "Unit", lambda row: row.unit),
    Column("direction", "Direction", lambda row: DIRECTIONS[row.direction], sortable=False),
    Column("smallest_change", "Smallest change that matters", lambda row: row.smallest_change, sortable=False),
    Column("readings", "Readings", lambda row: row.readings, numeric=True),
    Column("active", "In use", lambda row: "yes" if row.active else "no", sortable=False),
)


class KpiForm(CleanForm):
    name = StringField("Name", [InputRequired("A KPI needs a name."), Length(max=LONGEST_NAME)])
    unit = StringField("Unit", [Optional(), Length(max=LONGEST_UNIT)])
    direction = SelectField("Direction", choices=[SelectChoice(kind.value, word) for kind, word in DIRECTIONS.items()])
    smallest_change = DecimalField(
        "Smallest change that matters", [InputRequired("Write a number; 0 for any change.")], places=None
    )
    active = BooleanField("In use")


@blueprint.get("")
@requires(Permission.PROFILE_EDIT)
def index() -> ResponseReturnValue:
    return _list(KpiForm(formdata=None, data={"active": True}))


@blueprint.post("")
@requires(Permission.PROFILE_EDIT)
def create() -> ResponseReturnValue:
    form = KpiForm()
    if not form.validate_on_submit():
        return _list(form, 422)
    try:
        with unit_of_work() as session:
            create_kpi(session, _wanted(form), by=ChangedBy.form(current_viewer()), now=request_now())
    except InvalidInput as error:
        show_error(form, error)
        return _list(form, 422)
    flash("Added. It can be chosen on every record.", "success")
    return redirect(url_for("kpis.index"))


@blueprint.get("/<int:kpi_id>")
@requires(Permission.PROFILE_EDIT)
def page(kpi_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        kpi = get_kpi(session, kpi_id)
        return _page(kpi, KpiForm(formdata=None, data=_shown(kpi)))


@blueprint.post("/<int:kpi_id>")
@requires(Permission.PROFILE_EDIT)
def save(kpi_id: int) -> ResponseReturnValue:
    form = KpiForm()
    try:
        with unit_of_work() as session:
            kpi = get_kpi(session, kpi_id)
            if not form.validate_on_submit():
                return _page(kpi, form), 422
            change_kpi(session, kpi_id, _wanted(form), by=ChangedBy.form(current_viewer()), now=request_now())
    except InvalidInput as error:
        show_error(form, error)
        with unit_of_work() as session:
            return _page(get_kpi(session, kpi_id), form), 422
    flash("Saved.", "success")
    return redirect(url_for("kpis.index"))


def _shown(kpi: Kpi) -> dict[str, Any]:
    return {name: getattr(kpi, name) for name in ("name", "unit", "direction", "smallest_change", "active")}


def _wanted(form: Any) -> WantedKpi:
    return WantedKpi(
        name=form.name.data,
        unit=form.unit.data or "",
        direction=KpiDirection(form.direction.data),
        smallest_change=form.smallest_change.data,
        active=form.active.data,
    )


def _page(kpi: Kpi, form: KpiForm) -> str:
    return render_template("kpis/page.html", kpi=kpi, form=form)


def _list(form: KpiForm, status: int = 200) -> ResponseReturnValue:
    listing = read_listing(COLUMNS, sort="name")
    with unit_of_work() as session:
        rows = list_kpis(session, listing)
    if wants_csv():
        return csv_of("kpis", COLUMNS, rows.rows)
    return render_template("kpis/index.html", rows=rows, columns=COLUMNS, form=form, directions=DIRECTIONS), status
