"""Odoo's records as plain values: `False` and `""` are "nothing", `[7, "North"]` is a link, times are UTC."""

from datetime import UTC, date, datetime

from app.domain.people.odoo.records import Link
from app.odoo.client import Record


def text(record: Record, field: str) -> str | None:
    value = record.get(field)
    return value.strip() or None if isinstance(value, str) else None


def link(record: Record, field: str) -> Link | None:
    value = record.get(field)
    if isinstance(value, list | tuple) and len(value) == 2:  # noqa: PLR2004 - id and name
        return Link(int(value[0]), str(value[1]))
    return None


def number(record: Record, field: str) -> float | None:
    """Return the number; Odoo writes hours of selection fields as text ("8.5")."""
    value = record.get(field)
    if value is False or value is None or value == "":
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def day(record: Record, field: str) -> date | None:
    value = text(record, field)
    return date.fromisoformat(value[:10]) if value else None


def instant(record: Record, field: str) -> datetime | None:
    value = text(record, field)
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if value else None
