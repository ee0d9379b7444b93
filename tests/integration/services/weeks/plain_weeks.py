"""One person's week worked out a second time, day by day in plain Python over the raw rows, for the roll-up to equal.

Shared with the roll-up are only the rules that are tested on their own: the trend, a goal's verdict and the flags.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.figures.goal_progress import NOTHING_TO_MEASURE, GoalFacts, GoalProgress, goal_progress
from app.domain.figures.trends import NO_READINGS, Trend, WeeklyMean, kpi_trend
from app.domain.figures.week_facts import OpenBlocker, RepeatedBlocker, WeekFacts
from app.domain.figures.week_flags import FlagThresholds, burnout_indicator, week_flags
from app.domain.mornings.window import Week
from app.models import Alert, DailyCheckin, Goal, KpiReading, TechProfile
from tests.integration.services.weeks.plain_days import DAY, PlainDays, Raw, dated


def plain_weeks(raw: Raw, week: Week, now: datetime) -> dict[int, dict[str, Any]]:
    """Return the expected rows of one week by employee number."""
    plain = {person.id: PlainWeek(raw, person, now, week) for person in raw.people}
    return {number: row.columns() for number, row in plain.items() if row.has_row}


@dataclass
class PlainWeek(PlainDays):
    week: Week

    def __post_init__(self) -> None:
        self.days = [self.week.start + n * DAY for n in range(7)]
        self.employed = [day for day in self.days if self.is_employed(day)]
        self.has_row = any(self.at(day).role == "technician" for day in self.employed)
        if not self.has_row:
            return
        self.last_day = self.employed[-1]
        zone = ZoneInfo(self.at(self.last_day).timezone)
        self.judged_on = min(self.last_day, self.now.astimezone(zone).date())
        self.ends_at = min(self.now, datetime.combine(self.last_day + DAY, time(), tzinfo=zone))
        self.counted = [day for day in self.days if self.cut_off(day) <= self.now]
        self.expected = [day for day in self.counted if self.is_expected(day) and not self.is_outage(day)]

    def checkins(self, first: date, last: date) -> list[DailyCheckin]:
        rows = [row for row in self.own(DailyCheckin) if first <= row.checkin_on <= last]
        return sorted(rows, key=lambda row: (row.timestamp, row.id))

    def energies(self, days: list[date]) -> dict[date, int]:
        return {
            row.checkin_on: row.energy_level
            for row in self.checkins(days[0], days[-1])
            if row.energy_level is not None and row.checkin_on in days
        }

    def columns(self) -> dict[str, Any]:
        rows = [row for row in self.checkins(self.days[0], self.days[-1]) if row.checkin_on in self.counted]
        with_row = {row.checkin_on for row in rows}
        energies = self.energies(self.counted) if self.counted else {}
        before = self.energies([self.week.start - n * DAY for n in range(28, 0, -1)])
        missed = [day for day in self.expected if day not in with_row and not self.called(day)]
        in_order = sorted(rows, key=lambda row: (row.timestamp, row.id))
        done = {row.checkin_on: row.last_commitment_done for row in in_order if row.last_commitment_done}
        full = {row.checkin_on for row in rows if row.call_type != "ops_only"}
        return {
            "week_start": self.week.start,
            "team_id": self.at(self.last_day).team_id,
            "manager_id": self.at(self.last_day).manager_id,
            "finished": len(self.counted) == 7,
            "days_counted": len(self.counted),
            "workdays_expected": len(self.expected),
            "checkins_done": len(with_row & set(self.expected)),
            "checkins_extra": len(with_row - set(self.expected)),
            "ops_only_count": len(with_row - full),
            "missed_on": missed,
            "energy_mean": places(mean_of(list(energies.values()))),
            "energy_min": min(energies.values(), default=None),
            "energy_sum": sum(energies.values()),
            "energy_readings": len(energies),
            "low_energy_days": sum(energy <= 2 for energy in energies.values()),
            "energies": [energies.get(day) for day in self.days],
            "energy_before_sum": sum(before.values()),
            "energy_before_readings": len(before),
            "kpi_actions_count": len({row.checkin_on for row in rows if row.kpi_action_today}),
            "goal_actions_count": len({row.checkin_on for row in rows if row.goal_action_today}),
            "actions_answered_count": len(done),
            "actions_done_count": sum(answer == "yes" for answer in done.values()),
            "calls_count": len(rows),
            "call_seconds": sum(row.duration_seconds or 0 for row in rows),
            "blockers_raised": len({row.checkin_on for row in rows if row.blocker_present}),
            "blockers_open": len(self.open_alerts("blocker")),
            **self.judged(energies, missed),
        }

    def judged(self, energies: dict[date, int], missed: list[date]) -> dict[str, Any]:
        goal_row, goal = self.goal()
        trend, burnout = self.trend(), self.open_alerts("burnout")
        facts = WeekFacts(
            week_start=self.week.start,
            workdays_expected=len(self.expected),
            energies=tuple(sorted(energies.items())),
            burnout_alert_on=min((alert.alert_on for alert in burnout), default=None),
            missed_on=tuple(missed),
            trend=trend,
            goal=goal,
            goal_due_on=goal_row.goal_due_on if goal_row else None,
            open_blockers=tuple(self.ages()),
            repeated_blockers=tuple(self.repeats()),
        )
        return {
            "burnout_indicator": burnout_indicator(facts, FlagThresholds()),
            "kpi_trend": trend.word,
            "kpi_good": trend.good,
            "kpi_weeks": trend.weeks,
            "kpi_s": trend.s,
            "kpi_slope": places(trend.slope, 6),
            "goal_progress_percent": places(goal.percent),
            "goal_progress_source": goal.source,
            "goal_pace_percent": places(goal.pace_percent),
            "goal_verdict": goal.verdict,
            "goal_stale": goal.stale,
            "flags": [flag.rule for flag in week_flags(facts, FlagThresholds())],
        }

    def open_alerts(self, kind: str) -> list[Alert]:
        return [
            alert
            for alert in self.own(Alert)
            if alert.kind == kind
            and alert.alert_on <= self.last_day
            and (alert.resolved_at is None or alert.resolved_at >= self.ends_at)
        ]

    def ages(self) -> Iterator[OpenBlocker]:
        for alert in self.open_alerts("blocker"):
            since = [alert.alert_on + n * DAY for n in range(1, (self.judged_on - alert.alert_on).days + 1)]
            workdays = sum(self.is_at_work(day) for day in since)
            yield OpenBlocker(alert_id=alert.id, raised_on=alert.alert_on, workdays=workdays)

    def repeats(self) -> Iterator[RepeatedBlocker]:
        said: defaultdict[str, set[date]] = defaultdict(set)
        for row in self.checkins(self.last_day - 13 * DAY, self.last_day):
            words = " ".join(re.findall(r"[^\W_]+", (row.blocker_note or "").lower()))
            if words and (row.checkin_on < self.week.start or row.checkin_on in self.counted):
                said[words].add(row.checkin_on)
        for days in said.values():
            if len(days) > 1 and max(days) >= self.week.start:
                yield RepeatedBlocker(checkin_id=0, days=tuple(sorted(days)))

    def trend(self) -> Trend:
        profile = next(iter(self.own(TechProfile)), None)
        name = (profile.primary_kpi or "").lower() if profile else ""
        kpi = next((kpi for kpi in self.raw.kpis.values() if kpi.name.lower() == name), None)
        if kpi is None:
            return NO_READINGS
        by_week: Counter[int] = Counter()
        readings: Counter[int] = Counter()
        for reading in self.own(KpiReading):
            if reading.kpi_id == kpi.id and reading.read_on <= self.judged_on:
                week = (reading.read_on - date(1970, 1, 5)).days // 7
                by_week[week] += Fraction(reading.value)  # type: ignore[assignment]
                readings[week] += 1
        weekly = [WeeklyMean(week=week, value=Fraction(by_week[week]) / readings[week]) for week in sorted(by_week)]
        better = kpi.direction == "higher"
        return kpi_trend(weekly, higher_is_better=better, smallest_change=kpi.smallest_change)

    def goal(self) -> tuple[Any, GoalProgress]:
        profile = next(iter(self.own(TechProfile)), None)
        goals = self.own(Goal)
        if profile is None:
            return None, NOTHING_TO_MEASURE
        goal = dated(profile, profile.goal_since, goals, self.judged_on)
        if not goal.goal_started_on or not goal.goal_due_on or goal.goal_started_on > self.judged_on:
            return None, NOTHING_TO_MEASURE
        return goal, self.progress(goal)

    def progress(self, goal: Any) -> GoalProgress:
        start, due, today = goal.goal_started_on, goal.goal_due_on, self.judged_on
        readings = [
            row for row in self.own(KpiReading) if row.kpi_id == goal.goal_kpi_id and start <= row.read_on <= today
        ]
        latest = max(readings, key=lambda row: row.read_on, default=None)
        ticked = [date.fromisoformat(step["done_on"]) for step in goal.goal_milestones if step["done_on"]]
        ticked = [day for day in ticked if day <= today]
        acted = {row.checkin_on for row in self.checkins(start, today) if row.goal_action_today is not None}
        workdays = [start + n * DAY for n in range((due - start).days + 1) if self.is_at_work(start + n * DAY)]
        updates = [*ticked, *acted, *(row.read_on for row in readings)]
        if goal.goal_updated_at and goal.goal_updated_at.date() <= today:
            updates.append(goal.goal_updated_at.date())
        return goal_progress(
            GoalFacts(
                day=today,
                started_on=start,
                due_on=due,
                baseline=goal.goal_baseline,
                target=goal.goal_target,
                current=latest.value if latest else None,
                milestones_done=len(ticked),
                milestones_total=len(goal.goal_milestones),
                action_days=sum(self.is_expected(day) for day in acted & set(workdays)),
                elapsed_workdays=sum(day <= today for day in workdays),
                total_workdays=len(workdays),
                updated_on=max(updates, default=None),
            )
        )


def mean_of(values: list[int]) -> Fraction | None:
    return Fraction(sum(values), len(values)) if values else None


def places(value: Fraction | None, number: int = 2) -> Decimal | None:
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(10) ** -number, rounding=ROUND_HALF_UP)
