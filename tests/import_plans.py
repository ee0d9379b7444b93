"""Plans of small files against a small directory, for tests of the import."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from app.domain.people.facts import PersonFacts
from app.domain.people.imports.directory import Directory, Person
from app.domain.people.imports.facts import IdsByName, values_of
from app.domain.people.imports.plan import Plan, RowVerdict
from app.domain.people.imports.planning import make_plan
from app.domain.people.imports.questions import Answers
from app.domain.people.imports.readers import Company
from app.domain.permissions import Role
from app.people_files.emails import read_email
from app.people_files.phones import read_cell_phone
from app.people_files.reading import read_sheet
from app.people_files.zones import known_zones

TODAY = date(2026, 11, 17)
COMPANY = Company(
    read_phone=partial(read_cell_phone, region="US"),
    read_email=read_email,
    zones=known_zones(),
    names=IdsByName(kpis={"first-time fix rate": 7}),
    home_zone="America/Chicago",
    today=TODAY,
    makes_admins=False,
)


def person(number: int, name: str, **facts: Any) -> Person:
    defaults = {
        "email": f"p{number}@works.example",
        "phones": (f"+1312555{number:04}",) if number < 200 else (),
        "started_on": date(2024, 1, 8),
    }
    recorded = PersonFacts(**{"name": name} | defaults | facts)
    return Person(number, values_of(recorded, None), recorded)


BO = person(101, "Bo Chief", role=Role.MANAGER)
ANA = person(102, "Ana O'Brien", manager_id=101)
CY = person(103, "Cy Twin", manager_id=101)
DI = person(104, "Cy Twin", manager_id=101)
ED = person(105, "Ed Gone", active=False, ended_on=date(2026, 8, 28), manager_id=101)
DIRECTORY = Directory.of([BO, ANA, CY, DI, ED])


def plan_of(
    text: str | bytes, *, answers: Answers | None = None, people: Iterable[Person] | None = None, **company: Any
) -> Plan:
    """Plan a file, by default against the directory above."""
    raw = text.encode() if isinstance(text, str) else text
    directory = DIRECTORY if people is None else Directory.of(people)
    settings = Company(**{**vars(COMPANY), **company})
    return make_plan(read_sheet(raw), directory, settings, answers or Answers())


def problems_of(plan: Plan) -> list[tuple[int | None, str | None, str]]:
    """Return row, column and kind of each problem, in the order of the file."""
    return [(one.row, one.field.value if one.field else None, one.kind.value) for one in plan.problems]


def changes_of(plan: Plan) -> dict[int, dict[str, tuple[Any, Any]]]:
    """Return by employee number what would change, before and after."""
    return {
        person.key: {field.value: change for field, change in person.changes.items()}
        for person in plan.having(RowVerdict.CHANGE)
    }


def added_of(plan: Plan) -> dict[int, dict[str, Any]]:
    return {
        person.key: {field.value: value for field, value in person.after.items()}
        for person in plan.having(RowVerdict.ADD)
    }
