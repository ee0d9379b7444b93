"""Each setting reaches the one rule that it is for."""

from datetime import UTC, datetime, time, timedelta

from app import policy
from app.domain.alerts.chain import ChainSettings
from app.domain.alerts.missed import MissedRule
from app.domain.alerts.rules import RuleSettings
from app.domain.checkins.fields import NotReadyReason
from app.domain.mornings.window import MorningWindow
from app.settings import Settings

WINDOW = MorningWindow(start=time(5), end=time(9, 30))


def test_window_and_cut_off() -> None:
    settings = Settings(morning_window_start=time(5), morning_window_end=time(9, 30), missed_grace_minutes=7)
    assert policy.morning_window(settings) == WINDOW
    assert policy.missed_rule(settings) == MissedRule(window=WINDOW, grace=timedelta(minutes=7))


def test_rules_of_a_checkin() -> None:
    settings = Settings(attendance_reasons=("sick", "vehicle"), low_energy_threshold=1, burnout_workdays=3)
    assert policy.rule_settings(settings) == RuleSettings(
        attendance_reasons=frozenset({NotReadyReason.SICK, NotReadyReason.VEHICLE}),
        low_energy_threshold=1,
        burnout_workdays=3,
    )


def test_chain() -> None:
    settings = Settings(
        alert_repeat_minutes=1,
        alert_backup_minutes=2,
        alert_manager_minutes=3,
        outcome_reminder_minutes=4,
        outcome_reopen_minutes=5,
    )
    assert policy.chain_settings(settings) == ChainSettings(
        repeat=timedelta(minutes=1),
        backup=timedelta(minutes=2),
        managers_manager=timedelta(minutes=3),
        outcome_reminder=timedelta(minutes=4),
        outcome_reopen=timedelta(minutes=5),
    )


def test_line_hold() -> None:
    assert policy.line_hold(Settings(line_guard_hold_minutes=9)) == timedelta(minutes=9)


def test_quiet_hours_are_the_recipients_own() -> None:
    settings = Settings(quiet_hours="20:00-06:00")
    now = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # 21:00 in Chicago, 12:00 in Tokyo
    assert policy.quiet_until(settings, "America/Chicago", now) == datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    assert policy.quiet_until(settings, "Asia/Tokyo", now) == now
