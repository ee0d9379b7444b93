"""Who a technician is, who may read their page and who did; and the list that leads to the pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.errors import NotFound
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import AuditEvent, DailyCheckin, Employee, Team, TechProfile, User
from app.queries.checkins import line_since
from app.queries.delegations import standing_in
from app.queries.paging import Listing, Page, fetch_page
from app.queries.reach import (
    management_line,
    roles_that_read_everybody,
    roles_that_read_their_line,
    visible_employees,
)

PAGE_READ = "technician_page.read"
"""The audit action of opening another person's page."""

Manager = aliased(Employee)


@dataclass(frozen=True, kw_only=True)
class Technician:
    employee: Employee
    team: str | None
    manager: str | None
    profile: TechProfile | None
    line_since: date | None
    """When the company's first check-in was."""


@dataclass(frozen=True, kw_only=True)
class TechnicianRow:
    id: int
    name: str
    job_title: str | None
    team: str | None
    manager: str | None
    timezone: str
    last_checkin_on: date | None


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody who may read the page, and by which right."""

    name: str
    right: str


@dataclass(frozen=True, kw_only=True)
class PageView:
    name: str
    at: datetime


def get_technician(session: Session, viewer: Viewer, employee_id: int) -> Technician:
    """Return the person with team, manager and profile; NotFound where this viewer does not reach them."""
    query = (
        select(Employee, Team.name, Manager.name, TechProfile, line_since())
        .outerjoin(Team, Team.id == Employee.team_id)
        .outerjoin(Manager, Manager.id == Employee.manager_id)
        .outerjoin(TechProfile, TechProfile.employee_id == Employee.id)
        .where(Employee.id == employee_id, Employee.id.in_(visible_employees(viewer)))
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFound("There is no such person among the people you look after.")
    employee, team, manager, profile, since = row
    return Technician(employee=employee, team=team, manager=manager, profile=profile, line_since=since)


def find_technicians(session: Session, viewer: Viewer, listing: Listing) -> Page[TechnicianRow]:
    """Return the active technicians this viewer reaches; never sortable by a score, so that nobody is ranked."""
    last = (  # looked up for the rows shown alone, by the index
        select(DailyCheckin.checkin_on)
        .where(DailyCheckin.employee_id == Employee.id)
        .order_by(DailyCheckin.timestamp.desc())
        .limit(1)
        .scalar_subquery()
    )
    columns: tuple[Any, ...] = (
        Employee.id,
        Employee.name,
        Employee.job_title,
        Team.name.label("team"),
        Manager.name.label("manager"),
        Employee.timezone,
        last.label("last_checkin_on"),
    )
    query = (
        select(*columns)
        .select_from(Employee)
        .outerjoin(Team, Team.id == Employee.team_id)
        .outerjoin(Manager, Manager.id == Employee.manager_id)
        .where(Employee.role == Role.TECHNICIAN, Employee.active, Employee.id.in_(visible_employees(viewer)))
    )
    return fetch_page(
        session,
        query,
        listing,
        sorts={
            "": Employee.id,
            "name": Employee.name,
            "team": Team.name,
            "manager": Manager.name,
            "last_checkin": last,
        },
        searched=(Employee.name, Employee.job_title, Team.name, Manager.name),
        make=TechnicianRow,
    )


def list_readers(session: Session, employee: Employee, *, now: datetime) -> list[Reader]:
    """Return who may open this person's page: the management line, who stands in for it, and who reads everybody's."""
    above = management_line(employee.id)
    line, for_the_line = Employee.id.in_(above), Employee.id.in_(standing_in(above, now))
    query = (
        select(Employee.name, Employee.role, line.label("in_line"))
        .join(User, User.employee_id == Employee.id)
        .where(User.active, Employee.active, Employee.id != employee.id)
        .where(
            or_(
                Employee.role.in_(roles_that_read_their_line()) & (line | for_the_line),
                Employee.role.in_(roles_that_read_everybody()),
            )
        )
        .order_by(Employee.name)
    )
    readers = [Reader(name=row.name, right=_right(row.role, in_line=row.in_line)) for row in session.execute(query)]
    return sorted(readers, key=lambda reader: [*RIGHTS.values(), STANDS_IN].index(reader.right))


RIGHTS = {
    Role.MANAGER: "manages this person, directly or through others",
    Role.EXECUTIVE: "executive above this person",
    Role.HR: "human resources",
}
STANDS_IN = "stands in for somebody above this person"


def _right(role: Role, *, in_line: bool) -> str:
    return RIGHTS[role] if in_line or role in roles_that_read_everybody() else STANDS_IN


def list_page_views(session: Session, employee_id: int, *, since: datetime, most: int = 20) -> list[PageView]:
    """Return who opened this person's page, newest first, each once with the latest time."""
    last_at = func.max(AuditEvent.at).label("at")
    query = (
        select(Employee.name, last_at)
        .join(AuditEvent, AuditEvent.actor_id == Employee.id)
        .where(AuditEvent.subject_id == employee_id, AuditEvent.action == PAGE_READ, AuditEvent.at >= since)
        .group_by(Employee.id, Employee.name)
        .order_by(last_at.desc())
        .limit(most)
    )
    return [PageView(**row) for row in session.execute(query).mappings()]
