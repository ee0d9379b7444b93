"""Saving people: the one use-case behind the form, the import, Odoo and the API.

All or nothing, judged on the final state under a lock on the directory. What is dated holds from the person's today.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.people.checks import check_change
from app.domain.people.directory import Directory, Wanted, check_directory, freed_phones
from app.domain.people.facts import PersonFacts, changed_fields
from app.domain.people.problems import InvalidPeople, Problem
from app.queries.people_facts import load_directory, load_facts, load_names
from app.services.people.changed_by import ChangedBy
from app.services.people.history import change_rows, write_history
from app.services.people.writing import write_people
from app.settings import Settings

DIRECTORY_LOCK = 0x0D17EC
"""Advisory lock of the transaction: numbers, addresses and reporting lines are judged by one writer at a time."""


@dataclass(frozen=True, kw_only=True)
class SavedPeople:
    added: tuple[int, ...]
    changed: Mapping[int, tuple[str, ...]]
    """By employee number the fields that changed; leavers who lost a telephone to somebody else among them."""
    same: tuple[int, ...]


def save_people(session: Session, wanted: Wanted, *, by: ChangedBy, now: datetime, settings: Settings) -> SavedPeople:
    """Make these people as wanted, new ones included. Raises InvalidPeople with everything that is wrong."""
    lock_directory(session)
    directory = load_directory(session)
    freed = freed_phones(wanted, directory)
    before = load_facts(session, [*wanted, *freed])
    problems = list(_problems(wanted, before, directory, by))
    if problems:
        raise InvalidPeople(problems)
    after = {**wanted, **{number: replace(before[number], phones=phones) for number, phones in freed.items()}}
    changed = {
        number: fields
        for number, facts in after.items()
        if number in before and (fields := changed_fields(before[number], facts))
    }
    added = tuple(number for number in wanted if number not in before)
    touched = {number: after[number] for number in (*added, *changed)}
    write_people(session, touched, before, now=now, settings=settings)
    _write_changes(session, before, touched, by=by, now=now)
    same = tuple(number for number in wanted if number in before and number not in changed)
    return SavedPeople(added=added, changed=changed, same=same)


def save_person(
    session: Session, employee_id: int, facts: PersonFacts, *, by: ChangedBy, now: datetime, settings: Settings
) -> SavedPeople:
    return save_people(session, {employee_id: facts}, by=by, now=now, settings=settings)


def find_problems(session: Session, wanted: Wanted, *, by: ChangedBy) -> list[Problem]:
    """Return what would stop these people from being saved; changes nothing."""
    return list(_problems(wanted, load_facts(session, wanted), load_directory(session), by))


def lock_directory(session: Session) -> None:
    """Let one writer at a time judge and change the directory; freed by the end of the transaction."""
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(DIRECTORY_LOCK)))


def _problems(wanted: Wanted, before: Wanted, directory: Directory, by: ChangedBy) -> Iterator[Problem]:
    for number, facts in wanted.items():
        yield from check_change(number, before.get(number), facts)
    yield from check_directory(wanted, directory, may_grant_admin=by.may_grant_admin)


def _write_changes(session: Session, before: Wanted, after: Wanted, *, by: ChangedBy, now: datetime) -> None:
    """Tell the history in names that hold after the change, which the names of new people are among."""
    names = load_names(session)
    write_history(
        session,
        (
            row
            for number, facts in after.items()
            for row in change_rows(number, before.get(number), facts, names=names, by=by, now=now)
        ),
    )
