"""What a person is after the import: the directory's values with the row's put over them."""

from datetime import date

from app.domain.people.imports.cells.fields import GOAL_DETAILS, KPIS, STRENGTHS, Field, Value
from app.domain.people.imports.cells.text import fold
from app.domain.people.imports.directory import Person
from app.domain.people.imports.lists import merge_list
from app.domain.people.imports.readers import Company
from app.domain.people.imports.rows import ReadRow
from app.domain.people.problems import ProblemKind
from app.domain.permissions import Role

DEFAULT_WORK_WEEK = (1, 2, 3, 4, 5)


def final_values(row: ReadRow, company: Company) -> dict[Field, Value]:
    """Return all values that are not empty; a manager given as text is left for the lookup."""
    before = dict(row.known.values) if row.known else _defaults(company)
    given = {field: value for field, value in row.given.items() if not _is_same(field, before.get(field), value)}
    after = before | given
    if isinstance(after.get(Field.MANAGER), str):
        after[Field.MANAGER] = before.get(Field.MANAGER)
    _reopen(before, given, after, company)
    if after.get(Field.GOAL) is None and before.get(Field.GOAL) is not None:
        after |= {detail: given.get(detail) for detail in GOAL_DETAILS}
    for fields, kind in ((STRENGTHS, ProblemKind.REPEATED_STRENGTH), (KPIS, ProblemKind.REPEATED_KPI)):
        merged = merge_list(row, fields, [before[field] for field in fields if field in before], kind)
        after |= dict.fromkeys(fields) | dict(zip(fields, merged, strict=False))
    return {field: value for field, value in after.items() if value is not None and field is not Field.EMPLOYEE_NUMBER}


def _defaults(company: Company) -> dict[Field, Value]:
    return {
        Field.ROLE: Role.TECHNICIAN,
        Field.TIME_ZONE: company.home_zone,
        Field.WORK_WEEK: DEFAULT_WORK_WEEK,
        Field.ACTIVE: True,
    }


def _reopen(before: dict[Field, Value], given: dict[Field, Value], after: dict[Field, Value], company: Company) -> None:
    """Let a last day that has passed go when a person who had left comes back."""
    returns = before.get(Field.ACTIVE) is False and given.get(Field.ACTIVE) is True
    last_day = after.get(Field.END_DATE)
    if returns and Field.END_DATE not in given and isinstance(last_day, date) and last_day < company.today:
        after[Field.END_DATE] = None


def _is_same(field: Field, before: Value, given: Value) -> bool:
    """Compare as people do: an address in another case is the same address."""
    if field is Field.EMAIL and isinstance(before, str) and isinstance(given, str):
        return fold(before) == fold(given)
    return before == given


def changes_of(before: Person, after: dict[Field, Value]) -> dict[Field, tuple[Value, Value]]:
    fields = [field for field in Field if before.get(field) != after.get(field)]
    return {field: (before.get(field), after.get(field)) for field in fields}
