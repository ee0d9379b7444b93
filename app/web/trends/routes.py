"""`/trends`: teams over weeks, and the JSON and CSV of its charts; own people for a manager, everybody above."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.figures.team_weeks import Comparison
from app.domain.permissions import Permission, Scope
from app.extensions import current_settings
from app.queries.paging import Page, page_of
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.figures import chart_csv, chart_json, palettes
from app.web.paging import Column, csv_of, read_listing, wants_csv
from app.web.trends.charts import Asked, TeamRow, TeamTrends, all_charts, load_blockers, load_chart, load_teams
from app.web.week_span import WEEK_CHOICES, read_weeks

blueprint = Blueprint("trends", __name__, url_prefix="/trends")


def said_figure(comparison: Comparison, *, percent: bool) -> str | float | None:
    """Return a figure as table and CSV hold it: a rounded number, `withheld`, or nothing."""
    if comparison.now is None:
        return "withheld" if comparison.withheld else None
    return round(100 * comparison.now) if percent else round(comparison.now, 1)


def said_before(comparison: Comparison, *, percent: bool) -> float | None:
    if comparison.before is None:
        return None
    return round(100 * comparison.before) if percent else round(comparison.before, 1)


COLUMNS: tuple[Column[TeamRow], ...] = (
    Column("team", "Team", lambda row: row.team),
    Column("people", "People", lambda row: row.people, numeric=True),
    Column("done", "Participation %", lambda row: said_figure(row.participation, percent=True), numeric=True),
    Column(
        "done_before", "Participation before %", lambda row: said_before(row.participation, percent=True), numeric=True
    ),
    Column("short", "Ops-only %", lambda row: said_figure(row.ops_only, percent=True), numeric=True),
    Column("short_before", "Ops-only before %", lambda row: said_before(row.ops_only, percent=True), numeric=True),
    Column("energy", "Energy", lambda row: said_figure(row.energy, percent=False), sortable=False, numeric=True),
    Column(
        "energy_before",
        "Energy before",
        lambda row: said_before(row.energy, percent=False),
        sortable=False,
        numeric=True,
    ),
)
""""Before" is the four weeks before. Not sortable by energy: teams are compared with their own past, never ranked."""


@blueprint.get("")
@requires(Permission.TRENDS_READ)
def index() -> ResponseReturnValue:
    asked = _asked()
    with unit_of_work() as session:
        trends = load_teams(session, asked)
        blockers = None if wants_csv() else load_blockers(session, asked)
    teams = _teams(trends)
    if blockers is None:
        return csv_of("teams", COLUMNS, teams.rows)
    return render_template(
        "trends/index.html",
        trends=trends,
        totals=blockers.totals,
        teams=teams,
        columns=COLUMNS,
        charts=all_charts(trends, blockers),
        palettes=palettes(),
        weeks=read_weeks(),
        week_choices=WEEK_CHOICES,
        own_people_only=current_viewer().figures_scope is Scope.TEAM,
    )


@blueprint.get("/charts/<name>.json")
@requires(Permission.TRENDS_READ)
def chart(name: str) -> ResponseReturnValue:
    with unit_of_work() as session:
        return chart_json(load_chart(session, name, _asked()))


@blueprint.get("/charts/<name>.csv")
@requires(Permission.TRENDS_READ)
def chart_rows(name: str) -> ResponseReturnValue:
    with unit_of_work() as session:
        return chart_csv(f"teams-{name}", load_chart(session, name, _asked(), whole=True))


def _asked() -> Asked:
    holidays = current_settings().holidays
    return Asked(viewer=current_viewer(), weeks=read_weeks(), now=request_now(), holidays=holidays)


def _teams(trends: TeamTrends) -> Page[TeamRow]:
    """Withheld figures stand last in every order, so that a sort says nothing about them."""
    listing = read_listing(COLUMNS, sort="team")
    return page_of(
        trends.rows,
        listing,
        sorts={
            "team": lambda row: row.team,
            "people": lambda row: row.people,
            "done": lambda row: row.participation.now,
            "done_before": lambda row: row.participation.before,
            "short": lambda row: row.ops_only.now,
            "short_before": lambda row: row.ops_only.before,
        },
        searched=lambda row: row.team,
    )
