"""An import put back: each field that still says what the import wrote gets its old value; later edits stay."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import InvalidTransition
from app.domain.people.facts import LABELS, PersonFacts, changed_fields
from app.domain.people.plain import plain_value, read_plain
from app.domain.people.wording import say_value
from app.domain.viewers import Viewer
from app.models import ChangeSource, ImportState, ProfileChange
from app.queries.people_facts import load_facts, load_names
from app.queries.people_imports import get_import, list_import_changes
from app.services.people.changed_by import ChangedBy
from app.services.people.history import ADDED
from app.services.people.saving import lock_directory, save_people
from app.settings import Settings


@dataclass(frozen=True, kw_only=True)
class PutBack:
    """What putting back does to one person."""

    employee_number: int
    name: str
    changes: tuple[tuple[str, str | None, str | None], ...]
    """Label, the value now, and the value it gets again."""
    kept: tuple[str, ...]
    """Labels of fields that somebody has changed since."""


def preview_put_back(session: Session, import_id: int) -> list[PutBack]:
    """Return everybody whom the import touched, in the order of their numbers."""
    people_import = get_import(session, import_id)
    changes = _by_person(list_import_changes(session, people_import.import_ref))
    now, names = load_facts(session, changes), load_names(session)
    shown = []
    for number, rows in sorted(changes.items()):
        before = _before(now[number], rows)
        fields = changed_fields(now[number], before)
        told = tuple(
            (
                LABELS[field],
                say_value(field, getattr(now[number], field), names),
                say_value(field, getattr(before, field), names),
            )
            for field in fields
        )
        kept = tuple(LABELS[row.field] for row in rows if row.field in LABELS and row.field not in fields)
        shown.append(PutBack(employee_number=number, name=now[number].name, changes=told, kept=kept))
    return shown


def put_back(session: Session, viewer: Viewer, import_id: int, *, now: datetime, settings: Settings) -> int:
    """Put the import back; return how many people changed. People whom it added become inactive: nobody is removed.

    Raises InvalidPeople where the old state cannot be had again, as when a telephone has a new owner.
    """
    lock_directory(session)
    people_import = get_import(session, import_id, lock=True)
    if people_import.state is not ImportState.DONE:
        raise InvalidTransition("Only an import that has landed can be put back, and only once.")
    changes = _by_person(list_import_changes(session, people_import.import_ref))
    facts = load_facts(session, changes)
    wanted = {number: _before(facts[number], rows) for number, rows in changes.items()}
    by = replace(ChangedBy.form(viewer), source=ChangeSource.IMPORT, import_id=f"{people_import.import_ref}-back")
    saved = save_people(
        session,
        {number: before for number, before in wanted.items() if before != facts[number]},
        by=by,
        now=now,
        settings=settings,
    )
    people_import.state, people_import.updated_at = ImportState.PUT_BACK, now
    return len(saved.changed)


def _before(now: PersonFacts, rows: list[ProfileChange]) -> PersonFacts:
    """Return the person as before the import, but for what has changed since."""
    if any(row.field == ADDED for row in rows):
        return replace(now, active=False)
    untouched = [row for row in rows if plain_value(getattr(now, row.field)) == row.after_value]
    return replace(now, **{row.field: read_plain(row.field, row.before_value) for row in untouched})


def _by_person(changes: list[ProfileChange]) -> Mapping[int, list[ProfileChange]]:
    people: defaultdict[int, list[ProfileChange]] = defaultdict(list)
    for change in changes:
        people[change.employee_id].append(change)
    return people
