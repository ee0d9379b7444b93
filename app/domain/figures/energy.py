"""Energy over a person's own days: the usual level, the moving average and what to say about both.

People are compared with their own past only. Days without an answer count neither as low nor as anything else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median

from app.domain.figures.checkin_days import CheckinDay
from app.domain.mornings.day_states import DayState
from app.domain.phrases import capitalized, count_word, noun

LOW_ENERGY = 2
"""At or under this is a low day; the default of the setting `low_energy_threshold`."""
USUAL_WEEKS = 4
"""The usual level is the median over this many whole weeks before the one shown."""
FEWEST_FOR_USUAL = 5
AVERAGE_WORKDAYS = 5
FEWEST_FOR_AVERAGE = 3
SEVERAL = 2
NOTABLE_STEP = 0.75
"""A shift of the five-day mean, on the scale from 1 to 5, from which on the sentence says above or below."""


@dataclass(frozen=True, kw_only=True)
class EnergyPoint:
    day: date
    state: DayState
    energy: int | None
    ops_only: bool
    average: float | None
    """Mean of the answers on the last five workdays; None under three answers."""
    usual: float | None
    """Median of the own answers in the four weeks before this week; None under five answers."""


def energy_points(days: Sequence[CheckinDay], *, first: date) -> list[EnergyPoint]:
    """Return workdays and answered days from `first` on; `days` should begin four weeks earlier."""
    days_of_chart = [day for day in days if day.expected or day.answered]
    return [_point(index, days_of_chart) for index, day in enumerate(days_of_chart) if day.day >= first]


def _point(index: int, days: Sequence[CheckinDay]) -> EnergyPoint:
    day = days[index]
    return EnergyPoint(
        day=day.day,
        state=day.state,
        energy=day.energy,
        ops_only=day.ops_only,
        average=_average(days[max(0, index - AVERAGE_WORKDAYS + 1) : index + 1]),
        usual=_usual(day.day, days[:index]),
    )


def _average(window: Sequence[CheckinDay]) -> float | None:
    answers = [day.energy for day in window if day.energy is not None]
    return mean(answers) if len(answers) >= FEWEST_FOR_AVERAGE else None


def _usual(day: date, earlier: Sequence[CheckinDay]) -> float | None:
    monday = day - timedelta(days=day.weekday())
    since = monday - timedelta(weeks=USUAL_WEEKS)
    answers = [before.energy for before in earlier if before.energy is not None and since <= before.day < monday]
    return float(median(answers)) if len(answers) >= FEWEST_FOR_USUAL else None


def describe_energy(points: Sequence[EnergyPoint], *, low: int = LOW_ENERGY) -> str:
    """Say the level against the usual one and the low days of the last five workdays, in one sentence.

    Several low days come first: a mean that the other days lift to the usual level does not make them usual.
    """
    if not any(point.energy is not None for point in points):
        return "No energy answers in these weeks."
    recent = points[-AVERAGE_WORKDAYS:]
    lows = sum(point.energy is not None and point.energy <= low for point in recent)
    said_lows = f"{_said_lows(lows)} in the last {len(recent)} workdays"
    if lows >= SEVERAL:
        return f"{capitalized(said_lows)}; {_mean_against_usual(points[-1])}."
    return f"{capitalized(_level(points[-1], low))}; {said_lows}."


def _mean_against_usual(last: EnergyPoint) -> str:
    if last.average is None or last.usual is None:
        return "too few answers to say what is usual"
    if abs(last.average - last.usual) >= NOTABLE_STEP:
        return _level(last)
    return f"the mean of five workdays is {last.average:.1f}, the usual level {last.usual:g}"


def _level(last: EnergyPoint, low: int = 0) -> str:
    if last.usual is None:
        return "too few answers yet to say what is usual"
    if last.average is None:
        return f"the usual level is {last.usual:g}, and too few answers lately to compare"
    step = last.average - last.usual
    if abs(step) < NOTABLE_STEP:
        return f"energy is at its usual level ({last.usual:g}{', which is low' if last.usual <= low else ''})"
    return f"energy is {'above' if step > 0 else 'below'} its usual level ({last.average:.1f} against {last.usual:g})"


def _said_lows(count: int) -> str:
    return f"{count_word(count)} low {noun(count, 'day')}"
