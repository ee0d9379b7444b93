"""Energy by team and week as small multiples on one scale: each team against its own weeks before, never ranked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from app.charts.figures import Cell, Chart, DaySpan, Figure, axis, day_axis, figure, label, layout, plain, scatter
from app.domain.figures.group_privacy import SMALLEST_GROUP
from app.domain.figures.team_weeks import ALL_TEAMS, Comparison, Shown, ShownWeek, compare
from app.domain.mornings.window import Week

COLUMNS = ("Team", "Week", "Mean energy", "People")
ROW_PIXELS, AXIS_PIXELS, GAP = 80, 40, 0.14
TOTAL_AND_ONE = 2
WITHHELD = f"not averaged: fewer than {SMALLEST_GROUP} people, or one could be worked out"
NOTABLE_CHANGE = 0.3
"""The sentence above the chart leaves out a change of a team's weekly mean that is smaller than this, on the scale of 1
to 5."""


def team_energy_chart(teams: Mapping[str, Sequence[ShownWeek]], span: DaySpan, *, latest: Week) -> Chart:
    drawn = {team: weeks for team, weeks in teams.items() if any(week.energy.share for week in weeks)}
    return Chart(
        title="Energy by team and week",
        sentence=_sentence(compare(teams.get(ALL_TEAMS, ()), "energy", latest=latest), latest, _over(teams)),
        columns=COLUMNS,
        rows=tuple(_row(team, week) for team, weeks in teams.items() for week in reversed(weeks)),
        figure=_figure(teams, span) if drawn else {},
    )


def _over(teams: Iterable[str]) -> str:
    """Say whose mean it is: a manager of one team reads its name, since "all teams" would be the company's."""
    names = [team for team in teams if team != ALL_TEAMS]
    return f"in {names[0]}" if len(names) == 1 else "over the teams you see"


def _sentence(comparison: Comparison, latest: Week, over: str) -> str:
    if comparison.now is None:
        why = f"is {WITHHELD}" if comparison.withheld else "has no energy answers yet"
        return f"Week {latest.number} {over} {why}."
    now = f"Week {latest.number}: mean energy {comparison.now:.1f} {over}"
    if comparison.change is None:
        return f"{now}; no weeks before to compare with."
    if abs(comparison.change) < NOTABLE_CHANGE:
        return f"{now}, about the same as in the four weeks before ({comparison.before:.1f})."
    word = "up" if comparison.change > 0 else "down"
    return f"{now}, {word} from {comparison.before:.1f} in the four weeks before."


def _row(team: str, week: ShownWeek) -> tuple[Cell, ...]:
    return team, str(week.week), _said_value(week.energy), week.energy.share.people if week.energy.share else ""


def _said_value(shown: Shown) -> Cell:
    if shown.withheld:
        return "withheld"
    return None if shown.value is None else round(shown.value, 2)


def _figure(weeks_of_team: Mapping[str, Sequence[ShownWeek]], span: DaySpan) -> Figure:
    """With one team the total is the same figure, so only the team is drawn."""
    teams = {
        team: weeks for team, weeks in weeks_of_team.items() if team != ALL_TEAMS or len(weeks_of_team) != TOTAL_AND_ONE
    }
    count = len(teams)
    axes: Figure = {}
    traces: list[Figure] = []
    captions: list[Figure] = []
    for row, (team, weeks) in enumerate(teams.items()):
        name = "y" if row == 0 else f"y{row + 1}"
        axes[name.replace("y", "yaxis")] = _scale(row, count)
        traces.append(_line(team, weeks, name))
        captions += [_caption(team, weeks, name), *_latest_value(weeks, name)]
    bottom = "y" if count == 1 else f"y{count}"
    drawn = layout(
        height=ROW_PIXELS * count + AXIS_PIXELS,
        xaxis=day_axis(span, anchor=bottom),
        yaxis=axes.pop("yaxis"),
        annotations=captions,
        margin={"l": 32, "r": 40, "t": 8, "b": 32},
        **axes,
    )
    return figure(traces, drawn)


def _scale(row: int, count: int) -> Figure:
    top = 1 - row / count
    return axis(range=[0.8, 5.9], tickvals=[1, 3, 5], domain=[top - (1 - GAP) / count, top])


def _line(team: str, weeks: Sequence[ShownWeek], name: str) -> Figure:
    """Points stand on the Mondays that the axis names; a week without figures breaks the line."""
    by_week = {shown.week: shown.energy for shown in weeks}
    every = [Week.of(weeks[0].week.start + timedelta(weeks=step)) for step in range(_weeks_between(weeks) + 1)]
    return scatter(
        x=[week.start for week in every],
        y=[by_week[week].value if week in by_week else None for week in every],
        mode="lines+markers",
        said=[f"{plain(team)}, week {week.number}: {_said(by_week.get(week))}" for week in every],
        yaxis=name,
        line={"color": "@muted" if team == ALL_TEAMS else "@series1", "width": 1.5},
        marker={"size": 6},
    )


def _weeks_between(weeks: Sequence[ShownWeek]) -> int:
    return (weeks[-1].week.start - weeks[0].week.start).days // 7


def _said(shown: Shown | None) -> str:
    if shown is None:
        return "nobody was expected"
    return WITHHELD if shown.value is None else f"mean energy {shown.value:.1f}"


def _latest_value(weeks: Sequence[ShownWeek], name: str) -> list[Figure]:
    """The last shown mean, written beside its dot."""
    values = [week.energy.value for week in weeks if week.energy.value is not None]
    if not values:
        return []
    font = {"color": "@ink", "size": 12}
    return [label(f"{values[-1]:.1f}", x=1, y=values[-1], xref="paper", yref=name, xanchor="left", xshift=8, font=font)]


def _caption(team: str, weeks: Sequence[ShownWeek], name: str) -> Figure:
    hidden = not any(week.energy.share for week in weeks) and any(week.energy.withheld for week in weeks)
    text = plain(team, 40) + (f" · {WITHHELD}" if hidden else "")
    # A font weight, not <b>: Plotly writes that one as a style attribute, which a strict CSP refuses.
    font = {"color": "@ink", "size": 12, "weight": 600}
    return label(text, x=0, y=5.9, xref="paper", yref=name, xanchor="left", yanchor="top", font=font)
