"""`/blockers`: the list, the weekly chart, and resolving one with a note."""

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import StringField
from wtforms.validators import Length, Optional

from app.access import current_viewer, requires
from app.charts.blocker_weeks import WeekCount, blocker_weeks_chart
from app.charts.figures import Chart, DaySpan
from app.domain.alerts.kinds import AlertKind
from app.domain.alerts.words import OUTCOME_WORDS
from app.domain.errors import InvalidTransition
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.queries.blockers import BlockerRow, blockers_by_week, count_open_blockers, list_blockers
from app.queries.reach import check_reach
from app.services.alerts.actions import resolve_alert
from app.services.alerts.records import Actor
from app.unit_of_work import unit_of_work
from app.web.arguments import argument
from app.web.clock import request_now, viewer_zone
from app.web.figures import chart_csv, chart_json, palettes
from app.web.forms import CleanForm, typed
from app.web.paging import Column, csv_of, read_listing, wants_csv
from app.web.targets import safe_target

blueprint = Blueprint("blockers", __name__, url_prefix="/blockers")

WEEKS = 13
MAY_HAVE = "may have a blocker"
"""Before the words of somebody who said no to blockers, and with it what sounds like one."""


def said_blocker(row: BlockerRow) -> str:
    note = row.note or "not named"
    return f"{MAY_HAVE}: {note}" if row.unclear else note


COLUMNS: tuple[Column[BlockerRow], ...] = (
    Column("person", "Who", lambda row: row.person),
    Column("team", "Team", lambda row: row.team),
    Column("note", "Blocker", said_blocker),
    Column("raised", "Raised", lambda row: row.alert_on, sortable=False),
    Column("age", "Age in workdays", lambda row: row.age_workdays, numeric=True),
    Column("times", "Times", lambda row: row.times, sortable=False, numeric=True),
    Column("owner", "Owner", lambda row: row.owner_name),
    Column("outcome", "Outcome", lambda row: OUTCOME_WORDS[row.outcome] if row.outcome else "", sortable=False),
    Column("resolved", "Resolved", lambda row: row.resolved_at, sortable=False),
)
RESOLVE: Column[BlockerRow] = Column("resolve", "", lambda _row: None, sortable=False)
"""Holds the button; never part of an export."""


class ResolveBlockerForm(CleanForm):
    note = StringField("What fixed it", [Optional(), Length(max=500)])


@blueprint.get("")
@requires(Permission.BLOCKER_READ)
def index() -> ResponseReturnValue:
    resolved = argument("state") == "resolved"
    # The oldest open one first: an earlier day sorts before a later one.
    listing = read_listing(COLUMNS, sort="age", descending=resolved)
    viewer, settings = current_viewer(), current_settings()
    with unit_of_work() as session:
        rows = list_blockers(session, viewer, resolved=resolved, listing=listing, now=request_now(), settings=settings)
        if wants_csv():
            return csv_of("blockers", COLUMNS, rows.rows)
        return render_template(
            "blockers/index.html",
            rows=rows,
            said_blocker=said_blocker,
            columns=_columns(resolved=resolved),
            resolved=resolved,
            chart=_chart(session),
            palettes=palettes(),
        )


@blueprint.get("/charts/weeks.json")
@requires(Permission.BLOCKER_READ)
def weeks_chart() -> ResponseReturnValue:
    with unit_of_work() as session:
        return chart_json(_chart(session))


@blueprint.get("/charts/weeks.csv")
@requires(Permission.BLOCKER_READ)
def weeks_rows() -> ResponseReturnValue:
    with unit_of_work() as session:
        return chart_csv("blockers-by-week", _chart(session))


@blueprint.post("/<int:alert_id>/resolve")
@requires(Permission.BLOCKER_RESOLVE)
def resolve(alert_id: int) -> ResponseReturnValue:
    viewer, form = current_viewer(), ResolveBlockerForm()
    back = redirect(safe_target(request.form.get("next")) or url_for("blockers.index"))
    if not form.validate_on_submit():
        flash("The note is longer than 500 characters; shorten it and resolve again.", "warning")
        return back
    try:
        with unit_of_work() as session:
            check_reach(session, viewer, alert_id, kind=AlertKind.BLOCKER)
            resolve_alert(session, alert_id, note=typed(form.note) or None, actor=Actor.of(viewer), now=request_now())
    except InvalidTransition as error:
        flash(error.sentence, "warning")
    else:
        flash("Resolved. The technician hears of it on the next call.")
    return back


def _columns(*, resolved: bool) -> list[Column[BlockerRow]]:
    if resolved:
        return list(COLUMNS)
    open_columns = [column for column in COLUMNS if column.key not in {"outcome", "resolved"}]
    return [*open_columns, RESOLVE] if current_viewer().may(Permission.BLOCKER_RESOLVE) else open_columns


def _chart(session: Session) -> Chart:
    viewer, today = current_viewer(), _today()
    span = DaySpan.weeks_up_to(today, WEEKS)
    counted_weeks = blockers_by_week(session, viewer, first=span.first, timezone=viewer.timezone)
    counts = {week.week_start: week for week in counted_weeks}
    mondays = [span.first + timedelta(weeks=number) for number in range(WEEKS)]
    weeks = [
        WeekCount(
            week_start=monday,
            raised=counts[monday].raised if monday in counts else 0,
            resolved=counts[monday].resolved if monday in counts else 0,
        )
        for monday in mondays
    ]
    return blocker_weeks_chart(weeks if counted_weeks else [], span, still_open=count_open_blockers(session, viewer))


def _today() -> date:
    return request_now().astimezone(viewer_zone()).date()
