"""One person's weeks as a table of figures, newest first. There is no drawing."""

from collections.abc import Sequence

from app.charts.figures import Cell, Chart
from app.domain.figures.checkin_weeks import WeekFigures
from app.domain.phrases import plural

COLUMNS = (
    "Week",
    "Check-ins",
    "Ops-only",
    "Energy mean",
    "Lowest",
    "Low days",
    "KPI actions",
    "Goal actions",
    "Blockers",
    "Minutes",
)
LOW_DAYS_OF_WATCH = 2


def weeks_table(weeks: Sequence[WeekFigures]) -> Chart:
    return Chart(
        title="Week by week",
        sentence=_sentence(weeks),
        columns=COLUMNS,
        rows=tuple(_row(week) for week in reversed(weeks)),
    )


def _sentence(weeks: Sequence[WeekFigures]) -> str:
    watched = sum(week.low_days >= LOW_DAYS_OF_WATCH for week in weeks)
    if not watched:
        return f"No week of {len(weeks)} with two or more low days."
    return f"{plural(watched, 'week')} of {len(weeks)} with two or more low days: an indicator, not a diagnosis."


def _row(week: WeekFigures) -> tuple[Cell, ...]:
    return (
        str(week.week),
        f"{week.done} of {week.expected}",
        week.ops_only,
        None if week.energy_mean is None else round(float(week.energy_mean), 1),
        week.energy_minimum,
        week.low_days,
        week.kpi_actions,
        week.goal_actions,
        week.blockers,
        round(week.seconds / 60, 1),
    )
