"""What the JSON API lists: rows of plain values, scoped to the viewer in SQL, a page after a place.

A column that the viewer may not read is not in the statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.checkins.fields import PERSONAL_REASONS
from app.domain.checkins.reasons import PERSONAL
from app.domain.permissions import Permission
from app.domain.viewers import Viewer
from app.models import Alert, DailyCheckin, Employee, Kpi, KpiReading, Team, TimeOff, WeeklyRollup
from app.queries.reach import answerable_alerts, readable_reason, reveals_reasons, visible_employees
from app.settings import Settings

Row = dict[str, Any]


@dataclass(frozen=True)
class ApiPage:
    rows: Sequence[Row]
    next_after: int | None
    """Where the next page begins; None on the last."""


@dataclass(frozen=True, kw_only=True)
class ListAsked:
    """Which part of a list: after which row, how many, of whom, and which days."""

    after: int = 0
    limit: int = 100
    employee: int | None = None
    since: date | None = None
    until: date | None = None
    """Inclusive."""


def list_api_people(session: Session, viewer: Viewer, asked: ListAsked) -> ApiPage:
    columns: list[Any] = [
        Employee.id.label("employee_number"), Employee.name, Employee.job_title, Employee.role, Employee.phone,
        Team.name.label("team"), Employee.manager_id.label("manager"), Employee.timezone.label("time_zone"),
        Employee.workdays, Employee.active, Employee.started_on, Employee.ended_on,
    ]  # fmt: skip
    if viewer.may(Permission.PROFILE_READ):
        columns += [Employee.email, Employee.checkins_from, Employee.expected_to_call, Employee.sms_opt_in]
    query = (
        sa.select(*columns)
        .outerjoin(Team, Team.id == Employee.team_id)
        .where(Employee.id.in_(visible_employees(viewer)), Employee.erased_at.is_(None))
    )
    return _page(session, query, Employee.id, asked, of=Employee.id)


def list_api_checkins(session: Session, viewer: Viewer, asked: ListAsked, settings: Settings) -> ApiPage:
    reason: Any = DailyCheckin.not_ready_reason
    if not reveals_reasons(viewer, settings):
        as_text = sa.cast(DailyCheckin.not_ready_reason, sa.Text)
        reason = sa.case((DailyCheckin.not_ready_reason.in_(PERSONAL_REASONS), PERSONAL), else_=as_text)
    columns: list[Any] = [
        DailyCheckin.id, DailyCheckin.employee_id.label("employee_number"), DailyCheckin.checkin_on,
        DailyCheckin.timestamp, DailyCheckin.call_type, DailyCheckin.call_completed, DailyCheckin.ready_status,
        reason.label("not_ready_reason"), DailyCheckin.out_until, DailyCheckin.eta_minutes,
        DailyCheckin.blocker_present, DailyCheckin.duration_seconds,
    ]  # fmt: skip
    if viewer.may(Permission.BLOCKER_READ):
        columns.append(DailyCheckin.blocker_note)
    if viewer.may(Permission.WELLBEING_READ):
        columns += [
            DailyCheckin.energy_level, DailyCheckin.primary_kpi, DailyCheckin.kpi_action_today,
            DailyCheckin.goal_action_today, DailyCheckin.focus_summary_5_words, DailyCheckin.last_commitment_done,
        ]  # fmt: skip
    person = DailyCheckin.employee_id
    query = sa.select(*columns).where(person.in_(visible_employees(viewer)))
    return _page(session, _between(query, DailyCheckin.checkin_on, asked), DailyCheckin.id, asked, of=person)


def list_api_alerts(session: Session, viewer: Viewer, asked: ListAsked, settings: Settings) -> ApiPage:
    columns: list[Any] = [
        Alert.id, Alert.kind, Alert.status, Alert.employee_id.label("employee_number"), Alert.alert_on,
        Alert.note, readable_reason(viewer, settings).label("not_ready_reason"), Alert.owner_id.label("owner"),
        Alert.owner_name, Alert.outcome, Alert.opened_at, Alert.acknowledged_at, Alert.resolved_at,
    ]  # fmt: skip
    query = sa.select(*columns).where(answerable_alerts(viewer))
    return _page(session, _between(query, Alert.alert_on, asked), Alert.id, asked, of=Alert.employee_id)


def list_api_readings(session: Session, viewer: Viewer, asked: ListAsked) -> ApiPage:
    columns: list[Any] = [
        KpiReading.id, KpiReading.employee_id.label("employee_number"), Kpi.name.label("kpi"), Kpi.unit,
        KpiReading.read_on, KpiReading.value, KpiReading.source,
    ]  # fmt: skip
    query = (
        sa.select(*columns)
        .join(Kpi, Kpi.id == KpiReading.kpi_id)
        .where(KpiReading.employee_id.in_(visible_employees(viewer)))
    )
    return _page(session, _between(query, KpiReading.read_on, asked), KpiReading.id, asked, of=KpiReading.employee_id)


def list_api_time_off(session: Session, viewer: Viewer, asked: ListAsked) -> ApiPage:
    query = time_off_rows(viewer)
    if asked.since:
        query = query.where(TimeOff.ends_on >= asked.since)
    if asked.until:
        query = query.where(TimeOff.starts_on <= asked.until)
    return _page(session, query, TimeOff.id, asked, of=TimeOff.employee_id)


def time_off_rows(viewer: Viewer) -> sa.Select[Any]:
    columns: tuple[Any, ...] = (
        TimeOff.id, TimeOff.employee_id.label("employee_number"), TimeOff.starts_on, TimeOff.ends_on, TimeOff.kind,
        TimeOff.part,
    )  # fmt: skip
    return sa.select(*columns).where(TimeOff.employee_id.in_(visible_employees(viewer)))


def list_api_weeks(session: Session, viewer: Viewer, monday: date, asked: ListAsked) -> ApiPage:
    week = WeeklyRollup
    columns: list[Any] = [
        week.employee_id.label("employee_number"), week.week_start, Team.name.label("team"), week.finished,
        week.workdays_expected, week.checkins_done, week.checkins_extra, week.ops_only_count, week.missed_on,
        week.blockers_raised, week.blockers_open,
    ]  # fmt: skip
    if viewer.may(Permission.WELLBEING_READ):
        columns += [
            week.energy_mean, week.energy_min, week.energy_readings, week.low_energy_days, week.kpi_trend,
            week.goal_progress_percent, week.goal_pace_percent, week.goal_verdict, week.kpi_actions_count,
            week.goal_actions_count, week.actions_answered_count, week.actions_done_count, week.flags,
        ]  # fmt: skip
    query = (
        sa.select(*columns)
        .outerjoin(Team, Team.id == week.team_id)
        .where(week.week_start == monday, week.employee_id.in_(visible_employees(viewer)))
    )
    return _page(session, query, week.employee_id, asked, of=week.employee_id)


def _between(query: sa.Select[Any], day: Any, asked: ListAsked) -> sa.Select[Any]:
    if asked.since:
        query = query.where(day >= asked.since)
    return query.where(day <= asked.until) if asked.until else query


def _page(session: Session, query: sa.Select[Any], key: Any, asked: ListAsked, *, of: Any) -> ApiPage:
    """Return the rows after a place in the order of `key`, which is unique, so that no page repeats or loses one."""
    if asked.employee is not None:
        query = query.where(of == asked.employee)
    keyed = query.add_columns(key.label("page_key")).where(key > asked.after).order_by(key).limit(asked.limit + 1)
    rows = [dict(row) for row in session.execute(keyed).mappings()]
    keys = [row.pop("page_key") for row in rows]
    more = len(rows) > asked.limit
    return ApiPage(rows[: asked.limit], keys[asked.limit - 1] if more else None)
