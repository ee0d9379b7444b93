"""Each person's own energy: a level, slow seasons, Mondays, and noise.

Two people end on low workdays running and had two low days last week; nobody else does.
"""

from dataclasses import replace
from datetime import date, timedelta

from app.dev.demo import people
from app.dev.demo.people import DemoPerson
from app.dev.demo.stories import Morning, dice

LOW = 2
WEEKDAY_STEP = {1: -0.45, 5: 0.15}
"""ISO weekday to step: people are lower on Mondays and higher on Fridays."""


def with_energy(person: DemoPerson, mornings: list[Morning], *, since: date, today: date) -> list[Morning]:
    """Set the readings; from `since` on nobody has two low days in a week or running, but for the two cases."""
    with_readings: list[Morning] = []
    latest_low = date.min
    for morning in mornings:
        energy = _drawn(morning)
        if morning.day >= since and (
            person.id in people.BURNOUT_DAYS or _same_week(latest_low, morning.day, with_readings)
        ):
            energy = max(energy, LOW + 1)
        if energy <= LOW:
            latest_low = morning.day
        with_readings.append(_answered(morning, energy))
    low = _low_days(person, with_readings, today)
    return [_answered(each, LOW) if each.day in low else each for each in with_readings]


def _same_week(latest_low: date, day: date, told: list[Morning]) -> bool:
    """A low day of this week, or on the call before."""
    return latest_low.isocalendar()[:2] == day.isocalendar()[:2] or (bool(told) and told[-1].day == latest_low)


def _low_days(person: DemoPerson, told: list[Morning], today: date) -> set[date]:
    """The cases' last days, and two days of last week that do not follow one another."""
    running = people.BURNOUT_DAYS.get(person.id, 0)
    if not running:
        return set()
    last = {morning.day for morning in told[len(told) - running :]}
    monday = today - timedelta(days=today.weekday(), weeks=1)
    apart = [morning.day for morning in told if monday <= morning.day < monday + timedelta(days=7)][:3:2]
    # The call before the last days would lengthen their run, also over a holiday.
    before = max((morning.day for morning in told if morning.day < min(last)), default=None)
    return last | {day for day in apart if day < min(last) and day != before}


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
