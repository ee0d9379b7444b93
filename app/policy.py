"""Where a setting becomes a rule: the one place that reads the rules' settings and returns the domain's values.

Each rule is one function. Today every person and every day has the same answer, so `settings` is all they need. Where a
rule comes to differ by person or by date, its function gains those arguments and nothing else changes place.
"""

from datetime import datetime, timedelta

from app.domain.alerts.chain import ChainSettings
from app.domain.alerts.missed import MissedRule
from app.domain.alerts.rules import RuleSettings
from app.domain.checkins.fields import NotReadyReason
from app.domain.figures.week_flags import FlagThresholds
from app.domain.figures.week_schedule import WeekSchedule
from app.domain.messages.delivery import QuietHours
from app.domain.mornings.window import MorningWindow
from app.settings import Settings


def morning_window(settings: Settings, own: MorningWindow | None = None) -> MorningWindow:
    """Return the person's own window where there is one, else the company's."""
    return own or MorningWindow(start=settings.morning_window_start, end=settings.morning_window_end)


def missed_rule(settings: Settings, own: MorningWindow | None = None) -> MissedRule:
    return MissedRule(window=morning_window(settings, own), grace=timedelta(minutes=settings.missed_grace_minutes))


def rule_settings(settings: Settings) -> RuleSettings:
    """What the rules of a check-in (attendance, blocker, burnout) are measured against."""
    return RuleSettings(
        attendance_reasons=frozenset(map(NotReadyReason, settings.attendance_reasons)),
        low_energy_threshold=settings.low_energy_threshold,
        burnout_workdays=settings.burnout_workdays,
    )


def flag_thresholds(settings: Settings) -> FlagThresholds:
    """What the flags of a week are measured against."""
    return FlagThresholds(
        low_energy=settings.low_energy_threshold,
        low_days=settings.week_low_days,
        missed_days=settings.week_missed_days,
        blocker_workdays=settings.week_blocker_workdays,
        blocker_repeats=settings.week_blocker_repeats,
    )


def week_schedule(settings: Settings) -> WeekSchedule:
    """When weeks are rolled up."""
    return WeekSchedule(
        timezone=settings.company_timezone,
        close_weekday=settings.week_close_weekday,
        close_time=settings.week_close_time,
        evening_time=settings.week_evening_time,
    )


def chain_settings(settings: Settings) -> ChainSettings:
    """When an alert that nobody takes is repeated and escalated, and when its owner is asked."""
    return ChainSettings(
        repeat=timedelta(minutes=settings.alert_repeat_minutes),
        backup=timedelta(minutes=settings.alert_backup_minutes),
        managers_manager=timedelta(minutes=settings.alert_manager_minutes),
        outcome_reminder=timedelta(minutes=settings.outcome_reminder_minutes),
        outcome_reopen=timedelta(minutes=settings.outcome_reopen_minutes),
    )


def line_hold(settings: Settings) -> timedelta:
    """How long missed alerts wait after the cut-off while the line may be down."""
    return timedelta(minutes=settings.line_guard_hold_minutes)


def quiet_until(settings: Settings, timezone: str, now: datetime) -> datetime:
    """Return when somebody in this zone may be told what can wait: now, or the end of their quiet hours."""
    return QuietHours.parse(settings.quiet_hours).allowed_at(now, timezone)
