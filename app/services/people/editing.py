"""One person's record edited by a form: compared with what the form showed, so that nobody overwrites unseen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, InvalidTransition
from app.domain.people.editing import merge_edit
from app.domain.people.facts import PersonFacts
from app.queries.people_facts import load_facts
from app.services.people.changed_by import ChangedBy
from app.services.people.planning import DATABLE, plan_change
from app.services.people.saving import lock_directory, save_people
from app.settings import Settings


class EditConflict(InvalidTransition):
    """Somebody else changed some of the same fields meanwhile; nothing was saved."""

    def __init__(self, fields: frozenset[str], facts: PersonFacts) -> None:
        super().__init__("Somebody else changed this record meanwhile: choose below, and save again.")
        self.fields = fields
        self.facts = facts
        """What is recorded now."""


def edit_person(
    session: Session,
    employee_id: int,
    *,
    before: Mapping[str, Any],
    typed: Mapping[str, Any],
    by: ChangedBy,
    now: datetime,
    settings: Settings,
    starts_on: date | None = None,
    swap_with: int | None = None,
) -> frozenset[str]:
    """Save what was touched, the datable part from `starts_on` if that is given; return the fields that changed.

    Raises EditConflict, InvalidPeople, or InvalidInput. `swap_with` gives the person's old telephone to whoever has
    the new one.
    """
    lock_directory(session)
    facts = load_facts(session, [employee_id])[employee_id]
    merged = merge_edit(before, typed, {name: getattr(facts, name) for name in typed})
    if merged.conflicts:
        raise EditConflict(merged.conflicts, facts)
    planned = {name: value for name, value in merged.changes.items() if starts_on is not None and name in DATABLE}
    at_once = {name: value for name, value in merged.changes.items() if name not in planned}
    if at_once:
        wanted = {employee_id: replace(facts, **at_once)}
        if swap_with is not None:
            wanted[swap_with] = _with_old_phone(session, swap_with, facts, wanted[employee_id])
        save_people(session, wanted, by=by, now=now, settings=settings)
    if planned and starts_on is not None:
        plan_change(session, employee_id, planned, starts_on=starts_on, by=by, now=now)
    return frozenset(merged.changes)


def _with_old_phone(session: Session, other_id: int, old: PersonFacts, new: PersonFacts) -> PersonFacts:
    """Return the other's facts with the numbers they give away replaced by those that become free."""
    other = load_facts(session, [other_id]).get(other_id)
    if other is None:
        raise InvalidInput("This person is no longer there.", field="phones")
    free = [phone for phone in old.phones if phone not in new.phones]
    kept = [phone for phone in other.phones if phone not in new.phones]
    return replace(other, phones=(*free, *kept))
