"""How the expected check-ins came in, week by week: in full, by the short path, or not at all."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from app.charts.figures import DAY_MS, Cell, Chart, DaySpan, Figure, axis, day_axis, figure, label, layout
from app.domain.figures.team_weeks import ALL_TEAMS, Shown, ShownWeek, compare
from app.domain.mornings.window import Week

COLUMNS = ("Team", "Week", "Participation %", "Ops-only %", "People")


def participation_chart(teams: Mapping[str, Sequence[ShownWeek]], span: DaySpan, *, latest: Week) -> Chart:
    total = [week for week in teams.get(ALL_TEAMS, ()) if week.participation.share]
    return Chart(
        title="Participation",
        sentence=_sentence(total, latest),
        columns=COLUMNS,
        rows=tuple(_row(team, week) for team, weeks in teams.items() for week in reversed(weeks)),
        figure=_figure(total, span) if total else {},
    )


def _sentence(total: Sequence[ShownWeek], latest: Week) -> str:
    done, short = compare(total, "participation", latest=latest), compare(total, "ops_only", latest=latest)
    if done.now is None:
        return f"No expected check-ins to count in week {latest.number}."
    sentence = f"Week {latest.number}: {done.now:.0%} of the expected check-ins done"
    if done.before is not None:
        sentence += f" (the four weeks before: {done.before:.0%})"
    return f"{sentence}." if short.now is None else f"{sentence}; {short.now:.0%} of the check-ins by the short path."


def _row(team: str, week: ShownWeek) -> tuple[Cell, ...]:
    share = week.participation.share
    return team, str(week.week), _percent(week.participation), _percent(week.ops_only), share.people if share else ""


def _percent(shown: Shown) -> Cell:
    if shown.withheld:
        return "withheld"
    return None if shown.value is None else round(100 * shown.value)


def _figure(total: Sequence[ShownWeek], span: DaySpan) -> Figure:
    short = [_short(week) for week in total]
    full = [(week.participation.value or 0) - part for week, part in zip(total, short, strict=True)]
    traces = [_bars(total, full, "in full", "@series1", solid=True), _bars(total, short, "ops-only", "@series1")]
    drawn = layout(
        height=240,
        xaxis=day_axis(span),
        yaxis=axis(range=[0, 1.12], tickformat=".0%", tickvals=[0, 0.5, 1]),
        barmode="stack",
        annotations=[
            label("solid: in full · striped: ops-only", x=0, y=1.12, xref="paper", xanchor="left", yanchor="top")
        ],
    )
    return figure(traces, drawn)


def _short(week: ShownWeek) -> float:
    """The short path's part of the expected check-ins."""
    return (week.participation.value or 0) * (week.ops_only.value or 0)


def _bars(
    total: Sequence[ShownWeek], shares: Sequence[float], name: str, colour: str, *, solid: bool = False
) -> Figure:
    stripes = {"shape": "/", "size": 5, "solidity": 0.35, "fgcolor": colour, "bgcolor": "rgba(0,0,0,0)"}
    return {
        "type": "bar",
        "name": name,
        "x": [str(week.week.start + timedelta(days=3)) for week in total],
        "y": [round(share, 4) for share in shares],
        "width": 5 * DAY_MS,
        "marker": {"color": colour} if solid else {"color": "rgba(0,0,0,0)", "pattern": stripes},
        "text": [f"Week {week.week.number}: {share:.0%} {name}" for week, share in zip(total, shares, strict=True)],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }
