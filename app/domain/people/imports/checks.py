"""What forbids a file's rows: the checks of every change of a person, told by row and column, and those of a file.

What the directory has of old is not the file's fault: only problems that the rows bring are theirs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from app.domain.people.checks import check_change
from app.domain.people.directory import Entry, check_directory
from app.domain.people.facts import PersonFacts
from app.domain.people.imports.cells.fields import Field, label
from app.domain.people.imports.directory import Key, Values
from app.domain.people.imports.facts import column_of
from app.domain.people.imports.rows import ReadRow
from app.domain.people.problems import Problem, ProblemKind

NEEDED_BY_NEW = (Field.NAME, Field.START_DATE)


def check_twice(rows: Iterable[ReadRow]) -> None:
    """Refuse every row about a person whom another row is about, even where the two agree."""
    for group in _by_key(rows).values():
        for row in group if len(group) > 1 else ():
            field = Field.EMPLOYEE_NUMBER if Field.EMPLOYEE_NUMBER in row.given else Field.EMAIL
            row.refuse(field, ProblemKind.TWICE, f"This person stands in row {_others(row, group)} too.")


def check_new(row: ReadRow, after: Values) -> None:
    for field in NEEDED_BY_NEW:
        if row.known is None and after.get(field) is None and not row.wrong(field):
            row.refuse(field, ProblemKind.REQUIRED, f"{label(field)} is missing: this person is not in the directory.")


def check_facts(
    rows: Iterable[ReadRow],
    wanted: Mapping[Key, PersonFacts],
    entries: Mapping[Key, Entry],
    *,
    makes_admins: bool,
) -> None:
    """Judge what these people would be, each alone and all together."""
    row_of = {key: group[-1] for key, group in _by_key(rows).items()}
    for key, facts in wanted.items():
        before = row_of[key].known
        for problem in check_change(key, before.facts if before else None, facts):
            _tell(row_of[key], problem, problem.sentence)
    for problem in check_directory(wanted, entries, may_grant_admin=makes_admins):
        row = row_of[problem.employee_id]
        if problem.kind is ProblemKind.TWICE:
            _tell_twice(row, problem, row_of, wanted)
        else:
            _tell(row, problem, problem.sentence)


def _tell(row: ReadRow, problem: Problem, sentence: str) -> None:
    column = column_of(problem.field, problem.position)
    if column is None or not row.wrong(column):
        row.refuse(column, problem.kind, sentence)


def _tell_twice(
    row: ReadRow, problem: Problem, row_of: Mapping[Key, ReadRow], wanted: Mapping[Key, PersonFacts]
) -> None:
    """Name the other rows; where those only keep the number or address, it belongs to that person."""
    own = _identities(wanted[row.key], problem.field)
    rivals = [other for key, other in row_of.items() if key != row.key and key in wanted]
    shared = [rival for rival in rivals if own & _identities(wanted[rival.key], problem.field)]
    column = Field.EMAIL if problem.field == "email" else Field.PHONE
    claiming = [rival for rival in shared if column in rival.given]
    if column not in row.given or row.wrong(column):
        return
    if claiming:
        numbers = " and ".join(str(rival.number) for rival in claiming)
        row.refuse(column, ProblemKind.TWICE, f"{row.given[column]} stands in row {numbers} too.")
    else:
        row.refuse(column, ProblemKind.TAKEN, problem.sentence)


def _identities(facts: PersonFacts, attribute: str) -> frozenset[str]:
    if attribute == "email":
        return frozenset({facts.email.lower()} if facts.email else ())
    return frozenset(facts.phones)


def _by_key(rows: Iterable[ReadRow]) -> dict[Key, list[ReadRow]]:
    groups: dict[Key, list[ReadRow]] = defaultdict(list)
    for row in rows:
        groups[row.key].append(row)
    return groups


def _others(row: ReadRow, group: list[ReadRow]) -> str:
    return " and ".join(str(other.number) for other in group if other is not row)
