"""One person's weeks in figures, computed from their days each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import mean

from app.domain.figures.checkin_days import CheckinDay
from app.domain.figures.energy import LOW_ENERGY
from app.domain.mornings.day_states import DayState
from app.domain.mornings.window import Week


@dataclass(frozen=True, kw_only=True)
class WeekFigures:
    week: Week
    expected: int
    done: int
    """Expected days with a check-in; a call on a day off does not count."""
    ops_only: int
    energy_mean: float | None
    energy_minimum: int | None
    low_days: int
    kpi_actions: int
    goal_actions: int
    blockers: int
    """Days of the week with a blocker."""
    seconds: int
    """The sum of the call durations, in seconds."""


def week_figures(days: Sequence[CheckinDay], *, low: int = LOW_ENERGY) -> list[WeekFigures]:
    """Return the figures per ISO week, oldest first; today counts as expected once there was a call."""
    return [_figures(week, list(group), low) for week, group in groupby(days, key=lambda day: Week.of(day.day))]


def _figures(week: Week, days: Sequence[CheckinDay], low: int) -> WeekFigures:
    expected = [day for day in days if day.expected and day.state is not DayState.AWAITED]
    energies = [day.energy for day in days if day.energy is not None]
    calls = [call for day in days for call in day.calls]
    return WeekFigures(
        week=week,
        expected=len(expected),
        done=sum(day.answered for day in expected),
        ops_only=sum(day.ops_only for day in days),
        energy_mean=mean(energies) if energies else None,
        energy_minimum=min(energies, default=None),
        low_days=sum(energy <= low for energy in energies),
        kpi_actions=sum(any(call.kpi_action is not None for call in day.calls) for day in days),
        goal_actions=sum(any(call.goal_action is not None for call in day.calls) for day in days),
        blockers=sum(any(call.blocker for call in day.calls) for day in days),
        seconds=sum(call.duration_seconds or 0 for call in calls),
    )
