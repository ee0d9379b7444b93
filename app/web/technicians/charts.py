"""The charts of a technician's page by name: the page, its JSON and its CSV all come from the same functions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.charts.blockers import BlockerAge, blockers_chart
from app.charts.calendar import calendar_chart
from app.charts.energy import AlertMark, EnergyInput, TimeOffSpan, energy_chart
from app.charts.figures import Chart, DaySpan
from app.charts.goal import goal_chart
from app.charts.kpi import kpi_chart
from app.charts.weeks import weeks_table
from app.domain.alerts.kinds import AlertKind
from app.domain.alerts.words import alert_words_in_full, count_low_days
from app.domain.errors import NotFound
from app.domain.figures.checkin_weeks import week_figures
from app.domain.figures.energy import energy_points
from app.domain.figures.goal_history import GoalRecord, goal_weeks
from app.domain.figures.kpi_weeks import KpiSeries
from app.domain.phrases import say_day
from app.models import Alert
from app.queries.kpis import list_kpi_series
from app.queries.person_alerts import list_person_alerts
from app.queries.person_record import PersonRecord

KPI_PREFIX = "kpi-"
KPI_PAST = timedelta(weeks=56)
MOST_KPIS = 3


@dataclass(frozen=True, kw_only=True)
class PersonCharts:
    """One person's record with what else the charts are drawn from."""

    record: PersonRecord
    alerts: Sequence[Alert]
    kpis: Sequence[KpiSeries]
    low: int

    @property
    def span(self) -> DaySpan:
        return DaySpan(first=self.record.first, last=self.record.today)


def load_charts(session: Session, record: PersonRecord, *, low: int) -> PersonCharts:
    """Read alerts and KPI readings; two queries."""
    profile, employee_id = record.technician.profile, record.technician.employee.id
    names = [name for name in (profile.primary_kpi, *profile.other_kpis) if name] if profile else []
    kpis = list_kpi_series(
        session,
        employee_id,
        since=record.today - KPI_PAST,
        names=names,
        goal_kpi_id=record.goal.kpi_id if record.goal else None,
    )
    alerts = list_person_alerts(session, employee_id, since=record.first)
    return PersonCharts(record=record, alerts=alerts, kpis=kpis, low=low)


def chart_named(name: str, charts: PersonCharts) -> Chart:
    if name in CHARTS:
        return CHARTS[name](charts)
    for series in charts.kpis:
        if name == kpi_name(series):
            return kpi_chart(series, charts.span)
    raise NotFound("There is no chart of this name on the page.")


def kpi_name(series: KpiSeries) -> str:
    return f"{KPI_PREFIX}{series.kpi_id}"


def _energy(charts: PersonCharts) -> Chart:
    record, span = charts.record, charts.span
    marks = [
        AlertMark(day=alert.alert_on, kind=alert.kind, said=f"{say_day(alert.alert_on)}: {_alert_words(alert)}")
        for alert in charts.alerts
        if span.covers(alert.alert_on)
    ]
    points = energy_points(record.days, first=span.first)
    return energy_chart(EnergyInput(points=points, off=_time_off(record, span), alerts=marks, low=charts.low), span)


def _alert_words(alert: Alert) -> str:
    return alert_words_in_full(alert.kind, count_low_days(alert.facts))


def _time_off(record: PersonRecord, span: DaySpan) -> list[TimeOffSpan]:
    """Leave and public holidays in the span; the kind of a leave stays unsaid."""
    leave = [
        TimeOffSpan(first=absence.starts_on, last=absence.ends_on, label="Time off")
        for absence in record.calendar.absences
        if absence.starts_on <= span.last and absence.ends_on >= span.first
    ]
    holidays = [
        TimeOffSpan(first=day, last=day, label=holiday.name)
        for day, holiday in record.calendar.holidays.items()
        if span.covers(day)
        and day.isoweekday() in record.calendar.pattern.workdays
        and holiday.frees(record.calendar.pattern.workdays)
    ]
    return leave + holidays


def _blockers(charts: PersonCharts) -> Chart:
    blockers = [_age(charts.record, alert) for alert in charts.alerts if alert.kind is AlertKind.BLOCKER]
    return blockers_chart(blockers, charts.span)


def _age(record: PersonRecord, alert: Alert) -> BlockerAge:
    zone = ZoneInfo(record.technician.employee.timezone)
    resolved_on = alert.resolved_at.astimezone(zone).date() if alert.resolved_at else None
    return BlockerAge(
        raised_on=alert.alert_on,
        note=alert.note or "no note",
        status=alert.status,
        age_workdays=record.calendar.workdays_between(alert.alert_on, resolved_on or record.today),
        owner=alert.owner_name,
        outcome=alert.outcome,
        outcome_note=alert.outcome_note,
        resolved_on=resolved_on,
    )


def _goal(charts: PersonCharts) -> Chart:
    record, goal = charts.record, charts.record.goal
    if goal is None:
        return goal_chart([])
    readings = next((series.readings for series in charts.kpis if series.kpi_id == goal.kpi_id), ())
    history = GoalRecord(goal=goal, calendar=record.calendar, readings=readings, days=record.days)
    return goal_chart(goal_weeks(history, record.today))


def _calendar(charts: PersonCharts) -> Chart:
    return calendar_chart(charts.record.shown_days)


def _weeks(charts: PersonCharts) -> Chart:
    return weeks_table(week_figures(charts.record.shown_days, low=charts.low))


CHARTS: Mapping[str, Callable[[PersonCharts], Chart]] = {
    "energy": _energy,
    "calendar": _calendar,
    "blockers": _blockers,
    "goal": _goal,
    "weeks": _weeks,
}
