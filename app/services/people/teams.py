"""Teams: made, renamed, merged, and who leads them. A merged team keeps its row, because past weeks name it."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.models import Employee, Employment, Team
from app.queries.people_facts import load_facts
from app.services.audit import record_audit
from app.services.people.changed_by import ChangedBy
from app.services.people.saving import lock_directory, save_people
from app.settings import Settings

LONGEST_NAME = 80


def create_team(session: Session, name: str, *, by: ChangedBy, now: datetime) -> Team:
    lock_directory(session)
    team = Team(name=_free_name(session, name, None))
    session.add(team)
    session.flush()
    _record(session, "team.created", team, by, now)
    return team


def rename_team(session: Session, team_id: int, name: str, *, by: ChangedBy, now: datetime) -> Team:
    """Give the team another name, in past weeks too: it is the same team."""
    lock_directory(session)
    team = get_team(session, team_id)
    team.name = _free_name(session, name, team_id)
    _record(session, "team.renamed", team, by, now)
    return team


def set_team_lead(session: Session, team_id: int, lead_id: int | None, *, by: ChangedBy, now: datetime) -> Team:
    team = get_team(session, team_id)
    lead = session.get(Employee, lead_id) if lead_id is not None else None
    if lead_id is not None and (lead is None or not lead.active):
        raise InvalidInput("Choose somebody who is active.", field="lead_id")
    team.lead_id = lead_id
    _record(session, "team.lead_set", team, by, now)
    return team


def merge_teams(
    session: Session, team_id: int, into_id: int, *, by: ChangedBy, now: datetime, settings: Settings
) -> int:
    """Move everybody of a team into another from today on; return how many moved. Past weeks stay with the old team."""
    lock_directory(session)
    team, into = get_team(session, team_id), get_team(session, into_id)
    if team.id == into.id:
        raise InvalidInput("Choose another team.", field="into_id")
    members = list(session.scalars(sa.select(Employee.id).where(Employee.team_id == team.id)))
    facts = load_facts(session, members)
    moved = {number: replace(known, team_id=into.id) for number, known in facts.items()}
    save_people(session, moved, by=by, now=now, settings=settings)
    _move_plans(session, team.id, into.id)
    team.merged_into_id, team.lead_id = into.id, None
    _record(session, "team.merged", team, by, now)
    return len(members)


def get_team(session: Session, team_id: int) -> Team:
    """Return a team that is still in use, locked."""
    team = session.get(Team, team_id, with_for_update=True)
    if team is None or team.merged_into_id is not None:
        raise NotFound("There is no such team.")
    return team


def _move_plans(session: Session, team_id: int, into_id: int) -> None:
    """Let planned rows name the team that will exist on their day."""
    of_planned = (
        sa.select(Employment.id)
        .join(Employee, Employee.id == Employment.employee_id)
        .where(
            Employment.team_id == team_id,
            sa.or_(Employee.employment_since.is_(None), Employment.starts_on > Employee.employment_since),
        )
    )
    session.execute(sa.update(Employment).where(Employment.id.in_(of_planned)).values(team_id=into_id))


def _free_name(session: Session, name: str, team_id: int | None) -> str:
    if not name.strip():
        raise InvalidInput("A team needs a name.", field="name")
    if len(name) > LONGEST_NAME:
        raise InvalidInput(f"At most {LONGEST_NAME} characters.", field="name")
    same = sa.func.lower(Team.name) == name.strip().lower()
    other = session.scalar(sa.select(Team).where(same, Team.id != (team_id or 0)))
    if other is not None:
        when = "already" if other.merged_into_id is None else "once; it was merged"
        raise InvalidInput(f"There is a team called {other.name} {when}.", field="name")
    return name.strip()


def _record(session: Session, action: str, team: Team, by: ChangedBy, now: datetime) -> None:
    record_audit(session, actor_id=by.employee_id, action=action, now=now, detail={"team_id": team.id})
