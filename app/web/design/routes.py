"""`/design`: the design system on one page."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired

from app.access import requires
from app.domain.permissions import Permission
from app.queries.paging import page_of
from app.web.design.samples import COLUMNS, PEOPLE, sample_chart
from app.web.figures import chart_csv, chart_json
from app.web.forms import CleanForm
from app.web.paging import csv_of, read_listing, wants_csv

blueprint = Blueprint("design", __name__, url_prefix="/design")


class SampleForm(CleanForm):
    name = StringField("Name", [InputRequired("Type a name.")])
    reason = SelectField("Reason", choices=[SelectChoice("vacation", "Vacation"), SelectChoice("sick", "Sick")])
    note = TextAreaField("Note")


@blueprint.get("")
@requires(Permission.SYSTEM_MANAGE)
def index() -> ResponseReturnValue:
    return _page(SampleForm())


@blueprint.post("")
@requires(Permission.SYSTEM_MANAGE)
def submit() -> ResponseReturnValue:
    form = SampleForm()
    if not form.validate_on_submit():
        return _page(form, 422)
    flash("Saved.", "success")
    return redirect(url_for("design.index"))


@blueprint.get("/chart.json")
@requires(Permission.SYSTEM_MANAGE)
def chart() -> ResponseReturnValue:
    return chart_json(sample_chart())


@blueprint.get("/chart.csv")
@requires(Permission.SYSTEM_MANAGE)
def chart_rows() -> ResponseReturnValue:
    return chart_csv("energy", sample_chart())


def _page(form: SampleForm, status: int = 200) -> ResponseReturnValue:
    listing = read_listing(COLUMNS, sort="name")
    sorts = {column.key: column.value for column in COLUMNS}
    people = page_of(PEOPLE, listing, sorts=sorts, searched=lambda person: person.name)
    if wants_csv():
        return csv_of("people", COLUMNS, people.rows)
    html = render_template("design/index.html", form=form, people=people, columns=COLUMNS, chart=sample_chart())
    return html, status
