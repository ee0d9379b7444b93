"""Teams: the list, a new one, and one with its name, lead and merging."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.domain.phrases import plural
from app.extensions import current_settings
from app.queries.people_choices import list_managers, list_teams_in_use
from app.queries.teams import TeamListRow, get_team_row, list_teams
from app.services.people.changed_by import ChangedBy
from app.services.people.teams import create_team, merge_teams, rename_team, set_team_lead
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import show_error
from app.web.paging import Column, csv_of, read_listing, wants_csv
from app.web.profiles.forms import pairs
from app.web.profiles.values import read_person
from app.web.teams.blueprint import blueprint
from app.web.teams.forms import MergeForm, TeamForm

COLUMNS: tuple[Column[TeamListRow], ...] = (
    Column("name", "Team", lambda row: row.name),
    Column("lead", "Lead", lambda row: row.lead),
    Column("people", "People", lambda row: row.people, numeric=True),
)


@blueprint.get("")
@requires(Permission.PROFILE_EDIT)
def index() -> ResponseReturnValue:
    return _list(TeamForm(formdata=None))


@blueprint.post("")
@requires(Permission.PROFILE_EDIT)
def create() -> ResponseReturnValue:
    form = TeamForm()
    if not form.validate_on_submit():
        return _list(form, 422)
    try:
        with unit_of_work() as session:
            team = create_team(session, form.name.data or "", by=_by(), now=request_now())
            lead_id = read_person(session, form.lead_id.data, "lead_id")
            set_team_lead(session, team.id, lead_id, by=_by(), now=request_now())
    except InvalidInput as error:
        show_error(form, error)
        return _list(form, 422)
    flash("Added.", "success")
    return redirect(url_for("teams.index"))


@blueprint.get("/<int:team_id>")
@requires(Permission.PROFILE_EDIT)
def page(team_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        team = get_team_row(session, team_id)
        lead = f"{team.lead} · {team.lead_id}" if team.lead_id else ""
        return _page(session, team, TeamForm(formdata=None, data={"name": team.name, "lead_id": lead}))


@blueprint.post("/<int:team_id>")
@requires(Permission.PROFILE_EDIT)
def save(team_id: int) -> ResponseReturnValue:
    form = TeamForm()
    try:
        with unit_of_work() as session:
            team = get_team_row(session, team_id)
            if not form.validate_on_submit():
                return _page(session, team, form), 422
            rename_team(session, team_id, form.name.data or "", by=_by(), now=request_now())
            lead_id = read_person(session, form.lead_id.data, "lead_id")
            set_team_lead(session, team_id, lead_id, by=_by(), now=request_now())
    except InvalidInput as error:
        show_error(form, error)
        with unit_of_work() as session:
            return _page(session, get_team_row(session, team_id), form), 422
    flash("Saved.", "success")
    return redirect(url_for("teams.index"))


@blueprint.post("/<int:team_id>/merge")
@requires(Permission.PROFILE_EDIT)
def merge(team_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        team = get_team_row(session, team_id)
        form = _merge_form(session, team_id)
        if not form.validate_on_submit():
            return _page(session, team, TeamForm(formdata=None, data={"name": team.name}), form), 422
        into = int(form.into_id.data)
        moved = merge_teams(session, team_id, into, by=_by(), now=request_now(), settings=current_settings())
    flash(f"Merged: {plural(moved, 'person', 'people')} moved; past weeks stay with {team.name}.", "success")
    return redirect(url_for("teams.index"))


def _by() -> ChangedBy:
    return ChangedBy.form(current_viewer())


def _list(form: TeamForm, status: int = 200) -> ResponseReturnValue:
    listing = read_listing(COLUMNS, sort="name")
    with unit_of_work() as session:
        teams = list_teams(session, listing)
        if wants_csv():
            return csv_of("teams", COLUMNS, teams.rows)
        managers = list_managers(session)
    return render_template("teams/index.html", teams=teams, columns=COLUMNS, form=form, managers=managers), status


def _merge_form(session: Session, team_id: int, **options: Any) -> MergeForm:
    form = MergeForm(**options)
    others = [(number, name) for number, name in list_teams_in_use(session) if number != team_id]
    form.into_id.choices = pairs(others, "choose")
    return form


def _page(session: Session, team: TeamListRow, form: TeamForm, merging: MergeForm | None = None) -> str:
    return render_template(
        "teams/page.html",
        team=team,
        form=form,
        merging=merging or _merge_form(session, team.id, formdata=None),
        managers=list_managers(session),
    )
