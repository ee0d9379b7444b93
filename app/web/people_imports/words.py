"""An import's states and rows in words."""

from collections.abc import Sequence
from typing import Any

from app.domain.people.imports.plan import RowVerdict
from app.models import ImportState
from app.queries.people_imports import ImportRow, ImportSummary
from app.services.people.imports.putting_back import PutBack
from app.web.paging import Column

STATE_WORDS = {
    ImportState.WAITING: "being read",
    ImportState.ASKING: "has questions",
    ImportState.REFUSED: "has wrong rows",
    ImportState.READY: "waits for your confirmation",
    ImportState.CONFIRMED: "being applied",
    ImportState.DONE: "imported",
    ImportState.PUT_BACK: "put back",
    ImportState.DISCARDED: "discarded",
}
VERDICT_WORDS = {
    RowVerdict.ADD.value: "add",
    RowVerdict.CHANGE.value: "change",
    RowVerdict.SAME.value: "same",
    RowVerdict.ERROR.value: "error",
}
DELIMITER_WORDS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def say_details(row: ImportRow) -> str:
    """Return the changes and problems of a row in one text, for the CSV."""
    problems = [f"{problem['label']}: {problem['message']}" for problem in row.problems]
    return "; ".join(problems or [_say_change(change) for change in row.changes])


def _say_change(change: dict[str, Any]) -> str:
    before = f"{change['before']} → " if change["before"] is not None else ""
    return f"{change['label']}: {before}{change['after'] if change['after'] is not None else 'none'}"


def _say_put_back(change: tuple[str, str | None, str | None]) -> str:
    label, now, before = change
    return f"{label}: {now or 'none'} → {before or 'none'}"


ROW_COLUMNS: Sequence[Column[ImportRow]] = (
    Column("row", "Row", lambda row: row.row, numeric=True),
    Column("number", "Number", lambda row: row.employee_number, numeric=True),
    Column("name", "Name", lambda row: row.name),
    Column("verdict", "What happens", lambda row: VERDICT_WORDS[row.verdict]),
    Column("details", "Before → after, or what is wrong", say_details, sortable=False),
)
PUT_BACK_COLUMNS: Sequence[Column[PutBack]] = (
    Column("number", "Number", lambda person: person.employee_number, numeric=True),
    Column("name", "Name", lambda person: person.name),
    Column("changes", "Now → again", lambda person: "; ".join(map(_say_put_back, person.changes)), sortable=False),
    Column("kept", "Stays, edited since", lambda person: ", ".join(person.kept), sortable=False),
)
IMPORT_COLUMNS: Sequence[Column[ImportSummary]] = (
    Column("file", "File", lambda row: row.file_name),
    Column("state", "State", lambda row: STATE_WORDS[row.state], sortable=False),
    Column("added", "Added", lambda row: row.added, sortable=False, numeric=True),
    Column("changed", "Changed", lambda row: row.changed, sortable=False, numeric=True),
    Column("same", "Same", lambda row: row.same, sortable=False, numeric=True),
    Column("wrong", "Wrong", lambda row: row.wrong, sortable=False, numeric=True),
    Column("submitted_by", "By", lambda row: row.submitted_by_name, sortable=False),
    Column("created", "Sent", lambda row: row.created_at),
)
