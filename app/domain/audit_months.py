"""Months of the audit log: one part of its table for each, from its first instant to that of the next, in UTC."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

PREFIX = "audit_events_"
FOR_THE_REST = f"{PREFIX}default"
"""Takes lines of months that have no part; so no line is ever refused."""
MONTHS_AHEAD = 3
_NAME = re.compile(rf"{PREFIX}(\d{{4}})_(\d{{2}})")


def is_part(table: str | None) -> bool:
    """Whether a table is a part of the audit log, of which the models say nothing."""
    return table is not None and table.startswith(PREFIX)


@dataclass(frozen=True, order=True)
class AuditMonth:
    year: int
    month: int

    @classmethod
    def of(cls, at: datetime) -> Self:
        utc = at.astimezone(UTC)
        return cls(utc.year, utc.month)

    @classmethod
    def of_part(cls, table: str) -> Self | None:
        """Read the name of a part; None for that of the rest."""
        match = _NAME.fullmatch(table)
        return cls(int(match[1]), int(match[2])) if match else None

    @property
    def part(self) -> str:
        """The name of its table."""
        return f"{PREFIX}{self.year:04}_{self.month:02}"

    @property
    def starts_at(self) -> datetime:
        return datetime(self.year, self.month, 1, tzinfo=UTC)

    @property
    def ends_at(self) -> datetime:
        """Exclusive."""
        return self.later(1).starts_at

    def later(self, months: int) -> Self:
        """Return the month so many months on, or back where it is negative."""
        years, month = divmod(self.month - 1 + months, 12)
        return type(self)(self.year + years, month + 1)


def wanted_months(now: datetime) -> list[AuditMonth]:
    """Return the months that should have a part: the running one and those ahead."""
    return [AuditMonth.of(now).later(months) for months in range(MONTHS_AHEAD + 1)]


def first_kept(now: datetime, keep_months: int) -> AuditMonth:
    """Return the first month that is kept: so many whole months before the running one."""
    return AuditMonth.of(now).later(-keep_months)
