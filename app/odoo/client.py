"""What both protocols of Odoo offer us: reading, and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from app.odoo.errors import OdooIncomplete

Record = Mapping[str, Any]
Domain = Sequence[Any]
"""A filter in Odoo's notation: `[("active", "=", True)]`."""
PAGE_SIZE = 500


class OdooClient(Protocol):
    def fields_of(self, model: str) -> frozenset[str]:
        """Return the fields that this key may read; raise OdooUnknownModel or OdooRefused."""

    def search_read(self, model: str, domain: Domain, fields: Sequence[str], *, limit: int) -> list[Record]:
        """Return up to `limit` records by ascending id, archived ones too, empty fields as False."""

    def count(self, model: str, domain: Domain) -> int:
        """Return how many records there are, archived ones too."""


def read_all(
    client: OdooClient, model: str, domain: Domain, fields: Sequence[str], *, page_size: int = PAGE_SIZE
) -> list[Record]:
    """Return every record, each once, by id; raise OdooIncomplete where Odoo counts another number.

    Pages are cut by `id >` and not by offset: a record that is added or removed meanwhile moves no other.
    """
    records = [record for page in _pages(client, model, domain, fields, page_size) for record in page]
    counted = client.count(model, domain)
    if counted != len(records):
        raise OdooIncomplete(f"Odoo counts {counted} records of {model} and sent {len(records)}. Try again.")
    return records


def _pages(
    client: OdooClient, model: str, domain: Domain, fields: Sequence[str], page_size: int
) -> Iterator[list[Record]]:
    last_id = 0
    while True:
        page = client.search_read(model, [*domain, ("id", ">", last_id)], fields, limit=page_size)
        if page:
            yield page
            last_id = page[-1]["id"]
        if len(page) < page_size:
            return
