"""When and for whom something is said: what "Thursday" and "half past eight" are counted from."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Moment:
    local: datetime
    """Where the caller is; aware."""
    workdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    """Of the caller's own week, ISO weekdays, 1 = Monday."""

    @property
    def today(self) -> date:
        return self.local.date()

    def last_workday(self, *, weeks_ahead: int = 0) -> date:
        """Return the last workday of this week or of one after it; a week without any ends on its Sunday."""
        monday = self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=weeks_ahead)
        return monday + timedelta(days=max(self.workdays, default=7) - 1)
