"""The addresses of desks that were set in a page."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DeskAddress
from app.sealing import Unreadable, unseal


def list_desk_addresses(session: Session) -> Sequence[DeskAddress]:
    return session.scalars(select(DeskAddress).order_by(DeskAddress.desk, DeskAddress.id)).all()


def read_desk_urls(session: Session, *, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return by desk the addresses in the clear; one that was sealed with a key of the past is left out."""
    urls: dict[str, tuple[str, ...]] = {}
    for row in list_desk_addresses(session):
        try:
            urls[row.desk] = (*urls.get(row.desk, ()), unseal(row.sealed_url, keys=keys))
        except Unreadable:
            continue
    return urls
