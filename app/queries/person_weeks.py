"""Weekly rows as pages and messages read them: with the person, what was told of the week, and what came of it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.errors import NotFound
from app.domain.figures.told_weeks import Correction, corrections
from app.domain.mornings.window import Week
from app.domain.viewers import Viewer
from app.models import Employee, Kpi, Team, ToldWeek, WeeklyRollup, WeekTalk
from app.queries.reach import visible_employees

Manager = aliased(Employee)


@dataclass(frozen=True, kw_only=True)
class PersonWeek:
    row: WeeklyRollup
    name: str
    team: str | None
    """The person's team on their last day in the week; so is the manager."""
    manager: str | None
    kpi: str | None
    kpi_unit: str | None
    told: ToldWeek | None
    """What this reader was told of the week."""
    talk: WeekTalk | None
    """What this reader did about it."""

    @property
    def corrections(self) -> list[Correction]:
        return corrections(self.told.figures, self.row) if self.told else []


def list_person_weeks(session: Session, viewer: Viewer, week: Week) -> list[PersonWeek]:
    """Return one week of the people this viewer reaches today, themself left out, by name."""
    query = _rows(viewer.employee_id).where(
        WeeklyRollup.week_start == week.start,
        WeeklyRollup.employee_id.in_(visible_employees(viewer)),
        WeeklyRollup.employee_id != viewer.employee_id,
    )
    return _read(session, query)


def get_person_week(session: Session, viewer: Viewer, employee_id: int, week: Week) -> PersonWeek:
    """Return one person's week; NotFound where there is none, about oneself, and for somebody out of reach."""
    query = _rows(viewer.employee_id).where(
        WeeklyRollup.week_start == week.start,
        WeeklyRollup.employee_id == employee_id,
        WeeklyRollup.employee_id.in_(visible_employees(viewer)),
        WeeklyRollup.employee_id != viewer.employee_id,
    )
    weeks = _read(session, query)
    if not weeks:
        raise NotFound("There is no such week among those of the people you look after.")
    return weeks[0]


def list_managers_week(session: Session, manager_id: int, week: Week) -> list[PersonWeek]:
    """Return the week of those whose manager this was on their last day in it: what a message tells."""
    query = _rows(manager_id).where(WeeklyRollup.week_start == week.start, WeeklyRollup.manager_id == manager_id)
    return _read(session, query)


def list_known_weeks(session: Session) -> list[Week]:
    """Return the weeks that have rows, the newest first: what a week picker offers."""
    query = sa.select(WeeklyRollup.week_start).distinct().order_by(WeeklyRollup.week_start.desc())
    return [Week.of(monday) for monday in session.scalars(query)]


def get_rollups(session: Session, week: Week, employee_ids: Collection[int]) -> list[WeeklyRollup]:
    query = sa.select(WeeklyRollup).where(
        WeeklyRollup.week_start == week.start, WeeklyRollup.employee_id.in_(employee_ids)
    )
    return list(session.scalars(query))


def _rows(reader_id: int) -> sa.Select[Any]:
    of_week = {
        model: sa.and_(
            model.manager_id == reader_id,
            model.employee_id == WeeklyRollup.employee_id,
            model.week_start == WeeklyRollup.week_start,
        )
        for model in (ToldWeek, WeekTalk)
    }
    query = (
        sa.select(
            WeeklyRollup,
            Employee.name,
            Team.name.label("team"),
            Manager.name.label("manager"),
            Kpi.name.label("kpi"),
            Kpi.unit.label("kpi_unit"),
            ToldWeek,
            WeekTalk,
        )
        .join(Employee, Employee.id == WeeklyRollup.employee_id)
        .outerjoin(Team, Team.id == WeeklyRollup.team_id)
        .outerjoin(Manager, Manager.id == WeeklyRollup.manager_id)
        .outerjoin(Kpi, Kpi.id == WeeklyRollup.kpi_id)
        .outerjoin(ToldWeek, of_week[ToldWeek])
        .outerjoin(WeekTalk, of_week[WeekTalk])
        .order_by(Employee.name, Employee.id)
    )
    return cast(sa.Select[Any], query.execution_options(populate_existing=True))


def _read(session: Session, query: sa.Select[Any]) -> list[PersonWeek]:
    return [
        PersonWeek(
            row=row.WeeklyRollup,
            name=row.name,
            team=row.team,
            manager=row.manager,
            kpi=row.kpi,
            kpi_unit=row.kpi_unit,
            told=row.ToldWeek,
            talk=row.WeekTalk,
        )
        for row in session.execute(query)
    ]


def list_week_series(
    session: Session, employee_ids: Collection[int], *, first: Week, last: Week
) -> dict[int, list[WeeklyRollup]]:
    """Return by person the rows of these weeks, the oldest first, in one query."""
    query = (
        sa.select(WeeklyRollup)
        .where(
            WeeklyRollup.employee_id.in_(employee_ids),
            WeeklyRollup.week_start.between(first.start, last.start),
        )
        .order_by(WeeklyRollup.employee_id, WeeklyRollup.week_start)
    )
    series: dict[int, list[WeeklyRollup]] = {employee_id: [] for employee_id in employee_ids}
    for row in session.scalars(query):
        series[row.employee_id].append(row)
    return series
