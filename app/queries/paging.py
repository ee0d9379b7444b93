"""Lists as every page has them: searched, sorted and cut into pages, in SQL or over rows already read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, SQLColumnExpression, func, or_, select
from sqlalchemy.orm import Session

T = TypeVar("T")
PAGE_SIZE = 50


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What the reader asked for."""

    sort: str
    descending: bool = False
    search: str = ""
    page: int = 1
    size: int | None = PAGE_SIZE
    """Rows on a page; None for all of them, as an export wants."""


@dataclass(frozen=True, kw_only=True)
class Page(Generic[T]):
    rows: tuple[T, ...]
    total: int
    """Rows that match the search, on all pages."""
    listing: Listing

    @property
    def pages(self) -> int:
        size = self.listing.size or max(self.total, 1)
        return max(1, -(-self.total // size))

    @property
    def first(self) -> int:
        """The place of the first row shown, from 1; 0 where there are none."""
        return (self.listing.page - 1) * (self.listing.size or 0) + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0


def fetch_page(
    session: Session,
    statement: Select[Any],
    listing: Listing,
    *,
    sorts: Mapping[str, SQLColumnExpression[Any]],
    searched: Sequence[SQLColumnExpression[Any]],
    make: Callable[..., T],
) -> Page[T]:
    """Run the statement searched, sorted and cut, and make a row of each; two queries.

    `make` gets the columns by their names in the statement. Put the primary key among `sorts` as "" to break ties, or
    pages may repeat a row.
    """
    if listing.search:
        pattern = f"%{_escaped(listing.search)}%"
        statement = statement.where(or_(*(column.ilike(pattern, escape="\\") for column in searched)))
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    order = sorts[listing.sort]
    statement = statement.order_by(order.desc().nulls_last() if listing.descending else order.asc().nulls_last())
    if "" in sorts:
        statement = statement.order_by(sorts[""])
    if listing.size is not None:
        statement = statement.limit(listing.size).offset((listing.page - 1) * listing.size)
    rows = tuple(make(**row) for row in session.execute(statement).mappings())
    return Page(rows=rows, total=total, listing=listing)


def page_of(
    rows: Sequence[T],
    listing: Listing,
    *,
    sorts: Mapping[str, Callable[[T], Any]],
    searched: Callable[[T], str],
) -> Page[T]:
    """Do the same over rows already read; rows whose sort value is None stand last."""
    words = listing.search.lower()
    matching = [row for row in rows if words in searched(row).lower()] if words else rows
    value = sorts[listing.sort]
    valued = [(value(row), row) for row in matching]
    with_value = [pair for pair in valued if pair[0] is not None]
    with_value.sort(key=itemgetter(0), reverse=listing.descending)
    ordered = [row for _, row in with_value] + [row for found, row in valued if found is None]
    if listing.size is not None:
        ordered = ordered[(listing.page - 1) * listing.size : listing.page * listing.size]
    return Page(rows=tuple(ordered), total=len(matching), listing=listing)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
