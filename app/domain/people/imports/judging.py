"""All rows of a file judged together: who they are about, what the directory is afterwards, and what forbids it."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.people.directory import Entry, entry_of
from app.domain.people.facts import PersonFacts
from app.domain.people.imports.cells.fields import Field, Value
from app.domain.people.imports.cells.text import fold
from app.domain.people.imports.checks import check_facts, check_new, check_twice
from app.domain.people.imports.directory import Directory, Key, Person
from app.domain.people.imports.facts import IdsByName, facts_from
from app.domain.people.imports.finals import changes_of, final_values
from app.domain.people.imports.managers import check_leaving_managers, resolve_managers
from app.domain.people.imports.phones import pass_on
from app.domain.people.imports.plan import Plan, PlannedPerson, RowVerdict
from app.domain.people.imports.readers import Company
from app.domain.people.imports.rows import ReadRow

Finals = dict[Key, dict[Field, Value]]


def judge(facts: Plan, read: list[ReadRow], directory: Directory, company: Company) -> Plan:
    rows = [row for row in read if row.whole]
    _recognise(rows, directory)
    check_twice(rows)
    finals = {row.key: final_values(row, company) for row in rows}
    resolve_managers(rows, directory.over(finals))
    for row in rows:
        if isinstance(row.given.get(Field.MANAGER), int):
            finals[row.key][Field.MANAGER] = row.given[Field.MANAGER]
        check_new(row, finals[row.key])
    leavers = pass_on(rows, finals, directory)
    _check(rows, finals, directory, company)
    check_leaving_managers(rows, directory.over(finals))
    people = [_planned(row, finals.get(row.key, {})) for row in read]
    untouched = [_leaver(directory.people[key], row, finals[key]) for key, row in leavers.items()]
    return replace(
        facts,
        people=tuple(sorted([*people, *untouched], key=lambda person: person.row)),
        new_teams=_new_teams(people, company.names),
    )


def _check(rows: list[ReadRow], finals: Finals, directory: Directory, company: Company) -> None:
    wanted = {
        key: facts_from(values, _facts(directory, key), company.names, company.today) for key, values in finals.items()
    }
    entries = {key: _entry(person) for key, person in directory.people.items()}
    touched = {row.key for row in rows}
    entries |= {key: entry_of(facts) for key, facts in wanted.items() if key not in touched}
    judged = {key: facts for key, facts in wanted.items() if key in touched}
    check_facts(rows, judged, entries, makes_admins=company.makes_admins)


def _facts(directory: Directory, key: Key) -> PersonFacts | None:
    return directory.people[key].facts if key in directory.people else None


def _entry(person: Person) -> Entry:
    if person.facts is None:
        raise ValueError("People of the directory have facts.")
    return entry_of(person.facts)


def _recognise(rows: Iterable[ReadRow], directory: Directory) -> None:
    """Recognise a person without number and e-mail whom an earlier import of the same row has added.

    Only where all that the row says holds already; two people of one name stay two.
    """
    claimed: set[Key] = set()
    for row in rows:
        if row.known is None and row.key < 0 and Field.EMAIL not in row.given and not row.problems:
            namesakes = directory.by_name.get(fold(str(row.given.get(Field.NAME))), [])
            row.known = next((one for one in namesakes if one.key not in claimed and _says_all(row, one)), None)
            claimed |= {row.known.key} if row.known else set()


def _says_all(row: ReadRow, person: Person) -> bool:
    return all(person.get(field) == value for field, value in row.given.items() if field is not Field.MANAGER)


def _planned(row: ReadRow, after: dict[Field, Value]) -> PlannedPerson:
    changes: dict[Field, tuple[Value, Value]] = {}
    if row.problems:
        verdict = RowVerdict.ERROR
    elif row.known is None:
        verdict, changes = RowVerdict.ADD, {field: (None, after[field]) for field in Field if field in after}
    else:
        changes = changes_of(row.known, after)
        verdict = RowVerdict.CHANGE if changes else RowVerdict.SAME
    return PlannedPerson(
        row=row.number,
        key=row.key,
        name=str(after.get(Field.NAME) or row.given.get(Field.NAME) or ""),
        verdict=verdict,
        after=after,
        changes=changes,
        problems=tuple(sorted(row.problems, key=lambda problem: problem.place)),
    )


def _leaver(person: Person, row: int, after: dict[Field, Value]) -> PlannedPerson:
    """Show the loss of a telephone by somebody who has no row, in the row of the person who takes it over."""
    return PlannedPerson(
        row=row,
        key=person.key,
        name=person.name,
        verdict=RowVerdict.CHANGE,
        after=after,
        changes=changes_of(person, after),
    )


def _new_teams(people: Iterable[PlannedPerson], names: IdsByName) -> tuple[str, ...]:
    named = (str(person.after[Field.TEAM]) for person in people if Field.TEAM in person.after)
    new: dict[str, str] = {}
    for team in named:
        if fold(team) not in names.teams:
            new.setdefault(fold(team), team)
    return tuple(new.values())
