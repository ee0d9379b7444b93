"""Delegates: who looks after a manager's people while the manager is away."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.mornings.workdays import local_date
from app.domain.permissions import Permission
from app.queries.people_choices import list_managers
from app.queries.teams import DelegationRow, list_delegations
from app.services.people.changed_by import ChangedBy
from app.services.people.delegations import add_delegate, end_delegation
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import show_error
from app.web.paging import Column, csv_of, read_listing, wants_csv
from app.web.profiles.values import read_person
from app.web.teams.blueprint import blueprint
from app.web.teams.forms import DelegateForm

COLUMNS: tuple[Column[DelegationRow], ...] = (
    Column("manager", "Away", lambda row: row.manager),
    Column("delegate", "Stands in", lambda row: row.delegate),
    Column("starts_on", "First day", lambda row: row.starts_on),
    Column("ends_on", "Last day", lambda row: row.ends_on),
)
END: Column[DelegationRow] = Column("end", "", lambda _row: None, sortable=False)
"""Holds the button; never part of an export."""


@blueprint.get("/delegates")
@requires(Permission.PROFILE_EDIT)
def delegates() -> ResponseReturnValue:
    return _page(DelegateForm(formdata=None))


@blueprint.post("/delegates")
@requires(Permission.PROFILE_EDIT)
def add() -> ResponseReturnValue:
    form = DelegateForm()
    if not form.validate_on_submit():
        return _page(form, 422)
    try:
        with unit_of_work() as session:
            _add(session, form)
    except InvalidInput as error:
        show_error(form, error)
        return _page(form, 422)
    flash("Saved. The delegate reads and handles what the manager would, on these days.", "success")
    return redirect(url_for("teams.delegates"))


@blueprint.post("/delegates/<int:delegation_id>/end")
@requires(Permission.PROFILE_EDIT)
def end(delegation_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        end_delegation(session, delegation_id, by=ChangedBy.form(current_viewer()), now=request_now())
    flash("Taken back.", "success")
    return redirect(url_for("teams.delegates"))


def _add(session: Session, form: DelegateForm) -> None:
    manager_id = read_person(session, form.manager_id.data, "manager_id")
    delegate_id = read_person(session, form.delegate_id.data, "delegate_id")
    if manager_id is None or delegate_id is None or form.starts_on.data is None or form.ends_on.data is None:
        raise InvalidInput("Choose both people and both days.", field="manager_id")
    add_delegate(
        session,
        manager_id,
        delegate_id,
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        by=ChangedBy.form(current_viewer()),
        now=request_now(),
    )


def _page(form: DelegateForm, status: int = 200) -> ResponseReturnValue:
    listing = read_listing(COLUMNS, sort="starts_on")
    with unit_of_work() as session:
        today = local_date(request_now(), current_viewer().timezone)
        rows = list_delegations(session, listing, today=today)
        if wants_csv():
            return csv_of("delegates", COLUMNS, rows.rows)
        managers = list_managers(session)
    shown = {"rows": rows, "columns": (*COLUMNS, END), "form": form, "managers": managers}
    return render_template("teams/delegates.html", **shown), status
