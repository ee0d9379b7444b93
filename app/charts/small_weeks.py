"""Three small charts of one person's weeks, from the weekly rows: energy, the KPI, the goal against its pace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.charts.figures import Cell, Chart, Figure, axis, axis_title, figure, layout, plain, scatter
from app.domain.mornings.window import Week

HEIGHT = 140


@dataclass(frozen=True, kw_only=True)
class WeekPoint:
    """One week of one person as the charts draw it; None where there is nothing."""

    monday: date
    energy: float | None = None
    kpi: float | None = None
    goal: float | None = None
    """Percent."""
    pace: float | None = None
    """Percent."""


Lines = dict[str, Callable[[WeekPoint], float | None]]
"""By name, what each line shows of a week; the first is the one that is read."""


def energy_weeks_chart(points: Sequence[WeekPoint], sentence: str) -> Chart:
    """Draw weekly means on the scale of 1 to 5."""
    scale = axis(range=[0.7, 5.3], tickvals=[1, 2, 3, 4, 5], title=axis_title("energy"))
    lines: Lines = {"Mean energy": lambda point: point.energy}
    return _chart("Energy", sentence, points, lines=lines, scale=scale, shapes=[_low_band()])


def kpi_weeks_chart(points: Sequence[WeekPoint], sentence: str, *, name: str, unit: str) -> Chart:
    scale = axis(nticks=4, automargin=True, title=axis_title(plain(unit, 20)) if unit else {"text": ""})
    lines: Lines = {plain(name, 40): lambda point: point.kpi}
    return _chart(name, sentence, points, lines=lines, scale=scale)


def goal_weeks_chart(points: Sequence[WeekPoint], sentence: str) -> Chart:
    """Draw progress as a line with marks, and the pace it is held against as a dotted one."""
    scale = axis(nticks=4, ticksuffix=" %", automargin=True)
    lines: Lines = {"Progress %": lambda point: point.goal, "Pace %": lambda point: point.pace}
    return _chart("Goal", sentence, points, lines=lines, scale=scale)


def _chart(
    title: str,
    sentence: str,
    points: Sequence[WeekPoint],
    *,
    lines: Lines,
    scale: Figure,
    shapes: Sequence[Figure] = (),
) -> Chart:
    drawn = any(value(point) is not None for point in points for value in lines.values())
    return Chart(
        title=title,
        sentence=sentence,
        columns=("Week", *lines),
        rows=tuple(_row(point, lines) for point in reversed(points)) if drawn else (),
        figure=_figure(points, lines, scale, shapes) if drawn else {},
    )


def _row(point: WeekPoint, lines: Lines) -> tuple[Cell, ...]:
    values = [value(point) for value in lines.values()]
    return (str(Week.of(point.monday)), *(None if value is None else round(value, 2) for value in values))


def _figure(
    points: Sequence[WeekPoint],
    lines: Lines,
    scale: Figure,
    shapes: Sequence[Figure],
) -> Figure:
    mondays = [point.monday for point in points]
    weeks = axis(type="date", tickvals=[str(monday) for monday in mondays[::-4]], tickformat="%-d %b", showgrid=False)
    traces = [
        scatter(
            x=mondays,
            y=[value(point) for point in points],
            mode="lines" if number else "lines+markers",
            said=[_said(point, name, value(point)) for point in points],
            line={"color": "@muted", "width": 1.5, "dash": "dot"} if number else {"color": "@series1", "width": 2},
            marker={"size": 6, "color": "@series1"},
        )
        for number, (name, value) in enumerate(lines.items())
    ]
    margin = {"l": 40, "r": 12, "t": 8, "b": 28}
    return figure(traces, layout(height=HEIGHT, xaxis=weeks, yaxis=scale, shapes=list(shapes)) | {"margin": margin})


def _said(point: WeekPoint, name: str, value: float | None) -> str:
    return f"{Week.of(point.monday)}: {name} {'none' if value is None else f'{value:g}'}"


def _low_band() -> Figure:
    return {
        "type": "rect",
        "layer": "below",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": 0.7,
        "y1": 2.2,
        "fillcolor": "@grid",
        "opacity": 0.5,
        "line": {"width": 0},
    }
