"""What the coach knows about each technician: strengths, WHY, KPIs, and a 90-day goal at some pace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from statistics import mean
from typing import Any

from app.dev.demo import people
from app.dev.demo.kpis import KPIS, DemoKpi
from app.dev.demo.people import DemoPerson
from app.dev.demo.texts import MILESTONE_GOALS, TEXT_GOALS, WHYS
from app.domain.checkins.coaching import coaching_tip
from app.domain.checkins.strengths import COMMON_THEMES

GOAL_DAYS = 90
OTHER_STRENGTHS = ("Adaptability", "Arranger", "Consistency", "Deliberative", "Positivity", "Restorative", "Strategic")
GENERAL_TIP = "use it on the hardest job of the day."

Readings = Mapping[int, Mapping[date, Decimal]]
"""By KPI id, then by day, of one person."""


@dataclass(frozen=True, kw_only=True)
class DemoProfile:
    strengths: tuple[str, ...]
    personal_why: str
    kpis: tuple[DemoKpi, ...]
    goal: str
    goal_started_on: date
    goal_updated_on: date
    goal_kpi_id: int | None = None
    goal_baseline: Decimal | None = None
    goal_target: Decimal | None = None
    milestones: list[dict[str, Any]] = field(default_factory=list)

    @property
    def primary_kpi(self) -> str:
        return self.kpis[0].name

    @property
    def goal_due_on(self) -> date:
        return self.goal_started_on + timedelta(days=GOAL_DAYS)

    def coaching_tip(self, day: date) -> tuple[str, str]:
        tip = coaching_tip(list(self.strengths), day)
        return (tip.strength, tip.line) if tip else (self.strengths[0], GENERAL_TIP)


def kpis_of(person: DemoPerson) -> tuple[DemoKpi, ...]:
    """Return one to three KPIs, the primary one first."""
    first = person.id % len(KPIS)
    return tuple(KPIS[(first + 2 * step) % len(KPIS)] for step in range(1 + person.id % 3))


def profile_of(person: DemoPerson, readings: Readings, *, today: date, chance: Random) -> DemoProfile | None:
    if person.id in people.NEW_HIRE_IDS:
        return None
    gone = 72 if person.id == people.GOAL_AT_RISK_ID else chance.randint(26, 82)
    started_on = today - timedelta(days=gone)
    common = chance.sample(COMMON_THEMES, 4)
    strengths = (*common[:3], chance.choice(OTHER_STRENGTHS), common[3]) if person.id % 4 else (*common,)
    return DemoProfile(
        strengths=strengths,
        personal_why=WHYS[person.id % len(WHYS)],
        kpis=kpis_of(person),
        goal_started_on=started_on,
        goal_updated_on=today - timedelta(days=min(chance.randint(1, 20), (today - started_on).days)),
        **_goal(person, readings, started_on, today, chance),
    )


def _goal(person: DemoPerson, readings: Readings, started_on: date, today: date, chance: Random) -> dict[str, Any]:
    place = person.id - 200
    if place % 6 == 0:
        goal, steps = MILESTONE_GOALS[place // 6 % len(MILESTONE_GOALS)]
        return {"goal": f"{goal}.", "milestones": _ticked(steps, started_on, today, chance)}
    if place % 13 == 0:
        return {"goal": TEXT_GOALS[place // 13 % len(TEXT_GOALS)]}
    return _numeric_goal(kpis_of(person)[0], readings, started_on)


def _numeric_goal(kpi: DemoKpi, readings: Readings, started_on: date) -> dict[str, Any]:
    before = [float(value) for day, value in readings[kpi.id].items() if day <= started_on][-4:]
    baseline = mean(before)
    target = baseline + kpi.better * kpi.goal_step
    low, high = kpi.rounded(baseline), kpi.rounded(target)
    return {
        "goal": kpi.goal.format(baseline=low, target=high),
        "goal_kpi_id": kpi.id,
        "goal_baseline": low,
        "goal_target": high,
    }


def _ticked(steps: tuple[str, ...], started_on: date, today: date, chance: Random) -> list[dict[str, Any]]:
    """Tick the first steps, about as many as the time gone by allows, sometimes one fewer."""
    gone = (today - started_on).days
    done = max(0, round(len(steps) * gone / GOAL_DAYS) - chance.randint(0, 1))
    each = max(1, gone // (done + 1))
    return [
        {
            "text": text,
            "done_on": (started_on + timedelta(days=each * (number + 1))).isoformat() if number < done else None,
        }
        for number, text in enumerate(steps)
    ]
