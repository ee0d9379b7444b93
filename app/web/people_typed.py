"""A person typed into a form of somebody who looks after people: found among those in reach, and no others."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.viewers import Viewer
from app.models import Employee
from app.queries.people_choices import MOST_OFFERED, find_typed_people
from app.queries.reach import visible_employees


def read_reached_person(session: Session, viewer: Viewer, text: str | None, field: str) -> int:
    """Return whom `Ana Ruiz · 203`, a number, an e-mail or an exact name means; InvalidInput names the field."""
    reached = set(session.scalars(visible_employees(viewer)))
    meant = [number for number, _ in find_typed_people(session, text or "") if number in reached]
    if not meant:
        raise InvalidInput("Choose one of the people you look after.", field=field)
    if len(meant) > 1:
        raise InvalidInput(f"Several people are called so: write the number, {meant[0]} or {meant[1]}.", field=field)
    return meant[0]


def list_reached_people(session: Session, viewer: Viewer) -> tuple[tuple[int, str], ...]:
    """Return the active people a form offers, by name; whoever is not among them can be typed all the same."""
    query = (
        select(Employee.id, Employee.name)
        .where(Employee.active, Employee.id.in_(visible_employees(viewer)))
        .order_by(Employee.name, Employee.id)
        .limit(MOST_OFFERED)
    )
    return tuple((row.id, row.name) for row in session.execute(query))
