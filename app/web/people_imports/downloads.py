"""What can be taken away: the template, everybody as an import reads them, and the wrong rows with their reasons."""

from flask import Response

from app.access import current_viewer, requires
from app.domain.people.imports.cells.fields import EXPORTED, GOAL_DETAILS, KPIS, STRENGTHS, Field, Value, label
from app.domain.people.imports.written import write_rows
from app.domain.permissions import Permission
from app.queries.people_imports import get_import, list_wrong_rows, load_import_directory
from app.services.audit import record_audit
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.paging import csv_response
from app.web.people_imports import blueprint

COACHING = {*STRENGTHS, *KPIS, Field.WHY, Field.GOAL, *GOAL_DETAILS}


@blueprint.get("/template.csv")
@requires(Permission.PROFILE_EDIT)
def template() -> Response:
    return csv_response("people-template", [label(field) for field in _columns()], [])


@blueprint.get("/export.csv")
@requires(Permission.PROFILE_EDIT)
def export() -> Response:
    """Answer with everybody; importing it again changes nothing."""
    columns, viewer, now = _columns(), current_viewer(), request_now()
    with unit_of_work() as session:
        people: list[dict[str, Value]] = [
            {**{field.value: value for field, value in person.values.items()}, Field.EMPLOYEE_NUMBER.value: number}
            for number, person in sorted(load_import_directory(session).people.items())
        ]
        record_audit(session, actor_id=viewer.employee_id, action="people.exported", now=now)
    return csv_response("people", [label(field) for field in columns], write_rows(columns, people))


@blueprint.get("/<int:import_id>/wrong-rows.csv")
@requires(Permission.PROFILE_EDIT)
def wrong_rows(import_id: int) -> Response:
    """Answer with the wrong rows as they were sent, and a column that says why; mended, it can be sent itself."""
    with unit_of_work() as session:
        headings = {int(place): heading for place, heading in get_import(session, import_id).facts["headings"].items()}
        width = max(headings, default=-1) + 1
        rows = [
            [*row.cells[:width], *[""] * (width - len(row.cells)), " ".join(one["message"] for one in row.problems)]
            for row in list_wrong_rows(session, import_id)
        ]
    header = [headings.get(place, "") for place in range(width)]
    return csv_response("wrong-rows", [*header, "Reason"], rows)


def _columns() -> list[Field]:
    """Return the columns that the viewer may read: WHY, goals and strengths are not everybody's."""
    may_coach = current_viewer().may(Permission.COACHING_READ)
    return [field for field in EXPORTED if may_coach or field not in COACHING]
