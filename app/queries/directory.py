"""The directory as HR lists it: everybody, searched by name, number, telephone, e-mail, team or manager."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.permissions import Role
from app.models import Employee, EmployeePhone, Team
from app.queries.paging import Listing, Page, fetch_page

Manager = aliased(Employee, name="manager")
_NOT_LETTERS = r"[^[:alnum:]]+"


class DirectoryTab(StrEnum):
    ACTIVE = "active"
    LEFT = "left"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class DirectoryRow:
    id: int
    name: str
    phone: str | None
    email: str | None
    role: Role
    job_title: str | None
    team: str | None
    manager: str | None
    timezone: str
    workdays: list[int]
    started_on: date
    ended_on: date | None
    active: bool


def list_directory(session: Session, tab: DirectoryTab, listing: Listing) -> Page[DirectoryRow]:
    """Return people by tab; O'Brien is also found as OBrien, and a telephone by any run of its digits."""
    columns: tuple[Any, ...] = (
        Employee.id, Employee.name, Employee.phone, Employee.email, Employee.role, Employee.job_title,
        Team.name.label("team"), Manager.name.label("manager"), Employee.timezone, Employee.workdays,
        Employee.started_on, Employee.ended_on, Employee.active,
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .outerjoin(Team, Team.id == Employee.team_id)
        .outerjoin(Manager, Manager.id == Employee.manager_id)
        .where(_of(tab))
    )
    return fetch_page(
        session,
        query,
        listing,
        sorts={
            "": Employee.id,
            "number": Employee.id,
            "name": sa.func.lower(Employee.name),
            "role": Employee.role,
            "team": Team.name,
            "manager": Manager.name,
            "started": Employee.started_on,
        },
        searched=_searched(listing.search),
        make=DirectoryRow,
    )


def _of(tab: DirectoryTab) -> sa.ColumnElement[bool]:
    match tab:
        case DirectoryTab.ACTIVE:
            return Employee.active.is_(True)
        case DirectoryTab.LEFT:
            return Employee.active.is_(False)
        case DirectoryTab.ALL:
            return sa.true()


def _searched(search: str) -> tuple[sa.SQLColumnExpression[Any], ...]:
    by_letters = sa.func.regexp_replace(Employee.name, _NOT_LETTERS, "", "g")
    texts = (Employee.name, Employee.email, Team.name, Manager.name, Employee.job_title, sa.cast(Employee.id, sa.Text))
    digits = "".join(filter(str.isdigit, search))
    if not digits:
        return (*texts, by_letters)
    further = sa.select(sa.func.string_agg(EmployeePhone.number, " ")).where(EmployeePhone.employee_id == Employee.id)
    holds = sa.or_(Employee.phone.contains(digits), further.scalar_subquery().contains(digits))
    return (*texts, by_letters, sa.case((holds, sa.literal(search)), else_=""))
