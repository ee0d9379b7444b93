"""Which settings are rules: what an administrator may change while everything runs, and within what limits.

Everything else (addresses, secrets, how a process is run) stays in the environment, because a process needs it before
it can read a database, or because it must not lie there.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from app.settings import Settings


@dataclasses.dataclass(frozen=True, kw_only=True)
class RuntimeRule:
    name: str
    """A field of Settings."""
    title: str = ""
    """As a page names it, where the field's own name would not do."""
    unit: str = ""
    lowest: int | None = None
    highest: int | None = None

    @property
    def label(self) -> str:
        return self.title or self.name.replace("_", " ").capitalize()


GROUPS: Mapping[str, tuple[RuntimeRule, ...]] = {
    "The morning": (
        RuntimeRule(name="morning_window_start"),
        RuntimeRule(name="morning_window_end"),
        RuntimeRule(name="missed_grace_minutes", title="Grace after the window", unit="minutes", lowest=0, highest=240),
        RuntimeRule(name="reminder_percent", unit="%", lowest=0, highest=100),
        RuntimeRule(name="checkin_link", title="Check-in by the link of the reminder"),
        RuntimeRule(name="checkin_texts", title="Check-in by text"),
        RuntimeRule(name="missed_checkin_alerts", title="Alerts about no call"),
        RuntimeRule(name="line_guard_hold_minutes", unit="minutes", lowest=0, highest=240),
    ),
    "Alerts": (
        RuntimeRule(name="attendance_reasons"),
        RuntimeRule(name="low_energy_threshold", unit="of 5", lowest=1, highest=4),
        RuntimeRule(name="burnout_workdays", title="Low workdays running", unit="workdays", lowest=1, highest=10),
        RuntimeRule(name="show_reason_to_dispatch"),
        RuntimeRule(name="alert_repeat_minutes", unit="minutes", lowest=1, highest=240),
        RuntimeRule(name="alert_backup_minutes", unit="minutes", lowest=1, highest=240),
        RuntimeRule(name="alert_manager_minutes", unit="minutes", lowest=1, highest=480),
        RuntimeRule(name="outcome_reminder_minutes", unit="minutes", lowest=1, highest=1440),
        RuntimeRule(name="outcome_reopen_minutes", unit="minutes", lowest=1, highest=1440),
    ),
    "The week": (
        RuntimeRule(name="week_low_days", unit="days", lowest=1, highest=7),
        RuntimeRule(name="week_missed_days", title="Days without a call in a week", unit="days", lowest=1, highest=7),
        RuntimeRule(name="week_blocker_workdays", unit="workdays", lowest=1, highest=30),
        RuntimeRule(name="week_blocker_repeats", unit="times", lowest=2, highest=20),
        RuntimeRule(name="weekly_digest"),
        RuntimeRule(name="tell_last_week"),
        RuntimeRule(name="ask_last_commitment"),
    ),
    "Messages": (
        RuntimeRule(name="quiet_hours"),
        RuntimeRule(name="group_seconds", unit="seconds", lowest=0, highest=900),
    ),
    "What is kept": (
        RuntimeRule(name="keep_words_days", unit="days", lowest=30, highest=3650),
        RuntimeRule(name="keep_messages_days", unit="days", lowest=30, highest=3650),
        RuntimeRule(name="keep_audit_months", unit="months", lowest=12, highest=120),
    ),
}
RULES: Mapping[str, RuntimeRule] = {rule.name: rule for rules in GROUPS.values() for rule in rules}
FIELDS: Mapping[str, Any] = {field.name: field for field in dataclasses.fields(Settings)}


def read_rule(name: str, text: str) -> Any:
    """Return the value as the setting holds it. Raises ValueError with what would have been right."""
    value, rule = FIELDS[name].metadata["parse"](text.strip()), RULES[name]
    if rule.lowest is not None and rule.highest is not None and not rule.lowest <= value <= rule.highest:
        raise ValueError(f"must be from {rule.lowest} to {rule.highest}")
    return value


def rule_text(value: object) -> str:
    """Return a value as it is typed; what `read_rule` reads back."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def conflicts(settings: Settings) -> Iterator[str]:
    """Say which rules contradict each other."""
    if settings.morning_window_start == settings.morning_window_end:
        yield "The window cannot open and close at the same time."
    if settings.keep_messages_days > settings.keep_words_days:
        yield "Messages hold callers' words: they cannot be kept longer than the words."
    chain = settings.alert_repeat_minutes, settings.alert_backup_minutes, settings.alert_manager_minutes
    if list(chain) != sorted(set(chain)):
        yield "An alert must be repeated before it goes to the backup, and there before the manager's manager."
