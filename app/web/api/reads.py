"""What a token reads: people, check-ins, alerts, readings, time off, weeks, and one person's profile."""

from typing import Any

from marshmallow import RAISE

from app.access import by_token
from app.domain.mornings.window import Week
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.queries.api_lists import (
    ApiPage,
    ListAsked,
    list_api_alerts,
    list_api_checkins,
    list_api_people,
    list_api_readings,
    list_api_time_off,
    list_api_weeks,
)
from app.queries.people_facts import load_facts
from app.queries.reach import get_visible_employee
from app.services.audit import record_page_read
from app.unit_of_work import unit_of_work
from app.web.api.blueprint import api_token, blueprint
from app.web.api.schemas import DatedQuery, PageSchema, PersonQuery, WeekQuery, cursor_of, plain
from app.web.clock import request_now


@blueprint.get("/people")
@by_token(Permission.ATTENDANCE_READ, Permission.PROFILE_READ)
@blueprint.arguments(PersonQuery, location="query", unknown=RAISE)
@blueprint.response(200, PageSchema)
def people(query: dict[str, Any]) -> dict[str, Any]:
    """The people in reach. Mail, consent and first call only where the role keeps profiles."""
    with unit_of_work() as session:
        return _body(list_api_people(session, api_token().viewer, _asked(query)))


@blueprint.get("/people/<int:employee_id>/profile")
@by_token(Permission.COACHING_READ)
@blueprint.response(200, description="Strengths, WHY, KPIs and goal of one person.")
def profile(employee_id: int) -> dict[str, Any]:
    """One person's coaching profile. Reading somebody else's leaves an audit line, as opening their page does."""
    viewer = api_token().viewer
    with unit_of_work() as session:
        get_visible_employee(session, viewer, employee_id)
        facts = load_facts(session, [employee_id])[employee_id]
        record_page_read(session, viewer, subject_id=employee_id, now=request_now())
    coaching = {
        "employee_number": employee_id,
        "strengths": list(facts.gallup_strengths),
        "why": facts.personal_why,
        "kpis": list(facts.kpis),
        "goal": facts.current_90day_goal,
        "goal_start": facts.goal_started_on,
        "goal_due": facts.goal_due_on,
        "goal_baseline": facts.goal_baseline,
        "goal_target": facts.goal_target,
    }
    return plain(coaching)


@blueprint.get("/check-ins")
@by_token(Permission.ATTENDANCE_READ)
@blueprint.arguments(DatedQuery, location="query", unknown=RAISE)
@blueprint.response(200, PageSchema)
def check_ins(query: dict[str, Any]) -> dict[str, Any]:
    """Check-ins of the people in reach; energy and commitments only for those who may read about wellbeing."""
    with unit_of_work() as session:
        return _body(list_api_checkins(session, api_token().viewer, _asked(query), current_settings()))


@blueprint.get("/alerts")
@by_token(Permission.ALERT_READ, Permission.ALERT_ADDRESSED)
@blueprint.arguments(DatedQuery, location="query", unknown=RAISE)
@blueprint.response(200, PageSchema)
def alerts(query: dict[str, Any]) -> dict[str, Any]:
    """The alerts of the inbox, open and closed."""
    with unit_of_work() as session:
        return _body(list_api_alerts(session, api_token().viewer, _asked(query), current_settings()))


@blueprint.get("/kpi-readings")
@by_token(Permission.KPI_EDIT)
@blueprint.arguments(DatedQuery, location="query", unknown=RAISE)
@blueprint.response(200, PageSchema)
def kpi_readings(query: dict[str, Any]) -> dict[str, Any]:
    """KPI readings of the people in reach."""
    with unit_of_work() as session:
        return _body(list_api_readings(session, api_token().viewer, _asked(query)))


@blueprint.get("/time-off")
@by_token(Permission.TIME_OFF_EDIT)
@blueprint.arguments(DatedQuery, location="query", unknown=RAISE)
@blueprint.response(200, PageSchema)
def time_off(query: dict[str, Any]) -> dict[str, Any]:
    """Days off that touch the days asked for."""
    with unit_of_work() as session:
        return _body(list_api_time_off(session, api_token().viewer, _asked(query)))


@blueprint.get("/weekly-rollups")
@by_token(Permission.MILESTONES_READ)
@blueprint.arguments(WeekQuery, location="query", unknown=RAISE)
@blueprint.response(200, PageSchema)
def weekly_rollups(query: dict[str, Any]) -> dict[str, Any]:
    """One week of each person in reach; energy, goal and flags only for those who may read about wellbeing."""
    week: Week = query.pop("week")
    with unit_of_work() as session:
        return _body(list_api_weeks(session, api_token().viewer, week.start, _asked(query)))


def _asked(query: dict[str, Any]) -> ListAsked:
    return ListAsked(**{("after" if name == "cursor" else name): value for name, value in query.items()})


def _body(page: ApiPage) -> dict[str, Any]:
    return {"rows": [plain(row) for row in page.rows], "next_cursor": cursor_of(page.next_after)}
