"""Rows that stay read for as long as one piece of work goes on."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.orm import Session


@contextmanager
def keeping_rows(session: Session) -> Iterator[None]:
    """Hold on to every row that the session loads meanwhile.

    A session forgets a row that nobody refers to any more, and reads it again for whoever asks next.
    """
    kept: list[object] = []

    def keep(_session: Session, row: object) -> None:
        kept.append(row)

    event.listen(session, "loaded_as_persistent", keep)
    try:
        yield
    finally:
        event.remove(session, "loaded_as_persistent", keep)
