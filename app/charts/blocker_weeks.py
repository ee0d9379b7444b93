"""Blockers by week: those raised above the zero line, those resolved below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.charts.figures import DAY_MS, Chart, DaySpan, Figure, axis, day_axis, figure, label, layout
from app.domain.mornings.window import Week
from app.domain.phrases import plural

COLUMNS = ("Week", "Raised", "Resolved")


@dataclass(frozen=True, kw_only=True)
class WeekCount:
    week_start: date
    raised: int
    resolved: int


def blocker_weeks_chart(weeks: Sequence[WeekCount], span: DaySpan, *, still_open: int) -> Chart:
    """Draw every week of the span; weeks without a blocker raised or resolved have no bar."""
    return Chart(
        title="Blockers by week",
        sentence=_sentence(weeks, span, still_open),
        columns=COLUMNS,
        rows=tuple((str(Week.of(week.week_start)), week.raised, week.resolved) for week in reversed(weeks)),
        figure=_figure(weeks, span) if weeks else {},
    )


def _sentence(weeks: Sequence[WeekCount], span: DaySpan, still_open: int) -> str:
    raised, resolved = sum(week.raised for week in weeks), sum(week.resolved for week in weeks)
    return f"{plural(raised, 'blocker')} raised and {resolved} resolved in {span.weeks} weeks; {still_open} open now."


def _figure(weeks: Sequence[WeekCount], span: DaySpan) -> Figure:
    most = max(max(week.raised, week.resolved) for week in weeks)
    step = max(1, -(-most // 2))
    ticks = [step * number for number in (-2, -1, 0, 1, 2)]
    drawn = layout(
        height=200,
        xaxis=day_axis(_whole_weeks(span)),
        yaxis=axis(
            range=[-most * 1.3, most * 1.3],
            tickvals=ticks,
            ticktext=[str(abs(tick)) for tick in ticks],
            zeroline=True,
            zerolinecolor="@muted",
        ),
        barmode="relative",
        annotations=[
            label("raised", x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="top"),
            label("resolved", x=0, y=0, xref="paper", yref="paper", xanchor="left", yanchor="bottom"),
        ],
    )
    return figure([_bars(weeks, "raised", "@series1", 1), _bars(weeks, "resolved", "@closed", -1)], drawn)


def _whole_weeks(span: DaySpan) -> DaySpan:
    """Up to the Sunday of the running week, so that its bar has room."""
    return DaySpan(first=span.first, last=Week.of(span.last).end)


def _bars(weeks: Sequence[WeekCount], name: str, colour: str, sign: int) -> Figure:
    return {
        "type": "bar",
        "name": name,
        "x": [str(week.week_start + timedelta(days=3)) for week in weeks],
        "y": [sign * getattr(week, name) for week in weeks],
        "width": 5 * DAY_MS,
        "marker": {"color": colour},
        "text": [f"Week {Week.of(week.week_start).number}: {getattr(week, name)} {name}" for week in weeks],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }
