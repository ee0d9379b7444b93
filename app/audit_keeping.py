"""The audit log's monthly parts kept as they should be: two transactions, each tried again while the tables are busy.

Apart from the command that does it, because the start of `make run` does it too.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.domain.audit_months import AuditMonth
from app.services.audit_parts import DroppedMonths, drop_audit_parts, make_audit_parts
from app.settings import Settings
from app.unit_of_work import unit_of_work

TRIES = 20
NOT_ALLOWED, LOCKED = "42501", "55P03"
"""SQLSTATE: insufficient_privilege, lock_not_available."""
Done = TypeVar("Done")


class NotTheOwner(Exception):  # noqa: N818 - says what is the case
    """The role of this connection does not own the tables."""


@dataclass(frozen=True)
class Kept:
    made: list[AuditMonth]
    gone: DroppedMonths


def keep_audit_parts(*, now: datetime, settings: Settings) -> Kept:
    """Make what is missing and drop what is past its term. Raises NotTheOwner; DBAPIError after 20 tries."""
    made = _patiently(lambda session: make_audit_parts(session, now=now))
    return Kept(made, _patiently(lambda session: drop_audit_parts(session, now=now, settings=settings)))


def _patiently(step: Callable[[Session], Done]) -> Done:
    tries = 0
    while True:
        tries += 1
        try:
            with unit_of_work() as session:
                return step(session)
        except DBAPIError as error:
            state = getattr(error.orig, "pgcode", None)
            if state == NOT_ALLOWED:
                raise NotTheOwner from error
            if state != LOCKED or tries == TRIES:
                raise
        time.sleep(1)
