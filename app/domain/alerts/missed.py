"""MISSED-1 and LINE-1: an expected person who has not called by the cut-off, and the guard for a dead line.

Apart from the rules about a check-in: these fire at an instant, different in each time zone, at which no call had come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from app.domain.alerts.kinds import AlertKind
from app.domain.alerts.rules import Finding
from app.domain.mornings.window import MorningWindow
from app.domain.phrases import say_day

FEWEST_EXPECTED = 8
"""LINE-1 is not judged for fewer expected people than this."""
FEWEST_EARLIER_WEEKS = 4
EARLIER_WEEKS = 8
"""How many of the same weekdays before are looked at."""
NO_HISTORY = "there are too few earlier weeks to compare with"
FAR_FEWER = 0.5
"""Under this part of the usual share the line may be down."""


@dataclass(frozen=True, kw_only=True)
class MissedRule:
    window: MorningWindow
    grace: timedelta

    def cut_off_at(self, day: date, timezone: str) -> datetime:
        return self.window.ends_at(day, timezone) + self.grace


def missed_finding(day: date, timezone: str, rule: MissedRule, *, expected_because: str) -> Finding:
    cut_off_at = rule.cut_off_at(day, timezone)
    return Finding(
        kind=AlertKind.MISSED,
        facts={
            "expected_on": day.isoformat(),
            "window_ended_at": rule.window.ends_at(day, timezone).isoformat(),
            "cut_off_at": cut_off_at.isoformat(),
            "timezone": timezone,
            "expected_because": expected_because,
        },
        why=(
            f"Expected by {rule.window.end:%H:%M} on {say_day(day)} and not checked in by "
            f"{cut_off_at.astimezone(ZoneInfo(timezone)):%H:%M}. {expected_because}"
        ),
    )


@dataclass(frozen=True, kw_only=True)
class DayCalls:
    """How many of the people expected on a day had called by that day's cut-off."""

    day: date
    expected: int
    called: int

    @property
    def share(self) -> float:
        return self.called / self.expected


def line_finding(today: DayCalls, earlier: Sequence[DayCalls]) -> Finding | None:
    """LINE-1. `earlier` are the same weekdays before.

    The usual share is the median of the earlier days, so one bad morning does not move it. Days on which nobody was
    expected, or nobody called, are left out: they are holidays, outages, or before the line was in use. With too few
    such days to compare with, everybody who is expected is taken to call.
    """
    shares = [day.share for day in earlier if day.expected and day.called]
    if today.expected < FEWEST_EXPECTED:
        return None
    compared = len(shares) >= FEWEST_EARLIER_WEEKS
    usual = median(shares) if compared else 1.0
    if today.share >= usual * FAR_FEWER:
        return None
    before = f"on the {len(shares)} {today.day:%A}s before it was usually {usual:.0%}" if compared else NO_HISTORY
    return Finding(
        kind=AlertKind.LINE,
        facts={
            "day": today.day.isoformat(),
            "expected": today.expected,
            "called": today.called,
            "usual_share": round(usual, 3),
            "earlier_weeks": len(shares),
        },
        why=(
            f"{today.called} of {today.expected} expected people had called by the cut-off on {say_day(today.day)}; "
            f"{before}."
        ),
    )
