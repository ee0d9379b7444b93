"""Each reason to look at a week, by its id and at its limits."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures.goal_progress import GoalProgress, ProgressSource, Verdict
from app.domain.figures.trends import Trend, TrendWord
from app.domain.figures.week_facts import OpenBlocker, RepeatedBlocker, WeekFacts
from app.domain.figures.week_flags import FlagRule, FlagThresholds, burnout_indicator, week_flags

MONDAY = date(2026, 11, 16)
CALM = WeekFacts(week_start=MONDAY, workdays_expected=5)
LIMITS = FlagThresholds()


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def energies(*values: int) -> tuple[tuple[date, int], ...]:
    return tuple((day(number), energy) for number, energy in enumerate(values))


def goal(verdict: Verdict | None) -> GoalProgress:
    return GoalProgress(
        percent=Fraction(20),
        source=ProgressSource.KPI,
        pace_percent=Fraction(200, 3),
        verdict=verdict,
        stale=False,
    )


def blocker(workdays: int, alert_id: int = 1) -> OpenBlocker:
    return OpenBlocker(alert_id=alert_id, raised_on=day(-workdays), workdays=workdays)


def fired(facts: WeekFacts, thresholds: FlagThresholds = LIMITS) -> list[FlagRule]:
    return [flag.rule for flag in week_flags(facts, thresholds)]


def test_calm_week_has_no_flag() -> None:
    assert fired(CALM) == []


@pytest.mark.parametrize(
    ("facts", "flagged"),
    [
        (replace(CALM, energies=energies(2, 1, 4, 4, 4)), True),
        (replace(CALM, energies=energies(2, 3, 4, 4, 2)), True),
        (replace(CALM, energies=energies(2, 3, 3, 3, 3)), False),
        (replace(CALM, burnout_alert_on=day(-4)), True),
    ],
    ids=["two-low-days", "two-low-days-apart", "one-low-day", "open-alert"],
)
def test_week_burnout(facts: WeekFacts, *, flagged: bool) -> None:
    assert fired(facts) == [FlagRule.BURNOUT] * flagged
    assert burnout_indicator(facts, LIMITS) is flagged


def test_week_burnout_says_which_days() -> None:
    [flag] = week_flags(replace(CALM, energies=energies(2, 4, 1)), LIMITS)
    assert flag.facts == {
        "low_energy": 2,
        "low_days": [{"on": "2026-11-16", "energy": 2}, {"on": "2026-11-18", "energy": 1}],
        "alert_on": None,
    }


@pytest.mark.parametrize(("missed", "flagged"), [(0, False), (1, False), (2, True), (5, True)])
def test_week_missed(missed: int, *, flagged: bool) -> None:
    facts = replace(CALM, missed_on=tuple(day(number) for number in range(missed)))
    assert fired(facts) == [FlagRule.MISSED] * flagged


@pytest.mark.parametrize("verdict", [*Verdict, None])
def test_week_goal_is_at_risk(verdict: Verdict | None) -> None:
    facts = replace(CALM, goal=goal(verdict), goal_due_on=day(30))
    flagged = verdict in {Verdict.AT_RISK, Verdict.PAST_DUE}
    assert fired(facts) == [FlagRule.GOAL] * flagged


@pytest.mark.parametrize(("due", "flagged"), [(-2, False), (-1, True), (0, True), (4, True), (5, True)])
def test_week_goal_is_past_due_in_its_first_week_only(due: int, *, flagged: bool) -> None:
    """Due on the Sunday before, it is past due from this Monday on; due earlier, the week before had the flag."""
    facts = replace(CALM, goal=goal(Verdict.PAST_DUE), goal_due_on=day(due))
    assert fired(facts) == [FlagRule.GOAL] * flagged


def test_week_goal_says_how_far_behind() -> None:
    [flag] = week_flags(replace(CALM, goal=goal(Verdict.AT_RISK), goal_due_on=day(30)), LIMITS)
    assert flag.facts == {
        "verdict": "at_risk",
        "percent": 20.0,
        "source": "kpi",
        "points_behind": 46.67,
        "due_on": "2026-12-16",
    }


@pytest.mark.parametrize(("good", "flagged"), [(True, False), (None, False), (False, True)])
def test_week_kpi(good: bool | None, *, flagged: bool) -> None:  # noqa: FBT001 - a test's table
    facts = replace(CALM, kpi="Callbacks", trend=Trend(word=TrendWord.UP, good=good, weeks=8, s=16))
    assert fired(facts) == [FlagRule.KPI] * flagged


@pytest.mark.parametrize(("workdays", "flagged"), [(3, False), (4, True)])
def test_week_blocker_old(workdays: int, *, flagged: bool) -> None:
    assert fired(replace(CALM, open_blockers=(blocker(workdays),))) == [FlagRule.BLOCKER_OLD] * flagged


def test_week_blocker_old_names_the_oldest_first() -> None:
    facts = replace(CALM, open_blockers=(blocker(4, 1), blocker(2, 2), blocker(9, 3)))
    [flag] = week_flags(facts, LIMITS)
    assert [old["alert_id"] for old in flag.facts["blockers"]] == [3, 1]


@pytest.mark.parametrize(("times", "flagged"), [(2, False), (3, True)])
def test_week_blocker_repeat(times: int, *, flagged: bool) -> None:
    repeated = RepeatedBlocker(checkin_id=9, days=tuple(day(-number) for number in range(times)))
    assert fired(replace(CALM, repeated_blockers=(repeated,))) == [FlagRule.BLOCKER_REPEAT] * flagged


def test_thresholds_are_the_companys() -> None:
    facts = replace(CALM, energies=energies(3, 4), missed_on=(day(2),), open_blockers=(blocker(2),))
    strict = FlagThresholds(low_energy=3, low_days=1, missed_days=1, blocker_workdays=1)
    assert fired(facts) == []
    assert fired(facts, strict) == [FlagRule.BURNOUT, FlagRule.MISSED, FlagRule.BLOCKER_OLD]


facts_of_a_week = st.builds(
    WeekFacts,
    week_start=st.just(MONDAY),
    workdays_expected=st.integers(0, 7),
    energies=st.lists(st.integers(1, 5), max_size=7).map(lambda values: energies(*values)),
    burnout_alert_on=st.none() | st.just(day(-2)),
    missed_on=st.lists(st.integers(0, 6).map(day), max_size=7, unique=True).map(tuple),
    goal=st.sampled_from([goal(verdict) for verdict in [*Verdict, None]]),
    goal_due_on=st.integers(-20, 20).map(day),
    open_blockers=st.lists(st.integers(0, 20).map(blocker), max_size=3).map(tuple),
)


@given(facts=facts_of_a_week)
def test_somebody_who_was_off_all_week_has_no_flag(facts: WeekFacts) -> None:
    assert fired(replace(facts, workdays_expected=0)) == []


@given(facts=facts_of_a_week, more=st.integers(0, 3))
def test_laxer_thresholds_never_flag_more(facts: WeekFacts, more: int) -> None:
    lax = FlagThresholds(
        low_energy=LIMITS.low_energy - min(more, 1),
        low_days=LIMITS.low_days + more,
        missed_days=LIMITS.missed_days + more,
        blocker_workdays=LIMITS.blocker_workdays + more,
        blocker_repeats=LIMITS.blocker_repeats + more,
    )
    assert set(fired(facts, lax)) <= set(fired(facts))
