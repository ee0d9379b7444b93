"""Who changed which field of a record, and when."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.access import requires
from app.domain.permissions import Permission
from app.queries.profile_history import HistoryRow, list_history
from app.unit_of_work import unit_of_work
from app.web.paging import Column, csv_of, read_listing, wants_csv
from app.web.profiles.blueprint import blueprint
from app.web.profiles.creating import get_employee

COLUMNS: tuple[Column[HistoryRow], ...] = (
    Column("at", "When", lambda row: row.changed_at),
    Column("field", "Field", lambda row: row.label),
    Column("before", "Before", lambda row: row.before, sortable=False),
    Column("after", "After", lambda row: row.after, sortable=False),
    Column("starts_on", "Holds from", lambda row: row.starts_on, sortable=False),
    Column("by", "By", lambda row: row.changed_by),
    Column("source", "How", lambda row: row.source.value, sortable=False),
)


@blueprint.get("/<int:employee_id>/history")
@requires(Permission.PROFILE_READ)
def history(employee_id: int) -> ResponseReturnValue:
    listing = read_listing(COLUMNS, sort="at", descending=True)
    with unit_of_work() as session:
        employee = get_employee(session, employee_id)
        rows = list_history(session, employee_id, listing)
        if wants_csv():
            return csv_of(f"history-{employee_id}", COLUMNS, rows.rows)
        return render_template("profiles/history.html", employee=employee, rows=rows, columns=COLUMNS)
