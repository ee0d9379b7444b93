"""The KPIs of the demo company and a weekly reading for each that a technician works on."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from app.models import KpiDirection

TREND_WEEKS = 16
"""Whoever moves began to move this many weeks ago; before, the figure stood."""


@dataclass(frozen=True, kw_only=True)
class DemoKpi:
    id: int
    name: str
    unit: str
    direction: KpiDirection
    smallest_change: Decimal
    usual: float
    spread: float
    """How far usual levels lie apart between people."""
    noise: float
    lowest: float
    highest: float
    places: int
    goal: str
    """A sentence with `{baseline}` and `{target}`."""
    goal_step: float
    """From baseline to target, in the better direction."""

    @property
    def better(self) -> int:
        return 1 if self.direction is KpiDirection.HIGHER else -1

    def rounded(self, value: float) -> Decimal:
        within = max(self.lowest, min(self.highest, value))
        return Decimal(f"{within:.{self.places}f}")


KPIS = (
    DemoKpi(
        id=1, name="First-time fix rate", unit="%", direction=KpiDirection.HIGHER, smallest_change=Decimal(3),
        usual=79, spread=5, noise=2.6, lowest=40, highest=99, places=0, goal_step=10,
        goal="Bring the first-time fix rate from {baseline} to {target} percent.",
    ),
    DemoKpi(
        id=2, name="Callbacks per week", unit="per week", direction=KpiDirection.LOWER, smallest_change=Decimal(1),
        usual=6.5, spread=0.8, noise=0.8, lowest=0, highest=20, places=0, goal_step=3,
        goal="Cut callbacks from {baseline} to {target} a week.",
    ),
    DemoKpi(
        id=3, name="Jobs per day", unit="jobs", direction=KpiDirection.HIGHER, smallest_change=Decimal("0.4"),
        usual=4.1, spread=0.5, noise=0.3, lowest=1, highest=9, places=1, goal_step=1,
        goal="Get from {baseline} to {target} finished jobs a day.",
    ),
    DemoKpi(
        id=4, name="Customer rating", unit="of 5", direction=KpiDirection.HIGHER, smallest_change=Decimal("0.15"),
        usual=4.35, spread=0.15, noise=0.08, lowest=1, highest=5, places=2, goal_step=0.3,
        goal="Raise the customer rating from {baseline} to {target}.",
    ),
    DemoKpi(
        id=5, name="On-time arrival", unit="%", direction=KpiDirection.HIGHER, smallest_change=Decimal(3),
        usual=85, spread=4, noise=2.4, lowest=40, highest=99, places=0, goal_step=9,
        goal="Arrive on time at {target} percent of jobs, up from {baseline}.",
    ),
)  # fmt: skip


def weekly_readings(kpi: DemoKpi, *, days: list[date], chance: Random, moving: bool = True) -> dict[date, Decimal]:
    """Return a reading for each day: level, noise and, for most people, a real drift over the last weeks."""
    level = chance.uniform(kpi.usual - kpi.spread, kpi.usual + kpi.spread)
    pace = chance.choices((0.3, 0.0), (7, 3))[0] * kpi.noise * kpi.better * moving
    return {
        day: kpi.rounded(level + pace * max(0, TREND_WEEKS - weeks_ago) + chance.gauss(0, kpi.noise))
        for weeks_ago, day in zip(range(len(days) - 1, -1, -1), days, strict=True)
    }


def fridays(today: date, weeks: int) -> list[date]:
    """Return the last Fridays up to and with `today`, oldest first."""
    latest = today - timedelta(days=(today.isoweekday() - 5) % 7)
    return [latest - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
