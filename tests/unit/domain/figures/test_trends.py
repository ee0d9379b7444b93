"""The KPI trend against exact tables, brute force and its own symmetry."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from math import factorial

import pymannkendall
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures.trends import CRITICAL_S, TrendWord, WeeklyMean, kpi_trend, mann_kendall_s, theil_sen_slope


def weekly(*values: int | Decimal | Fraction) -> list[WeeklyMean]:
    return [WeeklyMean(week=week, value=value) for week, value in enumerate(values)]


@pytest.mark.parametrize("n", [4, 5, 6, 7])
def test_critical_value_is_the_smallest_under_five_percent(n: int) -> None:
    counts = [mann_kendall_s(order) for order in permutations(range(n))]

    def tail(least: int) -> Fraction:
        return Fraction(sum(s >= least for s in counts), factorial(n))

    assert tail(CRITICAL_S[n]) <= Fraction(5, 100) < tail(CRITICAL_S[n] - 2)


def test_table_is_the_specified_one() -> None:
    assert dict(CRITICAL_S) == {4: 6, 5: 8, 6: 11, 7: 13, 8: 16, 9: 18, 10: 21, 11: 23, 12: 26, 13: 28}


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ((), TrendWord.NO_DATA),
        ((80, 90, 99), TrendWord.NOT_ENOUGH_WEEKS),
        ((80, 82, 84, 86), TrendWord.UP),
        ((86, 84, 82, 80), TrendWord.DOWN),
        ((80, 82, 81, 86), TrendWord.FLAT),
        ((80, 81, 82, 84, 83), TrendWord.UP),
        ((80, 82, 81, 84, 83), TrendWord.FLAT),
        ((5, 5, 5, 5, 5), TrendWord.FLAT),
    ],
    ids=["no-data", "three-weeks", "s-6-of-4", "s-minus-6-of-4", "s-4-of-4", "s-8-of-5", "s-6-of-5", "constant"],
)
def test_trend_word_at_the_critical_values(values: tuple[int, ...], word: TrendWord) -> None:
    assert kpi_trend(weekly(*values), higher_is_better=True, smallest_change=0).word == word


@pytest.mark.parametrize(("matters", "word"), [(8, TrendWord.UP), (Decimal("8.01"), TrendWord.FLAT)])
def test_change_must_reach_what_matters(matters: int | Decimal, word: TrendWord) -> None:
    assert kpi_trend(weekly(80, 82, 84, 86), higher_is_better=True, smallest_change=matters).word == word


@pytest.mark.parametrize(
    ("values", "higher_is_better", "good"),
    [
        ((1, 2, 3, 4), True, True),
        ((1, 2, 3, 4), False, False),
        ((4, 3, 2, 1), True, False),
        ((4, 3, 2, 1), False, True),
        ((1, 1, 1, 1), True, None),
        ((1, 2), True, None),
    ],
)
def test_whether_it_is_good_is_the_kpis_own_direction(
    values: tuple[int, ...],
    higher_is_better: bool,  # noqa: FBT001 - a test's table
    good: bool | None,  # noqa: FBT001
) -> None:
    assert kpi_trend(weekly(*values), higher_is_better=higher_is_better, smallest_change=0).good is good


def test_only_the_last_thirteen_weeks_count() -> None:
    trend = kpi_trend(weekly(*range(100, 60, -1), *range(13)), higher_is_better=True, smallest_change=0)
    assert (trend.word, trend.weeks, trend.s) == (TrendWord.UP, 13, 78)


def test_a_week_without_readings_is_a_gap_not_a_value() -> None:
    points = [WeeklyMean(week=week, value=2 * week) for week in (0, 1, 5, 6)]
    trend = kpi_trend(points, higher_is_better=True, smallest_change=14)
    assert (trend.word, trend.weeks, trend.slope) == (TrendWord.UP, 4, 2)


@pytest.mark.parametrize(("matters", "word"), [(14, TrendWord.UP), (Decimal("14.01"), TrendWord.FLAT)])
def test_change_is_counted_from_the_first_week_shown(matters: int | Decimal, word: TrendWord) -> None:
    points = [WeeklyMean(week=week, value=2 * week) for week in (500, 501, 505, 506)]
    assert kpi_trend(points, higher_is_better=True, smallest_change=matters).word == word


def test_one_wild_week_does_not_move_the_slope() -> None:
    assert theil_sen_slope(weekly(1, 2, 300, 4, 5)) == 1


@pytest.mark.parametrize(
    ("values", "higher_is_better", "sentence"),
    [
        ((), True, "No readings yet."),
        ((5,), True, "Not enough weeks: 1 week with readings, 4 needed."),
        ((1, 1, 1, 1), True, "No clear trend over 4 weeks."),
        ((1, 2, 3, 4), True, "Up over 4 weeks, which is good for this KPI."),
        ((1, 2, 3, 4), False, "Up over 4 weeks, which is not good for this KPI."),
    ],
)
def test_sentence_always_has_its_n(values: tuple[int, ...], higher_is_better: bool, sentence: str) -> None:  # noqa: FBT001
    assert kpi_trend(weekly(*values), higher_is_better=higher_is_better, smallest_change=0).sentence == sentence


series = st.lists(st.integers(-1000, 1000), min_size=4, max_size=13)


@given(values=series)
def test_mirrored_values_have_the_mirrored_trend(values: list[int]) -> None:
    mirror = {TrendWord.UP: TrendWord.DOWN, TrendWord.DOWN: TrendWord.UP, TrendWord.FLAT: TrendWord.FLAT}
    up = kpi_trend(weekly(*values), higher_is_better=True, smallest_change=3)
    down = kpi_trend(weekly(*(-value for value in values)), higher_is_better=True, smallest_change=3)
    assert down.word == mirror[up.word]


@given(values=series, shift=st.integers(-500, 500))
def test_trend_does_not_depend_on_the_level(values: list[int], shift: int) -> None:
    shifted = weekly(*(value + shift for value in values))
    assert kpi_trend(shifted, higher_is_better=True, smallest_change=1) == kpi_trend(
        weekly(*values), higher_is_better=True, smallest_change=1
    )


@given(values=series)
def test_s_is_bounded_by_the_number_of_pairs(values: list[int]) -> None:
    pairs = len(values) * (len(values) - 1) // 2
    assert abs(mann_kendall_s(values)) <= pairs


@pytest.mark.parametrize(("matters", "word"), [("1", TrendWord.UP), ("1.01", TrendWord.FLAT)])
def test_change_of_exactly_what_matters_reaches_it(matters: str, word: TrendWord) -> None:
    """In binary floats ten weeks of 0.1 are 0.9999…"""
    points = [WeeklyMean(week=week, value=Decimal("4.2") + week * Decimal("0.1")) for week in range(10)]
    assert kpi_trend(points, higher_is_better=True, smallest_change=Decimal(matters)).word == word


def test_plateaus_with_a_middle_slope_of_nought_are_flat() -> None:
    trend = kpi_trend(weekly(*[5] * 9, *[6] * 4), higher_is_better=True, smallest_change=0)
    assert (trend.word, trend.s, trend.slope) == (TrendWord.FLAT, 36, 0)


gapped = st.lists(st.tuples(st.integers(1, 4), st.integers(-50, 50)), min_size=4, max_size=13).map(
    lambda steps: [
        WeeklyMean(week=sum(gap for gap, _ in steps[: index + 1]), value=value)
        for index, (_, value) in enumerate(steps)
    ]
)


@given(points=gapped)
def test_s_and_slope_are_those_of_scipy_and_pymannkendall(points: list[WeeklyMean]) -> None:
    values, weeks = [float(point.value) for point in points], [point.week for point in points]
    slope = theil_sen_slope(points)
    assert float(slope) == pytest.approx(scipy.stats.theilslopes(values, weeks).slope)
    assert mann_kendall_s([point.value for point in points]) == pymannkendall.original_test(values).s


@given(points=gapped, smallest=st.integers(0, 40), higher=st.booleans())
def test_good_and_word_say_one_thing(points: list[WeeklyMean], smallest: int, higher: bool) -> None:  # noqa: FBT001
    trend = kpi_trend(points, higher_is_better=higher, smallest_change=smallest)
    assert trend.slope is not None
    assert trend.span is not None
    if trend.word is TrendWord.FLAT:
        assert trend.good is None
    else:
        assert trend.good is ((trend.word is TrendWord.UP) is higher)
        assert abs(trend.slope) * trend.span >= smallest
