"""A plan carried out: teams first, numbers for those who have none, then all people in one saving."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.workdays import local_date
from app.domain.people.imports.cells.fields import Field
from app.domain.people.imports.directory import Key
from app.domain.people.imports.facts import facts_from
from app.domain.people.imports.plan import Plan, PlannedPerson, RowVerdict
from app.models import Employee, Team
from app.queries.people_facts import load_facts
from app.queries.people_imports import load_import_names
from app.services.people.changed_by import ChangedBy
from app.services.people.numbers import next_employee_numbers
from app.services.people.owned_alerts import pass_on_alerts
from app.services.people.saving import SavedPeople, lock_directory, save_people
from app.settings import Settings


def carry_out(session: Session, plan: Plan, *, by: ChangedBy, now: datetime, settings: Settings) -> SavedPeople:
    """Save everybody whom a ready plan adds or changes. Invites nobody; nobody new has to call before tomorrow."""
    lock_directory(session)
    people = [*plan.having(RowVerdict.ADD), *plan.having(RowVerdict.CHANGE)]
    session.add_all(Team(name=name) for name in plan.new_teams)
    session.flush()
    numbers = _numbers(session, people)
    names = load_import_names(session)
    before = load_facts(session, [person.key for person in people if person.key > 0])
    today = local_date(now, settings.company_timezone)
    wanted = {}
    for person in people:
        values = {**person.after, Field.MANAGER: _renumbered(person.after.get(Field.MANAGER), numbers)}
        wanted[numbers[person.key]] = facts_from(values, before.get(person.key), names, today)
    saved = save_people(session, wanted, by=by, now=now, settings=settings)
    for leaver in _leavers(session, plan):
        pass_on_alerts(session, leaver, None, settings=settings, now=now)
    return saved


def _leavers(session: Session, plan: Plan) -> list[Employee]:
    """Return whom the plan makes inactive; open alerts that they had taken go back to those who were told."""
    left = [
        person.key for person in plan.having(RowVerdict.CHANGE) if person.changes.get(Field.ACTIVE) == (True, False)
    ]
    return list(session.scalars(select(Employee).where(Employee.id.in_(left)))) if left else []


def _numbers(session: Session, people: list[PlannedPerson]) -> Mapping[Key, int]:
    """Return an employee number for each; people without one get unused ones, in the file's order."""
    of_the_file = {person.key for person in people}
    unnumbered = sorted((key for key in of_the_file if key < 0), reverse=True)
    drawn: list[int] = []
    while len(drawn) < len(unnumbered):
        fresh = next_employee_numbers(session, len(unnumbered) - len(drawn))
        drawn += [number for number in fresh if number not in of_the_file]
    given = dict(zip(unnumbered, drawn, strict=True))
    return {key: given.get(key, key) for key in of_the_file}


def _renumbered(manager: object, numbers: Mapping[Key, int]) -> int | None:
    return numbers.get(manager, manager) if isinstance(manager, int) else None
