"""Energy over the days: a dot for each answer, the person's usual level as steps, the five-day mean.

Days without an answer are gaps in the lines. The scale is one hue from light to dark, not red to green, because a low
score is not a failure. The low band is a faint ground behind the dots.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.charts.figures import DAY_MS, Chart, DaySpan, Figure, axis, day_axis, figure, label, layout, scatter
from app.domain.alerts.kinds import AlertKind
from app.domain.figures.energy import LOW_ENERGY, EnergyPoint, describe_energy
from app.domain.mornings.day_states import STATE_WORDS, DayState
from app.domain.phrases import plural, say_day

FLOOR, RAIL, CEILING, ALERT_RAIL = 0.1, 0.4, 6.0, 5.65
"""Heights on the 1–5 scale: the rail of unanswered days below it, the rail of alerts above it."""
LONG_WEEKEND = 4
WATCH_SYMBOL, ALERT_SYMBOL = "triangle-down", "triangle-down-open"
COLUMNS = ("Day", "Answer", "Energy", "Mean of 5 workdays", "Usual level")


@dataclass(frozen=True, kw_only=True)
class TimeOffSpan:
    first: date
    last: date
    label: str


@dataclass(frozen=True, kw_only=True)
class AlertMark:
    day: date
    kind: AlertKind
    said: str


@dataclass(frozen=True, kw_only=True)
class EnergyInput:
    points: Sequence[EnergyPoint]
    off: Sequence[TimeOffSpan] = ()
    alerts: Sequence[AlertMark] = ()
    low: int = LOW_ENERGY


def energy_chart(energy: EnergyInput, span: DaySpan) -> Chart:
    answered = any(point.energy is not None for point in energy.points)
    return Chart(
        title="Energy",
        sentence=describe_energy(energy.points, low=energy.low),
        columns=COLUMNS,
        rows=tuple(_row(point) for point in reversed(energy.points)),
        figure=_figure(energy, span) if answered else {},
    )


def _row(point: EnergyPoint) -> tuple[date, str, int | None, float | None, float | None]:
    average = None if point.average is None else round(point.average, 1)
    return point.day, _answer(point), point.energy, average, point.usual


def _answer(point: EnergyPoint) -> str:
    return "ops-only" if point.ops_only else STATE_WORDS[point.state]


def _figure(energy: EnergyInput, span: DaySpan) -> Figure:
    traces = [
        *(_time_off(off, span) for off in energy.off),
        _usual(energy.points),
        _average(energy.points),
        _unanswered(energy.points),
        _dots(energy.points),
        *_alerts(energy.alerts),
    ]
    scale = axis(range=[FLOOR, CEILING], tickvals=[1, 2, 3, 4, 5], title={"text": ""})
    drawn = layout(
        height=260,
        xaxis=day_axis(span),
        yaxis=scale,
        shapes=[_low_band(energy.low)],
        annotations=[label("low", x=1, y=(1 + energy.low) / 2, xref="paper", xanchor="left", xshift=6)],
        margin={"l": 32, "r": 36, "t": 12, "b": 32},
        barmode="overlay",
    )
    return figure(traces, drawn)


def _low_band(low: int) -> Figure:
    return {
        "type": "rect",
        "layer": "below",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": 0.7,
        "y1": low + 0.5,
        "fillcolor": "@band",
        "line": {"width": 0},
    }


def _time_off(off: TimeOffSpan, span: DaySpan) -> Figure:
    first, last = max(off.first, span.first), min(off.last, span.last)
    days = (last - first).days + 1
    words = f"{off.label}: {say_day(off.first)}" + (f" to {say_day(off.last)}" if off.last > off.first else "")
    return {
        "type": "bar",
        "x": [f"{first + timedelta(days=(days - 1) // 2)} {'12' if days % 2 == 0 else '00'}:00"],
        "y": [5.3 - 0.7],
        "base": [0.7],
        "width": [days * DAY_MS],
        "marker": {
            "color": "rgba(0,0,0,0)",
            "line": {"width": 0},
            "pattern": {"shape": "/", "size": 6, "solidity": 0.15, "fgcolor": "@hatch", "bgcolor": "rgba(0,0,0,0)"},
        },
        "text": [words],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _usual(points: Sequence[EnergyPoint]) -> Figure:
    line = {"shape": "hv", "width": 1.5, "dash": "dot", "color": "@muted"}
    return _line("usual level", points, [point.usual for point in points], line)


def _average(points: Sequence[EnergyPoint]) -> Figure:
    line = {"width": 1.5, "color": "@accent"}
    return _line("mean of 5 workdays", points, [point.average for point in points], line)


def _line(name: str, points: Sequence[EnergyPoint], values: Sequence[float | None], line: Figure) -> Figure:
    """Draw a line that breaks over a gap longer than a long weekend, so that it does not cross a leave."""
    days: list[date] = []
    heights: list[float | None] = []
    for point, value in zip(points, values, strict=True):
        if days and (point.day - days[-1]).days > LONG_WEEKEND:
            days.append(days[-1] + timedelta(days=1))
            heights.append(None)
        days.append(point.day)
        heights.append(value)
    return scatter(x=days, y=heights, mode="lines", line=line, name=name)


def _dots(points: Sequence[EnergyPoint]) -> Figure:
    answered = [point for point in points if point.energy is not None]
    return scatter(
        x=[point.day for point in answered],
        y=[point.energy for point in answered],
        mode="markers",
        said=[_said(point) for point in answered],
        name="energy",
        marker={
            "size": 9,
            "color": [f"@level{point.energy}" for point in answered],
            "line": {"width": 1, "color": "@ground"},
        },
    )


def _said(point: EnergyPoint) -> str:
    return f"{say_day(point.day)}: energy {point.energy}, ops-only {'yes' if point.ops_only else 'no'}"


def _unanswered(points: Sequence[EnergyPoint]) -> Figure:
    """Grey ticks where energy was not asked, hollow rings where no check-in came."""
    silent = [point for point in points if point.energy is None and point.state is not DayState.AWAITED]
    return scatter(
        x=[point.day for point in silent],
        y=[RAIL] * len(silent),
        mode="markers",
        said=[f"{say_day(point.day)}: {_answer(point)}, energy not asked" for point in silent],
        name="not answered",
        marker={
            "size": 7,
            "color": "@muted",
            "line": {"width": 1.5, "color": "@muted"},
            "symbol": ["circle-open" if point.state is DayState.MISSED else "line-ns-open" for point in silent],
        },
    )


def _alerts(alerts: Sequence[AlertMark]) -> list[Figure]:
    if not alerts:
        return []
    marks = scatter(
        x=[mark.day for mark in alerts],
        y=[ALERT_RAIL] * len(alerts),
        mode="markers",
        said=[mark.said for mark in alerts],
        name=plural(len(alerts), "alert"),
        marker={
            "size": 8,
            "symbol": [WATCH_SYMBOL if mark.kind is AlertKind.BURNOUT else ALERT_SYMBOL for mark in alerts],
            "color": "@ink",
        },
    )
    return [marks]
