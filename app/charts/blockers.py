"""Blockers as age bars on the page's own day scale: open first, each with its age in workdays, owner and outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.charts.figures import DAY_MS, Cell, Chart, DaySpan, Figure, axis, day_axis, figure, label, layout, plain
from app.domain.alerts.kinds import AlertOutcome, AlertStatus
from app.domain.phrases import plural, say_day

COLUMNS = ("Raised", "Blocker", "State", "Age in workdays", "Owner", "Outcome", "Resolved")
COLOURS = {AlertStatus.OPEN: "@open", AlertStatus.ACKNOWLEDGED: "@owned", AlertStatus.RESOLVED: "@closed"}
ORDER = (AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED, AlertStatus.RESOLVED)
MOST_BARS = 8
"""Bars drawn at most; more would be too thin to read. The table lists all of them."""
ROW_PIXELS = 40
SHORTEST_BAR = 12
"""A bar's least width, as a part of a seventh of the span: about six pixels on a phone."""


@dataclass(frozen=True, kw_only=True)
class BlockerAge:
    raised_on: date
    note: str
    status: AlertStatus
    age_workdays: int
    """Until today, or until it was resolved."""
    owner: str | None = None
    outcome: AlertOutcome | None = None
    outcome_note: str | None = None
    resolved_on: date | None = None


def blockers_chart(blockers: Sequence[BlockerAge], span: DaySpan) -> Chart:
    ordered = sorted(blockers, key=_place)
    return Chart(
        title="Blockers",
        sentence=_sentence(ordered),
        columns=COLUMNS,
        rows=tuple(_row(blocker) for blocker in ordered),
        figure=_figure(ordered[:MOST_BARS], span) if ordered else {},
    )


def _place(blocker: BlockerAge) -> tuple[int, int]:
    """Open ones first, the oldest of them on top; then the resolved ones, the newest on top."""
    day = blocker.raised_on.toordinal()
    return ORDER.index(blocker.status), -day if blocker.status is AlertStatus.RESOLVED else day


def _sentence(blockers: Sequence[BlockerAge]) -> str:
    if not blockers:
        return "No blockers in these weeks."
    still = [blocker for blocker in blockers if blocker.status is not AlertStatus.RESOLVED]
    raised = plural(len(blockers), "blocker")
    if not still:
        return f"{raised} raised, none open."
    oldest = max(blocker.age_workdays for blocker in still)
    return f"{raised} raised, {len(still)} open; the oldest for {plural(oldest, 'workday')}."


def _row(blocker: BlockerAge) -> tuple[Cell, ...]:
    outcome = (blocker.outcome or "").replace("_", " ")
    outcome = f"{outcome}: {blocker.outcome_note}" if outcome and blocker.outcome_note else outcome
    return (
        blocker.raised_on,
        blocker.note,
        blocker.status.value,
        blocker.age_workdays,
        blocker.owner or "",
        outcome or blocker.outcome_note or "",
        blocker.resolved_on,
    )


def _figure(blockers: Sequence[BlockerAge], span: DaySpan) -> Figure:
    rows = list(range(len(blockers)))
    scale = axis(range=[len(blockers) - 0.3, -0.7], showticklabels=False, showgrid=False, tickvals=rows)
    drawn = layout(
        height=ROW_PIXELS * (len(blockers) + 1),
        xaxis=day_axis(span),
        yaxis=scale,
        annotations=[_caption(row, blocker) for row, blocker in enumerate(blockers)],
    )
    return figure([_bars(blockers, span)], drawn | {"margin": {"l": 12, "r": 12, "t": 8, "b": 32}})


def _bars(blockers: Sequence[BlockerAge], span: DaySpan) -> Figure:
    starts = [max(blocker.raised_on, span.first) for blocker in blockers]
    ends = [max(blocker.resolved_on or span.last, start) for blocker, start in zip(blockers, starts, strict=True)]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(blockers))),
        "base": [str(start) for start in starts],
        # One that was resolved on its first day is still to be seen, whatever the span.
        "x": [
            max((end - start).days, span.weeks / SHORTEST_BAR) * DAY_MS for start, end in zip(starts, ends, strict=True)
        ],
        "width": 0.3,
        "marker": {"color": [COLOURS[blocker.status] for blocker in blockers]},
        "text": [_said(blocker) for blocker in blockers],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _caption(row: int, blocker: BlockerAge) -> Figure:
    text = f"{plain(blocker.note, 22)} · {blocker.age_workdays} d · {plain(_holder(blocker), 16)}"
    return label(text, x=0, y=row, xref="paper", xanchor="left", yanchor="bottom", yshift=6)


def _holder(blocker: BlockerAge) -> str:
    if blocker.status is AlertStatus.RESOLVED:
        return "resolved"
    return blocker.owner or "nobody has it"


def _said(blocker: BlockerAge) -> str:
    age = plural(blocker.age_workdays, "workday")
    return f"Raised {say_day(blocker.raised_on)}: {plain(blocker.note)}<br>{age}, {plain(_holder(blocker))}"
