"""The line of the day: another theme each day, no line twice within two weeks."""

import itertools
from datetime import date, timedelta

import pytest

from app.domain.checkins.coaching import NO_REPEAT_DAYS, coaching_tip, top_themes
from app.domain.checkins.strengths import GENERAL_LINES, STRENGTH_LINES

FIRST = date(2026, 1, 1)
YEAR = [FIRST + timedelta(days) for days in range(365)]
WITH_FEW_OF_THE_TWELVE = [
    ("Woo",),
    ("Belief",),
    ("Woo", "Focus"),
    ("Woo", "Belief"),
    ("Belief", "Command"),
    ("Woo", "Focus", "Learner"),
    ("Woo", "Focus", "Belief"),
    ("Woo", "Focus", "Learner", "Empathy"),
    ("Belief", "Command", "Context", "Developer"),
    ("Woo", "Focus", "Learner", "Empathy", "Harmony"),
    ("Belief", "Command", "Context", "Developer", "Woo"),
    ("Belief", "Command", "Context", "Developer", "Input"),
]


@pytest.mark.parametrize("strengths", WITH_FEW_OF_THE_TWELVE, ids="-".join)
def test_tip_stays_away_for_two_weeks(strengths: tuple[str, ...]) -> None:
    said: dict[str, date] = {}
    for day in YEAR:
        tip = coaching_tip(strengths, day)
        assert tip is not None
        assert (day - said.get(tip.line, date.min)).days > NO_REPEAT_DAYS
        said[tip.line] = day


@pytest.mark.parametrize("strengths", [few for few in WITH_FEW_OF_THE_TWELVE if len(few) > 1], ids="-".join)
def test_tip_takes_another_strength_each_day(strengths: tuple[str, ...]) -> None:
    tips = [coaching_tip(strengths, day) for day in YEAR]
    assert all(one and other and one.strength != other.strength for one, other in itertools.pairwise(tips))
    assert {tip.strength for tip in tips if tip} == set(strengths)


def test_tip_of_the_same_day_is_the_same() -> None:
    assert coaching_tip(("Achiever",), FIRST) == coaching_tip(("achiever ",), FIRST)


def test_tip_uses_the_proper_name_and_passes_over_other_words() -> None:
    assert top_themes(["  woo", "Woo", "Welding", "self-assurance"]) == ("Woo", "Self-Assurance")
    assert coaching_tip(["Welding"], FIRST) is None
    assert coaching_tip([], FIRST) is None


def test_tip_comes_from_the_top_five() -> None:
    strengths = ["Woo", "Focus", "Learner", "Empathy", "Harmony", "Achiever"]
    tips = [coaching_tip(strengths, day) for day in YEAR]
    assert {tip.strength for tip in tips if tip} == set(strengths[:5])


def test_lone_theme_fills_two_weeks_with_general_lines() -> None:
    tips = [coaching_tip(["Belief"], FIRST + timedelta(days)) for days in range(15)]
    general = {line.format(theme="Belief") for line in GENERAL_LINES}
    own = [tip.line for tip in tips if tip and tip.line not in general]
    assert sorted(own) == sorted(STRENGTH_LINES["Belief"])
    assert {tip.strength for tip in tips if tip} == {"Belief"}
