"""The checks that need the whole directory: numbers and addresses of others, managers, circles, the last admin.

They judge the final state, so that two people may swap telephones, and a manager may stand further down an import.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.people.facts import PersonFacts
from app.domain.people.lines import find_circles
from app.domain.people.problems import Problem, ProblemKind
from app.domain.permissions import Role


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What everybody else's facts are held against."""

    name: str
    active: bool
    role: Role
    manager_id: int | None
    email: str | None
    phones: tuple[str, ...]
    erased: bool = False
    """Their data was removed; nothing is written under the number again."""


Directory = Mapping[int, Entry]
Wanted = Mapping[int, PersonFacts]
"""By employee number; a number that the directory does not hold is a new person."""


def entry_of(facts: PersonFacts) -> Entry:
    return Entry(
        name=facts.name,
        active=facts.active,
        role=facts.role,
        manager_id=facts.manager_id,
        email=facts.email,
        phones=facts.phones,
    )


def freed_phones(wanted: Wanted, directory: Directory) -> dict[int, tuple[str, ...]]:
    """Return by leaver the numbers left to them, for each inactive person who loses one to somebody else."""
    claimed = {phone for facts in wanted.values() for phone in facts.phones}
    left = {
        number: tuple(phone for phone in entry.phones if phone not in claimed)
        for number, entry in directory.items()
        if not entry.active and number not in wanted
    }
    return {number: phones for number, phones in left.items() if phones != directory[number].phones}


def check_directory(wanted: Wanted, directory: Directory, *, may_grant_admin: bool) -> list[Problem]:
    """Return everything wrong with the directory that these people would make."""
    final = {**directory, **{number: entry_of(facts) for number, facts in wanted.items()}}
    for number, phones in freed_phones(wanted, directory).items():
        final[number] = replace(final[number], phones=phones)
    return [
        *_erased(wanted, directory),
        *_shared(wanted, final, "phones"),
        *_shared(wanted, final, "email"),
        *_managers(wanted, directory, final),
        *_circles(wanted, final),
        *_admins(wanted, directory, final, may_grant_admin=may_grant_admin),
    ]


def _erased(wanted: Wanted, directory: Directory) -> Iterator[Problem]:
    for number in wanted:
        if number in directory and directory[number].erased:
            sentence = f"The data of employee {number} was erased. Whoever comes back gets a new number."
            yield Problem(employee_id=number, field="name", kind=ProblemKind.ERASED, sentence=sentence)


def _shared(wanted: Wanted, final: Directory, field: str) -> Iterator[Problem]:
    """Yield a problem for each wanted person whose number or address is somebody else's too."""
    owners: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in final.items():
        for value in _identities(entry, field):
            owners[value].append(number)
    for number in wanted:
        for value in _identities(final[number], field):
            others = [other for other in owners[value] if other != number]
            if others:
                yield _taken(number, field, value, others[0], name=final[others[0]].name, twice=others[0] in wanted)


def _identities(entry: Entry, field: str) -> tuple[str, ...]:
    if field == "phones":
        return entry.phones
    return (entry.email.lower(),) if entry.email else ()


def _taken(number: int, field: str, value: str, other: int, *, name: str, twice: bool) -> Problem:
    return Problem(
        employee_id=number,
        field=field,
        kind=ProblemKind.TWICE if twice else ProblemKind.TAKEN,
        sentence=f"{value} is {name}'s (number {other}).",
        other_id=other,
    )


def _managers(wanted: Wanted, directory: Directory, final: Directory) -> Iterator[Problem]:
    for number, facts in wanted.items():
        manager_id = facts.manager_id
        unchanged = number in directory and directory[number].manager_id == manager_id
        if manager_id is None or unchanged:
            continue
        manager = final.get(manager_id)
        if manager is None:
            sentence = f"Nobody has the employee number {manager_id}."
            yield _about_manager(number, ProblemKind.UNKNOWN_MANAGER, sentence)
        elif not manager.active:
            yield _about_manager(number, ProblemKind.INACTIVE_MANAGER, f"{manager.name} is no longer active.")


def _circles(wanted: Wanted, final: Directory) -> Iterator[Problem]:
    for circle in find_circles({number: entry.manager_id for number, entry in final.items()}):
        if len(circle) == 1:
            sentence = f"{final[circle[0]].name} cannot report to themself."
        else:
            names = [final[number].name for number in (*circle, circle[0])]
            sentence = "This closes a circle: " + " reports to ".join(names) + "."
        for number in circle:
            if number in wanted:
                yield _about_manager(number, ProblemKind.MANAGER_LOOP, sentence)


def _about_manager(number: int, kind: ProblemKind, sentence: str) -> Problem:
    return Problem(employee_id=number, field="manager_id", kind=kind, sentence=sentence)


def _admins(wanted: Wanted, directory: Directory, final: Directory, *, may_grant_admin: bool) -> Iterator[Problem]:
    for number, facts in wanted.items():
        before = directory[number].role if number in directory else None
        if facts.role is not before and Role.ADMIN in {facts.role, before} and not may_grant_admin:
            sentence = "Only an admin makes or unmakes an admin."
            yield Problem(employee_id=number, field="role", kind=ProblemKind.NOT_ALLOWED, sentence=sentence)
    if _has_admin(directory) and not _has_admin(final):
        for number in wanted:
            if _is_admin(directory.get(number)):
                sentence = "This is the last admin: make somebody else an admin first."
                yield Problem(employee_id=number, field="role", kind=ProblemKind.LAST_ADMIN, sentence=sentence)


def _has_admin(directory: Directory) -> bool:
    return any(_is_admin(entry) for entry in directory.values())


def _is_admin(entry: Entry | None) -> bool:
    return entry is not None and entry.active and entry.role is Role.ADMIN
