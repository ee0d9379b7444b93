"""Goal progress as a bar against the pace: how far, where the pace stands, and the bands of behind and at risk."""

from collections.abc import Sequence

from app.charts.figures import Cell, Chart, Figure, axis, figure, label, layout
from app.domain.figures.goal_history import GoalWeek
from app.domain.figures.goal_progress import (
    BEHIND_UP_TO,
    NO_GOAL,
    ON_TRACK_UNDER,
    SOURCE_WORDS,
    VERDICT_WORDS,
    GoalProgress,
)

COLUMNS = ("Up to", "Progress %", "Pace %", "Measured", "Verdict")


def goal_chart(weeks: Sequence[GoalWeek]) -> Chart:
    latest = weeks[-1].progress if weeks else None
    return Chart(
        title="90-day goal",
        sentence=latest.sentence if latest else "No goal with dates yet.",
        columns=COLUMNS,
        rows=tuple(_row(week) for week in reversed(weeks)),
        figure=_figure(latest) if latest and latest.percent is not None else {},
    )


def _row(week: GoalWeek) -> tuple[Cell, ...]:
    progress = week.progress
    return (
        week.day,
        None if progress.percent is None else round(progress.percent),
        None if progress.pace_percent is None else round(progress.pace_percent),
        "" if progress.source is None else SOURCE_WORDS[progress.source],
        _verdict(progress),
    )


def _verdict(progress: GoalProgress) -> str:
    if progress.verdict is None:
        return NO_GOAL
    return VERDICT_WORDS[progress.verdict] + (", not updated lately" if progress.stale else "")


def _figure(progress: GoalProgress) -> Figure:
    percent = float(progress.percent or 0)
    pace = None if progress.pace_percent is None else float(progress.pace_percent)
    bands = (
        [] if pace is None else [_band(0, pace - float(BEHIND_UP_TO), 1.0), _band(0, pace - float(ON_TRACK_UNDER), 0.6)]
    )
    low = min(0.0, percent)
    scale = axis(range=[low - 1, max(101.0, percent + 1)], ticksuffix=" %", nticks=6, showgrid=False)
    drawn = layout(
        height=120,
        xaxis=scale,
        yaxis=axis(range=[-0.6, 0.9], showticklabels=False, showgrid=False),
        shapes=[*bands, *([] if pace is None else [_pace_mark(pace)])],
        annotations=[] if pace is None else [label("pace", x=pace, y=0.42, yanchor="bottom")],
    )
    return figure([_bar(progress)], drawn | {"margin": {"l": 12, "r": 24, "t": 4, "b": 28}})


def _band(low: float, high: float, opacity: float) -> Figure:
    return {
        "type": "rect",
        "layer": "below",
        "x0": low,
        "x1": max(low, high),
        "y0": -0.35,
        "y1": 0.35,
        "fillcolor": "@grid",
        "opacity": opacity,
        "line": {"width": 0},
    }


def _pace_mark(pace: float) -> Figure:
    return {"type": "line", "x0": pace, "x1": pace, "y0": -0.4, "y1": 0.4, "line": {"color": "@ink", "width": 2}}


def _bar(progress: GoalProgress) -> Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [float(progress.percent or 0)],
        "y": [0],
        "width": 0.3,
        "marker": {"color": "@accent"},
        "text": [progress.sentence],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }
