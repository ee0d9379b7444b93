"""Lists on a page: what the address asks for, the columns, and the same rows as CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import Response, request

from app.domain.spreadsheets import guarded
from app.phones import spaced_phones
from app.queries.paging import PAGE_SIZE, Listing
from app.web.arguments import argument
from app.web.clock import viewer_zone

T = TypeVar("T")
LAST_PAGE = 10_000
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Column(Generic[T]):
    key: str
    """Names the sort in the address."""
    label: str
    value: Callable[[T], Any]
    """What the CSV holds."""
    sortable: bool = True
    numeric: bool = False


def read_listing(columns: Sequence[Column[Any]], *, sort: str, descending: bool = False) -> Listing:
    """Read `q`, `sort` (`-name` descends), `page` and `format` of the address; nonsense falls back to the defaults."""
    sort_asked = argument("sort")
    key = sort_asked.removeprefix("-")
    if key in {column.key for column in columns if column.sortable}:
        sort, descending = key, sort_asked.startswith("-")
    return Listing(
        sort=sort,
        descending=descending,
        search=argument("q").strip()[:LONGEST_SEARCH],
        page=min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE),
        size=None if wants_csv() else PAGE_SIZE,
    )


def wants_csv() -> bool:
    return argument("format") == "csv"


def csv_of(name: str, columns: Sequence[Column[T]], rows: Iterable[T]) -> Response:
    header = [column.label for column in columns]
    return csv_response(name, header, ([column.value(row) for column in columns] for row in rows))


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Return a CSV download that Excel opens as UTF-8; a cell that Excel would run as a formula is quoted."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)  # a reader that takes ; for the comma must find no cell of ours
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response("\ufeff" + text.getvalue(), mimetype="text/csv", headers=headers)


def list_url(**changes: Any) -> str:
    """Return this page's address with its query changed: None drops a part, and any change starts at page 1 again."""
    query = request.args.to_dict(flat=False)
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = [str(value)]
    return f"{request.path}?{urlencode(query, doseq=True)}" if query else request.path


def sort_url(column: Column[Any], listing: Listing) -> str:
    """Sort by the column; a second time, the other way round."""
    descending = listing.sort == column.key and not listing.descending
    return list_url(sort=f"-{column.key}" if descending else column.key)


def _cell(value: Any) -> Any:
    """Write a moment as the reader's day and time with the zone's name, a telephone number so that it opens whole."""
    if isinstance(value, datetime):
        return f"{value.astimezone(viewer_zone()):%Y-%m-%d %H:%M:%S %Z}"
    return guarded(spaced_phones(value)) if isinstance(value, str) else value
