"""The rows of `/milestones/<week>` for one reader, in three groups, and what each is drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from app.charts.figures import Chart
from app.charts.small_weeks import WeekPoint, energy_weeks_chart, goal_weeks_chart, kpi_weeks_chart
from app.domain.figures.one_to_one import questions_for
from app.domain.figures.week_changes import week_changes
from app.domain.figures.week_flags import FlagRule
from app.domain.mornings.window import Week
from app.domain.viewers import Viewer
from app.models import WeeklyRollup
from app.queries.person_weeks import PersonWeek, list_person_weeks, list_week_series
from app.web.milestones.words import energy_of, goal_sentence, judged, kpi_sentence, reasons

WEEKS_DRAWN = 13
MOST_CARDS = 60
CHARTS = ("energy", "kpi", "goal")


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    person: PersonWeek
    reasons: Sequence[tuple[FlagRule, str]]
    changes: Sequence[str]
    questions: Sequence[str]
    charts: Mapping[str, Chart] = field(default_factory=dict)
    """Empty for a row that is a name and a sentence only."""

    @property
    def row(self) -> WeeklyRollup:
        return self.person.row


@dataclass(frozen=True, kw_only=True)
class WeekPage:
    week: Week
    flagged: tuple[PersonRow, ...]
    changed: tuple[PersonRow, ...]
    steady: tuple[PersonRow, ...]

    @property
    def people(self) -> tuple[PersonRow, ...]:
        return (*self.flagged, *self.changed, *self.steady)

    @property
    def finished(self) -> bool:
        return all(row.row.finished for row in self.people)


def build_week_page(session: Session, viewer: Viewer, week: Week) -> WeekPage:
    """Read the week in three queries, however many people it holds; charts for those who get a card of their own."""
    people = list_person_weeks(session, viewer, week)
    ids, last = [person.row.employee_id for person in people], week.shifted(-1)
    before = list_week_series(session, ids, first=last, last=last)
    rows = [build_row(person, before[person.row.employee_id]) for person in people]
    flagged = sorted((row for row in rows if row.reasons), key=_urgency)
    changed = [row for row in rows if not row.reasons and row.changes]
    return WeekPage(
        week=week,
        flagged=_with_charts(session, flagged, week),
        changed=_with_charts(session, changed, week),
        steady=tuple(row for row in rows if not row.reasons and not row.changes),
    )


def _with_charts(session: Session, rows: Sequence[PersonRow], week: Week) -> tuple[PersonRow, ...]:
    """Give the first rows their charts; in a very large line the others stay names with a sentence."""
    cards, names = rows[:MOST_CARDS], rows[MOST_CARDS:]
    ids = [row.row.employee_id for row in cards]
    series = list_week_series(session, ids, first=week.shifted(1 - WEEKS_DRAWN), last=week) if ids else {}
    drawn = (replace(row, charts=week_charts(row.person, series[row.row.employee_id])) for row in cards)
    return (*drawn, *names)


def _urgency(row: PersonRow) -> tuple[int, int, str]:
    """By the first rule that fired, in the order of the rules; of those, who has more reasons first."""
    first, _ = row.reasons[0]
    return list(FlagRule).index(first), -len(row.reasons), row.person.name


def build_row(person: PersonWeek, week_before: Sequence[WeeklyRollup]) -> PersonRow:
    before, why = next(iter(week_before), None), reasons(person.row)
    return PersonRow(
        person=person,
        reasons=why,
        changes=week_changes(judged(person.row, person.kpi), judged(before, person.kpi) if before else None),
        questions=questions_for(rule for rule, _ in why),
    )


def week_charts(person: PersonWeek, series: Sequence[WeeklyRollup]) -> dict[str, Chart]:
    points = _points(person.row, {row.week_start: row for row in series})
    return {
        "energy": energy_weeks_chart(points, energy_of(person.row).sentence),
        "kpi": kpi_weeks_chart(points, kpi_sentence(person), name=person.kpi or "KPI", unit=person.kpi_unit or ""),
        "goal": goal_weeks_chart(points, goal_sentence(person.row)),
    }


def _points(row: WeeklyRollup, by_monday: Mapping[date, WeeklyRollup]) -> list[WeekPoint]:
    """Return a point for each week drawn; one without a row, or of another KPI or goal, is a gap."""
    last = Week.of(row.week_start)
    mondays = [last.shifted(-back).start for back in reversed(range(WEEKS_DRAWN))]
    return [_point(monday, by_monday.get(monday), row) for monday in mondays]


def _point(monday: date, week: WeeklyRollup | None, present: WeeklyRollup) -> WeekPoint:
    if week is None:
        return WeekPoint(monday=monday)
    same_kpi, same_goal = week.kpi_id == present.kpi_id, week.goal == present.goal
    return WeekPoint(
        monday=monday,
        energy=None if week.energy_mean is None else float(week.energy_mean),
        kpi=float(week.kpi_mean) if week.kpi_mean is not None and same_kpi else None,
        goal=float(week.goal_progress_percent) if week.goal_progress_percent is not None and same_goal else None,
        pace=float(week.goal_pace_percent) if week.goal_pace_percent is not None and same_goal else None,
    )
