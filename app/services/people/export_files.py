"""An export of a person as files: one JSON text, or a zip with a CSV for each table."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.domain.spreadsheets import guarded

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def as_json(number: int, tables: Tables, *, made_at: datetime) -> bytes:
    body = {"employee": number, "made_at": made_at.isoformat(), "tables": tables}
    return json.dumps(body, default=str, ensure_ascii=False, indent=2).encode()


def as_zip(tables: Tables, *, beside: Mapping[str, bytes] | None = None) -> bytes:
    """Return a zip of `<table>.csv` files, with the files `beside` them by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, rows in tables.items():
            archive.writestr(f"{table}.csv", _csv(rows))
        for name, content in (beside or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    is_json = isinstance(value, (dict, list))
    return guarded(json.dumps(value, default=str, ensure_ascii=False) if is_json else str(value))
