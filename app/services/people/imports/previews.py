"""The preview of an import, stored row by row, so that the page can search, sort and page it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.people.imports.cells.fields import label
from app.domain.people.imports.cells.problems import RowProblem
from app.domain.people.imports.directory import Directory, Person
from app.domain.people.imports.plan import Plan, PlannedPerson, RowVerdict
from app.domain.people.imports.told import fingerprint, tell_changes, tell_problem, tell_question
from app.models import ImportState, PeopleImport, PeopleImportRow
from app.queries.people_imports import load_import_directory


def store_preview(session: Session, people_import: PeopleImport, plan: Plan, *, now: datetime) -> None:
    """Put the plan in place of an earlier preview, and the import into the state that follows."""
    session.execute(sa.delete(PeopleImportRow).where(PeopleImportRow.import_id == people_import.id))
    after = _after(load_import_directory(session), plan)
    cells = {row.number: list(row.cells) for row in plan.table.rows} if plan.table else {}
    rows = [_row(people_import.id, person, after, cells) for person in plan.people]
    if rows:
        session.execute(sa.insert(PeopleImportRow), rows)
    people_import.state = _state(plan)
    people_import.facts = _facts(plan)
    people_import.fingerprint = fingerprint(plan)
    people_import.added, people_import.changed = plan.count(RowVerdict.ADD), plan.count(RowVerdict.CHANGE)
    people_import.same, people_import.wrong = plan.count(RowVerdict.SAME), plan.count(RowVerdict.ERROR)
    people_import.updated_at = now


def _state(plan: Plan) -> ImportState:
    if plan.questions:
        return ImportState.ASKING
    return ImportState.REFUSED if plan.problems else ImportState.READY


def _facts(plan: Plan) -> dict[str, Any]:
    return {
        "kind": plan.kind,
        "delimiter": plan.delimiter,
        "heading_row": plan.table.heading_row if plan.table else None,
        "headings": {column.place: column.heading for column in plan.table.columns} if plan.table else {},
        "ignored_columns": list(plan.ignored_columns),
        "new_teams": list(plan.new_teams),
        "questions": [tell_question(question) for question in plan.questions],
        "problem": tell_problem(plan.file_problem) if plan.file_problem else None,
    }


def _after(directory: Directory, plan: Plan) -> Directory:
    """Return the directory with the file's people in it, for the names of managers."""
    return Directory({**directory.people, **{one.key: Person(one.key, one.after) for one in plan.people if one.after}})


def _row(import_id: int, person: PlannedPerson, directory: Directory, cells: Mapping[int, list[str]]) -> dict[str, Any]:
    wrong = person.verdict is RowVerdict.ERROR
    return {
        "import_id": import_id,
        "row": person.row,
        "employee_number": person.key if person.key > 0 else None,
        "name": person.name,
        "verdict": person.verdict.value,
        "non_ascii": not person.name.isascii(),
        "changes": tell_changes(person, directory),
        "problems": [_problem(problem) for problem in person.problems],
        "cells": cells.get(person.row, []) if wrong else [],
    }


def _problem(problem: RowProblem) -> dict[str, Any]:
    return {**tell_problem(problem), "label": label(problem.field) if problem.field else "Whole row"}
