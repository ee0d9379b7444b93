"""The check-in calendar: a strip of weeks in which each day shows its state by a mark and a word.

Not a Plotly figure: a table of marks prints, reads aloud and needs no script. The page draws `weeks`; the rows are the
same days for the table view and the CSV.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.charts.figures import Cell, Chart
from app.domain.figures.checkin_days import CheckinDay
from app.domain.mornings.day_states import STATE_WORDS, DayState
from app.domain.mornings.window import Week
from app.domain.phrases import plural, say_day

COLUMNS = ("Day", "State", "Path", "Ready", "Commitment", "Why expected or not")


@dataclass(frozen=True, kw_only=True)
class DayMark:
    day: date
    state: DayState
    ops_only: bool
    said: str


@dataclass(frozen=True, kw_only=True)
class CalendarWeek:
    week: Week
    marks: tuple[DayMark, ...]


def calendar_chart(days: Sequence[CheckinDay]) -> Chart:
    return Chart(
        title="Check-ins",
        sentence=_sentence(days),
        columns=COLUMNS,
        rows=tuple(_row(day) for day in reversed(days)),
    )


def calendar_weeks(days: Sequence[CheckinDay]) -> list[CalendarWeek]:
    weeks = groupby(days, key=lambda day: Week.of(day.day))
    return [CalendarWeek(week=week, marks=tuple(_mark(day) for day in days_of_week)) for week, days_of_week in weeks]


def _sentence(days: Sequence[CheckinDay]) -> str:
    states = Counter(day.state for day in days)
    expected = [day for day in days if day.expected and day.state is not DayState.AWAITED]
    done = sum(day.answered for day in expected)
    if not expected:
        return "No check-ins were expected in these weeks."
    parts = [f"{done} of {plural(len(expected), 'expected check-in')} done"]
    if short := sum(day.ops_only for day in days):
        parts.append(f"{short} by the short path")
    silent = [state for state in (DayState.MISSED, DayState.UNFINISHED) if states[state]]
    parts += [f"{STATE_WORDS[state]} on {plural(states[state], 'day')}" for state in silent]
    return "; ".join(parts) + "."


def _mark(day: CheckinDay) -> DayMark:
    path = (", ops-only" if day.ops_only else "") + _by(day)
    words = f"{say_day(day.day)}: {STATE_WORDS[day.state]}{path}"
    words += f". {day.why}" if day.state is DayState.OFF else ""
    return DayMark(day=day.day, state=day.state, ops_only=day.ops_only, said=words)


def _by(day: CheckinDay) -> str:
    return f", by {day.written}" if day.written else ""


def _row(day: CheckinDay) -> tuple[Cell, ...]:
    last = day.calls[-1] if day.calls else None
    path = ("ops-only" if day.ops_only else "full") + _by(day) if day.answered else ""
    ready = {True: "yes", False: "no", None: ""}[last.ready if last else None]
    return day.day, STATE_WORDS[day.state], path, ready, (last.kpi_action if last else None) or "", day.why
