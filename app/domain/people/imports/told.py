"""Plans, questions and answers as JSON: what is stored with an import, and what the command prints."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from app.domain.people.imports.cells.dates import DateOrder
from app.domain.people.imports.cells.fields import Field, Value, label
from app.domain.people.imports.cells.problems import RowProblem
from app.domain.people.imports.directory import Directory
from app.domain.people.imports.plan import Plan, PlannedPerson
from app.domain.people.imports.questions import (
    Answers,
    ColumnsQuestion,
    DateOrderQuestion,
    HeadingQuestion,
    NameOrder,
    Question,
)
from app.domain.people.imports.written import written


def tell_question(question: Question) -> dict[str, Any]:
    """Return the question with the option of the command line that answers it."""
    match question:
        case HeadingQuestion(given, suggest):
            option = f'--heading "{given}={suggest.value}"'
            return {"what": "heading", "given": given, "suggest": suggest.value, "option": option}
        case ColumnsQuestion(field, columns):
            option = f'--column "{field.value}={columns[0]}"'
            return {"what": "two_columns", "field": field.value, "given": list(columns), "option": option}
        case DateOrderQuestion(first, readings):
            told = {order.value: reading for order, reading in readings.items()}
            return {"what": "date_order", "first": first, "readings": told, "option": "--dates day-first|month-first"}
        case _:
            return {
                "what": "name_order",
                "first": question.first,
                "turned": question.turned,
                "count": question.count,
                "option": "--names turn|keep",
            }


def tell_problem(problem: RowProblem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "field": problem.field.value if problem.field else None,
        "kind": problem.kind.value,
        "message": problem.sentence,
    }


def tell_changes(person: PlannedPerson, directory: Directory) -> list[dict[str, str | None]]:
    """Return each change as people read it: the label of the field, before and after."""
    return [
        {"label": label(field), "before": _shown(field, before, directory), "after": _shown(field, after, directory)}
        for field, (before, after) in person.changes.items()
    ]


def _shown(field: Field, value: Value, directory: Directory) -> str | None:
    if value is None:
        return None
    if field is Field.MANAGER and isinstance(value, int) and value in directory.people:
        return directory.people[value].title
    return written(value) or None


def fingerprint(plan: Plan) -> str:
    """Return a hash of all that the plan does and refuses; equal plans have equal ones."""
    told = [
        (
            person.row,
            person.key,
            person.verdict,
            [(field, written(before), written(after)) for field, (before, after) in person.changes.items()],
        )
        for person in plan.people
    ]
    whole = [told, [tell_problem(problem) for problem in plan.problems], plan.new_teams]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def tell_answers(answers: Answers) -> dict[str, Any]:
    return {
        "date_order": answers.date_order,
        "name_order": answers.name_order,
        "columns": {field.value: column for field, column in answers.columns.items()},
        "headings": {heading: field.value if field else None for heading, field in answers.headings.items()},
    }


def read_answers(told: Mapping[str, Any]) -> Answers:
    """Return the answers again; the inverse of `tell_answers`."""
    return Answers(
        date_order=DateOrder(told["date_order"]) if told.get("date_order") else None,
        name_order=NameOrder(told["name_order"]) if told.get("name_order") else None,
        columns={Field(field): column for field, column in told.get("columns", {}).items()},
        headings={heading: Field(field) if field else None for heading, field in told.get("headings", {}).items()},
    )
