"""What holds people up most: the same blocker counted over people and days, the most often raised first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.charts.figures import Chart, Figure, axis, axis_title, figure, label, layout, plain
from app.domain.phrases import plural

COLUMNS = ("Blocker", "Raised", "People", "Still open", "Last raised")
MOST_BARS = 8
ROW_PIXELS = 40


@dataclass(frozen=True, kw_only=True)
class BlockerCount:
    note: str
    raised: int
    people: int
    still_open: int
    last_on: date


def top_blockers_chart(blockers: Sequence[BlockerCount], *, raised: int, still_open: int) -> Chart:
    """`raised` and `still_open` count all, of which `blockers` are those raised most."""
    return Chart(
        title="Top blockers",
        sentence=_sentence(blockers, raised, still_open),
        columns=COLUMNS,
        rows=tuple((item.note, item.raised, item.people, item.still_open, item.last_on) for item in blockers),
        figure=_figure(blockers[:MOST_BARS]) if blockers else {},
    )


def _sentence(blockers: Sequence[BlockerCount], raised: int, still_open: int) -> str:
    if not raised and not still_open:
        return "No blockers were raised in these weeks."
    most = f" Most often: {blockers[0].note}." if blockers else ""
    return f"{plural(raised, 'blocker')} raised, {still_open} open now.{most}"


def _figure(blockers: Sequence[BlockerCount]) -> Figure:
    drawn = layout(
        height=ROW_PIXELS * (len(blockers) + 1),
        xaxis=axis(title=axis_title("times raised"), rangemode="tozero", nticks=6, tickformat="d"),
        yaxis=axis(range=[len(blockers) - 0.3, -0.7], showticklabels=False, showgrid=False),
        annotations=[_caption(row, item) for row, item in enumerate(blockers)],
        margin={"l": 12, "r": 12, "t": 8, "b": 40},
    )
    return figure([_bars(blockers)], drawn)


def _bars(blockers: Sequence[BlockerCount]) -> Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [item.raised for item in blockers],
        "y": list(range(len(blockers))),
        "width": 0.3,
        "marker": {"color": "@series1"},
        "text": [_said(item) for item in blockers],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _said(item: BlockerCount) -> str:
    people = plural(item.people, "person", "people")
    return f"{plain(item.note)}: raised {item.raised} ×, by {people}, {item.still_open} open"


def _caption(row: int, item: BlockerCount) -> Figure:
    text = f"{plain(item.note, 28)} · {item.raised} × · {plural(item.people, 'person', 'people')}"
    return label(text, x=0, y=row, xref="paper", xanchor="left", yanchor="bottom", yshift=6)
