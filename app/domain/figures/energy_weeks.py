"""A week's energy against the person's own four weeks before; never against anybody else.

Sums and counts rather than means: they add exactly over people and weeks, so a team's figure is that of its people.
"""

from dataclasses import dataclass
from fractions import Fraction

from app.domain.figures.rounding import to_places
from app.domain.phrases import plural

WEEKS_BEFORE = 4
FEWEST_READINGS = 3
NOTABLE_STEP = Fraction(3, 4)
"""A smaller difference between two weekly means, on the scale of 1 to 5, is not mentioned."""


@dataclass(frozen=True, kw_only=True)
class EnergySum:
    """Scores of 1 to 5, one a day."""

    total: int = 0
    readings: int = 0

    def __add__(self, other: "EnergySum") -> "EnergySum":
        return EnergySum(total=self.total + other.total, readings=self.readings + other.readings)

    @property
    def mean(self) -> Fraction | None:
        return Fraction(self.total, self.readings) if self.readings else None

    @property
    def enough(self) -> bool:
        return self.readings >= FEWEST_READINGS


@dataclass(frozen=True, kw_only=True)
class EnergyAgainstOwn:
    week: EnergySum
    before: EnergySum
    """The person's own four weeks before."""

    @property
    def change(self) -> Fraction | None:
        """The week's mean less the mean before; None where either has too few readings."""
        if not self.week.enough or not self.before.enough:
            return None
        return Fraction(self.week.total, self.week.readings) - Fraction(self.before.total, self.before.readings)

    @property
    def sentence(self) -> str:
        if not self.week.readings:
            return "No energy readings this week."
        words = f"Energy {to_places(self.week.mean)} from {_readings(self.week)}"
        if self.change is None:
            return f"{words}: too few to say how that compares."
        before = f"the four weeks before ({to_places(self.before.mean)} from {_readings(self.before)})"
        if abs(self.change) < NOTABLE_STEP:
            return f"{words}, about as in {before}."
        return f"{words}, {'higher' if self.change > 0 else 'lower'} than in {before}."


def _readings(energy: EnergySum) -> str:
    return plural(energy.readings, "reading")
