"""What a manager was told of a week against what the row says now: a late report corrects, and the page says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

TOLD_FIGURES = (
    "checkins_done",
    "workdays_expected",
    "checkins_extra",
    "ops_only_count",
    "energy_mean",
    "energy_readings",
    "low_energy_days",
    "kpi_trend",
    "goal_progress_percent",
    "goal_progress_source",
    "goal_verdict",
    "kpi_actions_count",
    "goal_actions_count",
    "call_seconds",
    "blockers_raised",
    "blockers_open",
    "flags",
)
"""The columns of a weekly row that are told, in the order of the message."""


@dataclass(frozen=True, kw_only=True)
class Correction:
    figure: str
    told: Any
    now: Any


def told_figures(row: object) -> dict[str, Any]:
    """Return the told columns of a row as JSON values."""
    return {name: _json(getattr(row, name)) for name in TOLD_FIGURES}


def corrections(told: Mapping[str, Any], row: object) -> list[Correction]:
    """Return what has changed since it was told; a figure that was not told yet has not changed."""
    now = told_figures(row)
    return [
        Correction(figure=name, told=told[name], now=now[name])
        for name in TOLD_FIGURES
        if name in told and told[name] != now[name]
    ]


def _json(value: Any) -> Any:
    """Decimals as text keep their digits."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
