"""What the forms of people offer and understand: managers, teams, KPIs, and a person typed by number, mail or name."""

import re
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.permissions import Role
from app.models import Employee, Kpi, Team

_NUMBER_LAST = re.compile(r"(?:.*\D)?(\d{1,9})")
MOST_OFFERED = 300


@dataclass(frozen=True, kw_only=True)
class FormChoices:
    """What a form offers, by name."""

    managers: tuple[tuple[int, str], ...] = ()
    teams: tuple[tuple[int, str], ...] = ()
    kpis: tuple[tuple[int, str], ...] = ()


def load_reporting_choices(session: Session) -> FormChoices:
    return FormChoices(managers=list_managers(session), teams=list_teams_in_use(session))


def load_coaching_choices(session: Session) -> FormChoices:
    return FormChoices(kpis=list_kpis_in_use(session))


def no_choices(_session: Session) -> FormChoices:
    return FormChoices()


def list_managers(session: Session) -> tuple[tuple[int, str], ...]:
    """Return who is likely to manage somebody: managers, executives, and whoever has reports."""
    report = aliased(Employee)
    has_reports = sa.select(report.id).where(report.manager_id == Employee.id, report.active).exists()
    query = (
        sa.select(Employee.id, Employee.name)
        .where(Employee.active, sa.or_(Employee.role.in_([Role.MANAGER, Role.EXECUTIVE]), has_reports))
        .order_by(Employee.name, Employee.id)
        .limit(MOST_OFFERED)
    )
    return tuple((row.id, row.name) for row in session.execute(query))


def list_teams_in_use(session: Session) -> tuple[tuple[int, str], ...]:
    query = sa.select(Team.id, Team.name).where(Team.merged_into_id.is_(None)).order_by(Team.name)
    return tuple((row.id, row.name) for row in session.execute(query))


def list_kpis_in_use(session: Session) -> tuple[tuple[int, str], ...]:
    query = sa.select(Kpi.id, Kpi.name).where(Kpi.active).order_by(Kpi.name)
    return tuple((row.id, row.name) for row in session.execute(query))


def find_typed_people(session: Session, text: str) -> list[tuple[int, str]]:
    """Return the active people whom `Sam Lee · 111`, a number, an e-mail or an exact name can mean."""
    number = _NUMBER_LAST.fullmatch(text)
    meant = [sa.func.lower(Employee.name) == text.lower(), sa.func.lower(Employee.email) == text.lower()]
    if number is not None:
        meant = [Employee.id == int(number[1])]
    query = sa.select(Employee.id, Employee.name).where(Employee.active, sa.or_(*meant)).order_by(Employee.id)
    return [(row.id, row.name) for row in session.execute(query)]
