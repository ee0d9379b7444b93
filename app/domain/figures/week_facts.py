"""What is known of one person's week when its flags are decided; plain values, gathered by the roll-up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from app.domain.figures.goal_progress import NOTHING_TO_MEASURE, GoalProgress
from app.domain.figures.trends import NO_READINGS, Trend


@dataclass(frozen=True, kw_only=True)
class OpenBlocker:
    """A blocker that was open at the week's end."""

    alert_id: int
    raised_on: date
    workdays: int
    """Its age in the person's own workdays at the week's end."""

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read it as a weekly row keeps it."""
        return cls(
            alert_id=stored["alert_id"],
            raised_on=date.fromisoformat(stored["raised_on"]),
            workdays=stored["workdays"],
        )


@dataclass(frozen=True, kw_only=True)
class RepeatedBlocker:
    """The same words on several days of the two weeks up to the week's end, this week included."""

    checkin_id: int
    """The latest of the check-ins: the words stay there and are not copied."""
    days: tuple[date, ...]

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read it as a weekly row keeps it."""
        return cls(checkin_id=stored["checkin_id"], days=tuple(date.fromisoformat(day) for day in stored["days"]))


@dataclass(frozen=True, kw_only=True)
class WeekFacts:
    week_start: date
    workdays_expected: int
    energies: tuple[tuple[date, int], ...] = ()
    """Each day's latest reading."""
    burnout_alert_on: date | None = None
    """The day of a burnout alert that was open at the week's end."""
    missed_on: tuple[date, ...] = ()
    """Expected days with neither a check-in nor a call."""
    kpi: str | None = None
    trend: Trend = NO_READINGS
    goal: GoalProgress = NOTHING_TO_MEASURE
    goal_due_on: date | None = None
    open_blockers: tuple[OpenBlocker, ...] = ()
    repeated_blockers: tuple[RepeatedBlocker, ...] = ()

    @property
    def off_all_week(self) -> bool:
        """Nobody was expected: no percent, no flag, in no mean."""
        return not self.workdays_expected
