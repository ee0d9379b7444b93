"""The sentence of each flag, from its stored facts."""

import pytest

from app.domain.figures.flag_words import flag_sentence
from app.domain.figures.week_flags import FlagRule

LOW = [{"on": "2026-11-16", "energy": 2}, {"on": "2026-11-18", "energy": 1}]


@pytest.mark.parametrize(
    ("rule", "facts", "sentence"),
    [
        (
            FlagRule.BURNOUT,
            {"low_energy": 2, "low_days": LOW, "alert_on": None},
            "Low energy (2 or less) on 2 days: Mon 16 Nov and Wed 18 Nov. An indicator, not a diagnosis.",
        ),
        (
            FlagRule.BURNOUT,
            {"low_energy": 2, "low_days": LOW[:1], "alert_on": "2026-11-16"},
            (
                "Low energy (2 or less) on 1 day: Mon 16 Nov. The low-energy alert of Mon 16 Nov is still open. "
                "An indicator, not a diagnosis."
            ),
        ),
        (
            FlagRule.BURNOUT,
            {"low_energy": 2, "low_days": [], "alert_on": "2026-11-12"},
            "The low-energy alert of Thu 12 Nov is still open. An indicator, not a diagnosis.",
        ),
        (
            FlagRule.MISSED,
            {"missed_on": ["2026-11-16", "2026-11-17", "2026-11-20"], "expected": 5},
            "Expected, and neither a check-in nor a call on 3 days: Mon 16 Nov, Tue 17 Nov and Fri 20 Nov.",
        ),
        (
            FlagRule.GOAL,
            {"verdict": "at_risk", "percent": 20.4, "source": "kpi", "points_behind": 46.67, "due_on": "2026-12-16"},
            "The goal is at risk: 20 % by KPI, 47 points behind its pace.",
        ),
        (
            FlagRule.GOAL,
            {"verdict": "at_risk", "percent": -10.2, "source": "kpi", "points_behind": 84.0, "due_on": "2026-12-16"},
            "The goal is at risk: 10 % further away than at its start, by KPI, 84 points behind its pace.",
        ),
        (
            FlagRule.GOAL,
            {
                "verdict": "past_due",
                "percent": 92.0,
                "source": "commitments",
                "points_behind": 8.0,
                "due_on": "2026-11-18",
            },
            "The goal was due on Wed 18 Nov and stands at 92 % by commitments.",
        ),
        (
            FlagRule.KPI,
            {"kpi": "Callbacks", "trend": "up", "weeks": 8, "s": 16},
            "Callbacks: up over 8 weeks, which is not good for this KPI.",
        ),
        (
            FlagRule.BLOCKER_OLD,
            {"blockers": [{"alert_id": 1, "raised_on": "2026-11-11", "workdays": 4}]},
            "A blocker is open for 4 workdays, since Wed 11 Nov.",
        ),
        (
            FlagRule.BLOCKER_OLD,
            {"blockers": [{"alert_id": 1, "raised_on": "2026-11-11", "workdays": 9}, {"alert_id": 2}]},
            "2 blockers are open, the oldest for 9 workdays, since Wed 11 Nov.",
        ),
        (
            FlagRule.BLOCKER_REPEAT,
            {"blockers": [{"checkin_id": 1, "on": ["2026-11-11", "2026-11-16", "2026-11-18"]}]},
            "The same blocker came up 3 times in two weeks: Wed 11 Nov, Mon 16 Nov and Wed 18 Nov.",
        ),
    ],
)
def test_sentence_names_values_and_dates(rule: FlagRule, facts: dict[str, object], sentence: str) -> None:
    assert flag_sentence(rule, facts) == sentence
