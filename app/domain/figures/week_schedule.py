"""When weeks are rolled up: a finished one once it is closed, the running one each evening, a missed one at once.

Times are the company's wall-clock times, also when the clocks change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.mornings.window import Week


@dataclass(frozen=True, kw_only=True)
class WeekRun:
    """The latest time that a week was rolled up."""

    ran_at: datetime
    finished: bool
    """It was over for everybody, in every time zone."""


@dataclass(frozen=True, kw_only=True)
class WeekSchedule:
    timezone: str
    close_weekday: int
    """ISO; of the week after."""
    close_time: time
    evening_time: time

    def running(self, now: datetime) -> Week:
        """Return this week in company time."""
        return Week.of(self._today(now))

    def closes_at(self, week: Week) -> datetime:
        return self._instant(week.end + timedelta(days=self.close_weekday), self.close_time)

    def due(self, first: Week | None, runs: Mapping[Week, WeekRun], now: datetime) -> list[Week]:
        """Return the weeks to roll up now, the oldest first; `first` is the first week in which the line was used."""
        running, evening = self.running(now), self._last_evening(now)
        past = [week for week in self._past(first, now) if self._past_is_due(week, runs.get(week), evening, now)]
        run = runs.get(running)
        begun = evening >= self._instant(running.start, time())
        return past + [running] * (begun and (run is None or run.ran_at < evening))

    def missing(self, first: Week | None, runs: Mapping[Week, WeekRun], now: datetime) -> list[Week]:
        """Return the weeks before this one that were never rolled up whole, the oldest first."""
        return [week for week in self._past(first, now) if week not in runs or not runs[week].finished]

    def _past(self, first: Week | None, now: datetime) -> list[Week]:
        running, weeks = self.running(now), []
        week = first or running
        while week < running:
            weeks.append(week)
            week = week.shifted(1)
        return weeks

    def _past_is_due(self, week: Week, run: WeekRun | None, evening: datetime, now: datetime) -> bool:
        """A week that was not over everywhere when it was closed is made again in the evening."""
        if now < self.closes_at(week) or (run is not None and run.finished):
            return False
        return run is None or run.ran_at < max(self.closes_at(week), evening)

    def _last_evening(self, now: datetime) -> datetime:
        evening = self._instant(self._today(now), self.evening_time)
        return evening if evening <= now else self._instant(self._today(now) - timedelta(days=1), self.evening_time)

    def _today(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self.timezone)).date()

    def _instant(self, day: date, wall_time: time) -> datetime:
        return datetime.combine(day, wall_time, tzinfo=ZoneInfo(self.timezone)).astimezone(UTC)
