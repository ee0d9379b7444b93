"""What was told against what the row says now."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from app.domain.figures.goal_progress import Verdict
from app.domain.figures.told_weeks import TOLD_FIGURES, Correction, corrections, told_figures


def row(**changes: Any) -> SimpleNamespace:
    values = dict.fromkeys(TOLD_FIGURES, 1) | {
        "energy_mean": Decimal("3.50"),
        "goal_verdict": Verdict.BEHIND,
        "goal_progress_source": None,
        "flags": ["WEEK-MISSED"],
    }
    return SimpleNamespace(**values | changes)


def test_unchanged_row_has_no_corrections() -> None:
    assert corrections(told_figures(row()), row()) == []


def test_changed_figures_are_named_in_order_with_both_values() -> None:
    later = row(energy_mean=Decimal("3.60"), checkins_done=2, flags=[])
    assert corrections(told_figures(row()), later) == [
        Correction(figure="checkins_done", told=1, now=2),
        Correction(figure="energy_mean", told="3.50", now="3.60"),
        Correction(figure="flags", told=["WEEK-MISSED"], now=[]),
    ]


def test_figure_that_was_not_told_yet_has_not_changed() -> None:
    assert corrections({"checkins_done": 1}, row(blockers_open=7)) == []


def test_figures_are_json_values() -> None:
    told = told_figures(row())
    assert (told["energy_mean"], told["goal_verdict"], told["goal_progress_source"]) == ("3.50", "behind", None)
