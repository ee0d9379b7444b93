"""Teams in use with their leads and sizes, and delegates by manager."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.errors import NotFound
from app.models import Delegation, Employee, Team
from app.queries.paging import Listing, Page, fetch_page

Lead = aliased(Employee, name="lead")
Delegate = aliased(Employee, name="delegate")


@dataclass(frozen=True, kw_only=True)
class TeamListRow:
    id: int
    name: str
    lead_id: int | None
    lead: str | None
    people: int
    """Active members."""


@dataclass(frozen=True, kw_only=True)
class DelegationRow:
    id: int
    manager: str
    delegate: str
    starts_on: date
    ends_on: date


def list_teams(session: Session, listing: Listing) -> Page[TeamListRow]:
    return fetch_page(
        session,
        _teams(),
        listing,
        sorts={
            "": Team.id,
            "name": sa.func.lower(Team.name),
            "lead": Lead.name,
            "people": sa.func.count(Employee.id),
        },
        searched=(Team.name, Lead.name),
        make=TeamListRow,
    )


def get_team_row(session: Session, team_id: int) -> TeamListRow:
    """Raises NotFound for a team that is not there, or was merged away."""
    row = session.execute(_teams().where(Team.id == team_id)).mappings().one_or_none()
    if row is None:
        raise NotFound("There is no such team.")
    return TeamListRow(**row)


def list_delegations(session: Session, listing: Listing, *, today: date) -> Page[DelegationRow]:
    """Return delegations that still run or are to come."""
    columns: tuple[Any, ...] = (
        Delegation.id, Employee.name.label("manager"), Delegate.name.label("delegate"), Delegation.starts_on,
        Delegation.ends_on,
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .join(Employee, Employee.id == Delegation.manager_id)
        .join(Delegate, Delegate.id == Delegation.delegate_id)
        .where(Delegation.ends_on >= today)
    )
    return fetch_page(
        session,
        query,
        listing,
        sorts={
            "": Delegation.id,
            "manager": Employee.name,
            "delegate": Delegate.name,
            "starts_on": Delegation.starts_on,
            "ends_on": Delegation.ends_on,
        },
        searched=(Employee.name, Delegate.name),
        make=DelegationRow,
    )


def _teams() -> sa.Select[Any]:
    people = sa.func.count(Employee.id).label("people")
    columns: tuple[Any, ...] = (Team.id, Team.name, Team.lead_id, Lead.name.label("lead"), people)
    return (
        sa.select(*columns)
        .outerjoin(Lead, Lead.id == Team.lead_id)
        .outerjoin(Employee, sa.and_(Employee.team_id == Team.id, Employee.active))
        .where(Team.merged_into_id.is_(None))
        .group_by(Team.id, Team.name, Lead.id, Lead.name)
    )
