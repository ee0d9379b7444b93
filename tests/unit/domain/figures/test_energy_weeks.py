"""A week's energy against the own four weeks before."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures.energy_weeks import EnergyAgainstOwn, EnergySum


def against(week: tuple[int, int], before: tuple[int, int]) -> EnergyAgainstOwn:
    return EnergyAgainstOwn(
        week=EnergySum(total=week[0], readings=week[1]), before=EnergySum(total=before[0], readings=before[1])
    )


@pytest.mark.parametrize(
    ("week", "before", "sentence"),
    [
        ((0, 0), (60, 15), "No energy readings this week."),
        ((7, 2), (60, 15), "Energy 3.50 from 2 readings: too few to say how that compares."),
        ((4, 1), (60, 15), "Energy 4.00 from 1 reading: too few to say how that compares."),
        ((12, 3), (8, 2), "Energy 4.00 from 3 readings: too few to say how that compares."),
        ((20, 5), (60, 15), "Energy 4.00 from 5 readings, about as in the four weeks before (4.00 from 15 readings)."),
        (
            (13, 4),
            (60, 15),
            "Energy 3.25 from 4 readings, lower than in the four weeks before (4.00 from 15 readings).",
        ),
        (
            (19, 4),
            (60, 15),
            "Energy 4.75 from 4 readings, higher than in the four weeks before (4.00 from 15 readings).",
        ),
    ],
)
def test_sentence_has_the_number_of_readings(week: tuple[int, int], before: tuple[int, int], sentence: str) -> None:
    assert against(week, before).sentence == sentence


def test_change_is_exact() -> None:
    assert against((10, 3), (60, 15)).change == Fraction(-2, 3)


sums = st.builds(EnergySum, total=st.integers(0, 35), readings=st.integers(0, 7))


@given(parts=st.lists(sums))
def test_sums_of_people_add_exactly(parts: list[EnergySum]) -> None:
    whole = sum(parts, EnergySum())
    assert (whole.total, whole.readings) == (sum(p.total for p in parts), sum(p.readings for p in parts))
