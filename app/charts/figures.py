"""What a chart consists of (a Plotly figure, a sentence, the table of its values), and the common layout.

A figure is a plain dict of JSON values (dates as ISO text, colours as roles of `theme.Palette`), so building one needs
no Plotly and a page can send it as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from typing import Any

from app.charts.theme import CLEAR

Figure = dict[str, Any]
Cell = str | int | float | date | None
MOST_NAMES = 7
DAY_MS = 86_400_000
"""Plotly measures widths on a date axis in milliseconds."""


@dataclass(frozen=True, kw_only=True)
class Chart:
    title: str
    sentence: str
    """What the chart shows, in words; also its text for a screen reader."""
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figure: Figure = field(default_factory=dict)
    """Empty when there is nothing to draw: the page shows the sentence alone."""

    @property
    def height(self) -> int:
        """Pixels to keep free for the figure."""
        drawn_height: int = self.figure["layout"]["height"] if self.figure else 0
        return drawn_height

    @property
    def drawn(self) -> bool:
        return bool(self.figure)


@dataclass(frozen=True, kw_only=True)
class DaySpan:
    """The day scale that all charts of one page share; both ends inclusive."""

    first: date
    last: date

    @classmethod
    def weeks_up_to(cls, today: date, weeks: int) -> "DaySpan":
        """Return that many ISO weeks: the week of `today` up to that day, and the whole weeks before it."""
        monday = today - timedelta(days=today.weekday())
        return cls(first=monday - timedelta(weeks=weeks - 1), last=today)

    @property
    def weeks(self) -> int:
        return (self.last - self.first).days // 7 + 1

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


def plain(text: str, most: int = 200) -> str:
    """Shorten what a person wrote and keep Plotly from reading it as markup."""
    return escape(text if len(text) <= most else text[: most - 1].rstrip() + "…", quote=False)


def day_axis(span: DaySpan, **more: Any) -> Figure:
    """Return the axis of the span, with half a day more on both sides so that no dot is cut off."""
    ends = [f"{span.first - timedelta(days=1)} 12:00", f"{span.last} 12:00"]
    return axis(
        type="date",
        range=ends,
        tickformat="%-d %b",
        showgrid=False,
        tickvals=mondays_to_name(span),
        ticks="outside",
        **more,
    )


def mondays_to_name(span: DaySpan) -> list[str]:
    """Return every Monday of the span, or every second, third …: a phone shows no more names than these."""
    last = span.last - timedelta(days=span.last.weekday())
    mondays = [last - timedelta(weeks=back) for back in range(span.weeks) if last - timedelta(weeks=back) >= span.first]
    every = -(-len(mondays) // MOST_NAMES)
    return [str(monday) for monday in reversed(mondays[::every])]


def axis(**more: Any) -> Figure:
    base = {
        "gridcolor": "@grid",
        "linecolor": "@grid",
        "tickcolor": "@grid",
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
        "tickfont": {"color": "@muted"},
        "title": {"font": {"color": "@muted"}},
    }
    return base | more


def axis_title(text: str) -> Figure:
    return {"text": text, "font": {"color": "@muted", "size": 12}, "standoff": 8}


def layout(*, height: int, xaxis: Figure, yaxis: Figure, **more: Any) -> Figure:
    base: Figure = {
        "height": height,
        "margin": {"l": 44, "r": 12, "t": 12, "b": 32},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"size": 12, "color": "@ink"},  # in the page's own type, which its script adds
        "hoverlabel": {"bgcolor": "@ground", "bordercolor": "@muted", "font": {"color": "@ink"}, "align": "left"},
        "hovermode": "closest",
        "showlegend": False,
        "xaxis": xaxis,
        "yaxis": yaxis,
    }
    return base | more


def figure(traces: Sequence[Figure], drawn_layout: Figure) -> Figure:
    return {"data": list(traces), "layout": drawn_layout}


def scatter(*, x: Sequence[Any], y: Sequence[Any], mode: str, said: Sequence[str] | None = None, **more: Any) -> Figure:
    """A scatter trace whose hover is the given sentences, or none at all."""
    trace: Figure = {
        "type": "scatter",
        "x": [str(value) for value in x],
        "y": list(y),
        "mode": mode,
        "connectgaps": False,
        "cliponaxis": False,  # a mark on the edge of the span is drawn whole
    }
    if said is None:
        return trace | {"hoverinfo": "skip"} | more
    return trace | {"text": list(said), "hovertemplate": "%{text}<extra></extra>"} | more


def label(text: str, *, x: Any, y: Any, **more: Any) -> Figure:
    """A direct label in place of a legend."""
    base = {"text": text, "x": str(x), "y": y, "showarrow": False, "font": {"color": "@muted", "size": 12}}
    return base | more
