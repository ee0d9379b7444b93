"""Each flag as a sentence with the values and dates that fired it, from the facts that were stored with the week."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from app.domain.alerts.words import INDICATOR
from app.domain.figures.goal_progress import SOURCE_WORDS, ProgressSource, Verdict
from app.domain.figures.trends import TREND_WORDS, TrendWord
from app.domain.figures.week_flags import FlagRule
from app.domain.phrases import capitalized, listed, plural, say_day

FLAG_WORDS: Mapping[FlagRule, str] = {
    FlagRule.BURNOUT: "low energy in the week",
    FlagRule.MISSED: "days without a call",
    FlagRule.GOAL: "goal at risk or past due",
    FlagRule.KPI: "KPI going the wrong way",
    FlagRule.BLOCKER_OLD: "a blocker that stays",
    FlagRule.BLOCKER_REPEAT: "the same blocker again",
}
"""What a list calls each flag."""


def flag_sentence(rule: FlagRule, facts: Mapping[str, Any]) -> str:
    return SENTENCES[rule](facts)


def _burnout(facts: Mapping[str, Any]) -> str:
    low = [low_day["on"] for low_day in facts["low_days"]]
    counted = f"Low energy ({facts['low_energy']} or less) on {_days(low)}." if low else ""
    alert = f"The low-energy alert of {_day(facts['alert_on'])} is still open." if facts["alert_on"] else ""
    return " ".join(filter(None, [counted, alert, f"{capitalized(INDICATOR)}."]))


def _missed(facts: Mapping[str, Any]) -> str:
    return f"Expected, and neither a check-in nor a call on {_days(facts['missed_on'])}."


def _goal(facts: Mapping[str, Any]) -> str:
    percent, source = facts["percent"], SOURCE_WORDS[ProgressSource(facts["source"])]
    stands = (
        f"{percent:.0f} % {source}" if percent >= 0 else f"{-percent:.0f} % further away than at its start, {source}"
    )
    if facts["verdict"] == Verdict.PAST_DUE:
        return f"The goal was due on {_day(facts['due_on'])} and stands at {stands}."
    return f"The goal is at risk: {stands}, {facts['points_behind']:.0f} points behind its pace."


def _kpi(facts: Mapping[str, Any]) -> str:
    word = TREND_WORDS[TrendWord(facts["trend"])]
    return f"{facts['kpi']}: {word} over {facts['weeks']} weeks, which is not good for this KPI."


def _blocker_old(facts: Mapping[str, Any]) -> str:
    oldest, count = facts["blockers"][0], len(facts["blockers"])
    since = f"{oldest['workdays']} workdays, since {_day(oldest['raised_on'])}"
    return f"A blocker is open for {since}." if count == 1 else f"{count} blockers are open, the oldest for {since}."


def _blocker_repeat(facts: Mapping[str, Any]) -> str:
    days = max((blocker["on"] for blocker in facts["blockers"]), key=len)
    return f"The same blocker came up {len(days)} times in two weeks: {listed([_day(day) for day in days])}."


def _days(days: list[str]) -> str:
    return f"{plural(len(days), 'day')}: {listed([_day(day) for day in days])}"


def _day(day: str) -> str:
    return say_day(date.fromisoformat(day))


SENTENCES: Mapping[FlagRule, Callable[[Mapping[str, Any]], str]] = MappingProxyType(
    {
        FlagRule.BURNOUT: _burnout,
        FlagRule.MISSED: _missed,
        FlagRule.GOAL: _goal,
        FlagRule.KPI: _kpi,
        FlagRule.BLOCKER_OLD: _blocker_old,
        FlagRule.BLOCKER_REPEAT: _blocker_repeat,
    }
)
