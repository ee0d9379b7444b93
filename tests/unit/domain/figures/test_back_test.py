"""Other thresholds over stored facts: counts by rule, and whom they are about."""

from datetime import date, timedelta

from app.domain.alerts.rules import RuleSettings
from app.domain.figures.back_test import back_test_flags, back_test_low_energy
from app.domain.figures.checkin_days import PersonalCalendar
from app.domain.figures.week_facts import WeekFacts
from app.domain.figures.week_flags import FlagRule, FlagThresholds
from app.domain.mornings.workdays import WorkPattern

MONDAY = date(2026, 11, 2)
CALENDAR = PersonalCalendar(
    pattern=WorkPattern(timezone="America/Chicago", workdays=frozenset({1, 2, 3, 4, 5}), started_on=date(2024, 1, 8)),
    holidays={},
)


def week(*energies: int, missed: int = 0) -> WeekFacts:
    days = [MONDAY + timedelta(days=number) for number in range(7)]
    return WeekFacts(
        week_start=MONDAY,
        workdays_expected=5,
        energies=tuple(zip(days, energies, strict=False)),
        missed_on=tuple(days[:missed]),
    )


def test_flags_are_counted_by_rule_and_person() -> None:
    past = [(1, week(2, 2)), (1, week(3, 3, missed=2)), (2, week(3, 3)), (3, week(5, 5))]
    now = back_test_flags(past, FlagThresholds())
    assert (now.notices, now.people) == (2, {1})
    stricter = back_test_flags(past, FlagThresholds(low_energy=3))
    assert (stricter.by_rule[FlagRule.BURNOUT], stricter.by_rule[FlagRule.MISSED]) == (3, 1)
    assert stricter.people == {1, 2}


def test_low_energy_opens_one_alert_a_run() -> None:
    """Thursday, Friday and the Monday after are one run of three; a Wednesday later is alone."""
    low_days = {MONDAY + timedelta(days=number): 2 for number in (3, 4, 7, 16)}
    result = back_test_low_energy({1: low_days}, {1: CALENDAR}, RuleSettings(), first=MONDAY)
    assert (result.by_rule, result.people) == ({"BURNOUT-1": 1}, {1})


def test_run_that_began_before_is_counted_on_the_day_it_is_long_enough() -> None:
    days = {MONDAY - timedelta(days=3): 2, MONDAY: 2, MONDAY + timedelta(days=1): 2}
    from_monday = back_test_low_energy({1: days}, {1: CALENDAR}, RuleSettings(), first=MONDAY)
    from_tuesday = back_test_low_energy({1: days}, {1: CALENDAR}, RuleSettings(), first=MONDAY + timedelta(days=1))
    assert (from_monday.notices, from_tuesday.notices) == (1, 0)


def test_thresholds_of_the_rule_count() -> None:
    days = {MONDAY + timedelta(days=number): 3 for number in range(3)}
    for rules, notices in ((RuleSettings(), 0), (RuleSettings(low_energy_threshold=3, burnout_workdays=3), 1)):
        assert back_test_low_energy({1: days}, {1: CALENDAR}, rules, first=MONDAY).notices == notices
