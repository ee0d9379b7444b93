"""`/milestones/<week>`: the week of one's own people, its charts, and what the manager did about it.

People by name are for those who may read about wellbeing, and only their own line; everybody else with the right to
milestones sees teams in numbers, under the rules for groups.
"""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.charts.figures import Chart
from app.domain.errors import NotFound
from app.domain.mornings.window import Week
from app.domain.mornings.workdays import local_date
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.models import TalkStatus
from app.queries.person_weeks import get_person_week, list_known_weeks, list_week_series
from app.services.weeks.talks import Talk, record_talk
from app.unit_of_work import unit_of_work
from app.web.arguments import argument
from app.web.clock import request_now
from app.web.figures import chart_json
from app.web.forms import typed
from app.web.milestones.columns import COLUMNS
from app.web.milestones.forms import STATUS_WORDS, TalkForm, talk_form
from app.web.milestones.groups import build_group_weeks
from app.web.milestones.page import CHARTS, WEEKS_DRAWN, WeekPage, build_week_page, week_charts
from app.web.milestones.words import blockers_sentence, one_line
from app.web.paging import csv_of, wants_csv

blueprint = Blueprint("milestones", __name__, url_prefix="/milestones")


@blueprint.get("")
@requires(Permission.MILESTONES_READ)
def index() -> ResponseReturnValue:
    """Show the week asked for by the picker, or the last finished one."""
    if asked := argument("week"):
        return redirect(url_for("milestones.week", week=_week(asked)))
    today = local_date(request_now(), current_settings().company_timezone)
    return redirect(url_for("milestones.week", week=Week.of(today).shifted(-1)))


@blueprint.get("/<week>")
@requires(Permission.MILESTONES_READ)
def week(week: str) -> ResponseReturnValue:
    chosen = _week(week)
    with unit_of_work() as session:
        page = _people(session, chosen)
        if wants_csv():
            return csv_of(f"milestones-{chosen}", COLUMNS, page.people)
        return _render(session, page)


@blueprint.get("/<week>/people/<int:employee_id>/<name>.json")
@requires(Permission.WELLBEING_READ)
def chart(week: str, employee_id: int, name: str) -> ResponseReturnValue:
    with unit_of_work() as session:
        return chart_json(_chart(session, _week(week), employee_id, name))


@blueprint.post("/<week>/people/<int:employee_id>/talk")
@requires(Permission.WELLBEING_READ)
def talk(week: str, employee_id: int) -> ResponseReturnValue:
    chosen, form = _week(week), talk_form(employee_id)
    with unit_of_work() as session:
        get_person_week(session, current_viewer(), employee_id, chosen)
        if not form.validate_on_submit():
            return _render(session, _people(session, chosen), submitted=(employee_id, form)), 422
        noted = Talk(
            status=TalkStatus(form.status.data) if form.status.data else None,
            talk_on=form.talk_on.data,
            note=typed(form.note).strip() or None,
        )
        record_talk(session, current_viewer(), employee_id=employee_id, week=chosen, talk=noted, now=request_now())
    flash("Noted. Only you can read the note.", "success")
    return redirect(url_for("milestones.week", week=chosen, _anchor=f"person-{employee_id}"))


def _week(text: str) -> Week:
    try:
        return Week.parse(text)
    except ValueError:
        raise NotFound(f"{text} is not a week such as 2026-W47.") from None


def _people(session: Session, chosen: Week) -> WeekPage:
    viewer = current_viewer()
    if not viewer.may(Permission.WELLBEING_READ):
        return WeekPage(week=chosen, flagged=(), changed=(), steady=())
    return build_week_page(session, viewer, chosen)


def _chart(session: Session, chosen: Week, employee_id: int, name: str) -> Chart:
    if name not in CHARTS:
        raise NotFound("There is no chart of this name on the page.")
    person = get_person_week(session, current_viewer(), employee_id, chosen)
    series = list_week_series(session, [employee_id], first=chosen.shifted(1 - WEEKS_DRAWN), last=chosen)
    return week_charts(person, series[employee_id])[name]


def _render(session: Session, page: WeekPage, submitted: tuple[int, TalkForm] | None = None) -> str:
    today = local_date(request_now(), current_viewer().timezone)
    forms = {row.row.employee_id: talk_form(row.row.employee_id, row.person.talk) for row in page.people if row.charts}
    if submitted:
        forms[submitted[0]] = submitted[1]
    return render_template(
        "milestones/index.html",
        page=page,
        groups=build_group_weeks(session, current_viewer(), page.week),
        weeks=list_known_weeks(session),
        running=page.week == Week.of(today),
        today=today,
        forms=forms,
        submitted=submitted[0] if submitted else None,
        talk_words=STATUS_WORDS,
        one_line=one_line,
        blockers_sentence=blockers_sentence,
    )
