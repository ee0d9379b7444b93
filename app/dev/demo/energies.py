"""Each person's own energy: a level, slow seasons, Mondays, and noise.

Two people end on low workdays running, and nobody else does.
"""

from dataclasses import replace
from datetime import date

from app.dev.demo import people
from app.dev.demo.people import DemoPerson
from app.dev.demo.stories import Morning, dice

LOW = 2
WEEKDAY_STEP = {1: -0.45, 5: 0.15}
"""ISO weekday to step: people are lower on Mondays and higher on Fridays."""


def with_energy(person: DemoPerson, mornings: list[Morning], *, since: date) -> list[Morning]:
    """Set the readings; from `since` on no two of them are low running, but for the cases' last days."""
    told: list[Morning] = []
    before = LOW + 1
    for morning in mornings:
        energy = _drawn(morning)
        if morning.day >= since and (before <= LOW or person.id in people.BURNOUT_DAYS):
            energy = max(energy, LOW + 1)
        told.append(_answered(morning, energy))
        before = energy
    low_days = people.BURNOUT_DAYS.get(person.id, 0)
    return told[: len(told) - low_days] + [_answered(each, LOW) for each in told[len(told) - low_days :]]


def _drawn(morning: Morning) -> int:
    own = dice(morning.person.id, "energy")
    level, swing = own.uniform(3.1, 4.4), own.uniform(0.0, 0.45)
    chance = dice(morning.person.id, morning.day, "energy")
    season = swing * ((morning.day.toordinal() // 7 + morning.person.id) % 9 - 4) / 4
    weekday = WEEKDAY_STEP.get(morning.day.isoweekday(), 0.0)
    return max(1, min(5, round(level + season + weekday + chance.gauss(0, 0.6))))


def _answered(morning: Morning, energy: int) -> Morning:
    if morning.energy is None or morning.answers is None:
        return morning
    return replace(morning, answers=morning.answers | {"energy_level": energy})
