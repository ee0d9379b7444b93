"""A KPI over the weeks: weekly means, their median, and the trend in words with the number of weeks it is judged on."""

from collections.abc import Sequence
from statistics import median

from app.charts.figures import Chart, DaySpan, Figure, axis, axis_title, day_axis, figure, label, layout, plain, scatter
from app.domain.figures.kpi_weeks import KpiSeries, monday_of
from app.domain.figures.trends import Number, WeeklyMean
from app.domain.mornings.window import Week

COLUMNS = ("Week", "Mean", "Unit")


def kpi_chart(series: KpiSeries, span: DaySpan) -> Chart:
    means = [week for week in series.weeks if span.first <= monday_of(week.week) <= span.last]
    return Chart(
        title=series.name,
        sentence=_sentence(series),
        columns=COLUMNS,
        rows=tuple((str(Week.of(monday_of(week.week))), _rounded(week.value), series.unit) for week in reversed(means)),
        figure=_figure(series, means, span) if means else {},
    )


def _sentence(series: KpiSeries) -> str:
    weeks = series.weeks
    if not weeks:
        return f"{series.name}: no readings yet."
    return (
        f"{series.name}: {_lowered(series.trend.sentence)} Last week with a reading: {_value(series, weeks[-1].value)}."
    )


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _value(series: KpiSeries, value: Number) -> str:
    return f"{_rounded(value):g} {series.unit}".rstrip()


def _rounded(value: Number) -> float:
    return round(float(value), 2)


def _figure(series: KpiSeries, weeks: Sequence[WeeklyMean], span: DaySpan) -> Figure:
    middle = median(float(week.value) for week in weeks)
    unit = axis_title(plain(series.unit, 30)) if series.unit else {"text": ""}
    drawn = layout(
        height=200,
        xaxis=day_axis(span),
        yaxis=axis(title=unit, nticks=5, automargin=True),
        shapes=[_middle_line(middle)],
        annotations=[
            label(f"median {round(middle, 2):g}", x=1, y=middle, xref="paper", xanchor="right", yanchor="bottom")
        ],
    )
    return figure([_line(series, weeks)], drawn)


def _middle_line(middle: float) -> Figure:
    line = {"color": "@muted", "width": 1, "dash": "dot"}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": middle, "y1": middle, "line": line}


def _line(series: KpiSeries, weeks: Sequence[WeeklyMean]) -> Figure:
    """A week without a reading breaks the line."""
    by_week = {week.week: week.value for week in weeks}
    every = range(weeks[0].week, weeks[-1].week + 1)
    return scatter(
        x=[monday_of(week) for week in every],
        y=[None if week not in by_week else float(by_week[week]) for week in every],
        mode="lines+markers",
        said=[
            f"Week {Week.of(monday_of(week)).number}: {plain(_value(series, by_week.get(week, 0)))}" for week in every
        ],
        line={"color": "@series1", "width": 1.5},
        marker={"size": 7, "color": "@series1"},
    )
