"""Settings: one table, all faults at once, and production refuses weak secrets."""

import os
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest

from app.domain.checkins.fields import NotReadyReason
from app.settings import Settings, SettingsError

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "APP_ENV": "production",
    "DATABASE_URL": "postgresql://db.example/ops",
    "REDIS_URL": "redis://redis.example/0",
    "SECRET_KEY": "k" * 32,
    "PUBLIC_URL": "https://ops.example/",
    "VAPI_SERVER_SECRET": "a" * 32 + "," + "b" * 32,
    "MAIL_URL": "smtp://mail.example",
}


def test_settings_are_read_by_kind() -> None:
    settings = Settings.from_env(PRODUCTION | {"MORNING_WINDOW_END": "09:30", "MISSED_CHECKIN_ALERTS": "no"})
    assert settings.database_url == "postgresql+psycopg2://db.example/ops"
    assert settings.vapi_server_secret == ("a" * 32, "b" * 32)
    assert settings.public_url == "https://ops.example"
    assert settings.morning_window_end == time(9, 30)
    assert settings.missed_checkin_alerts is False


def test_timestamp_header_can_be_switched_off() -> None:
    assert Settings.from_env({"VAPI_TIMESTAMP_HEADER": "none"}).vapi_timestamp_header == ""


def test_development_starts_with_nothing_set() -> None:
    assert Settings.from_env({}) == Settings()


def test_production_lists_every_missing_or_weak_secret() -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_env({"APP_ENV": "production", "SECRET_KEY": "short", "COMPANY_TIMEZONE": "Mars/Olympus"})
    assert str(refusal.value).splitlines() == [
        "These settings stop the start:",
        "  COMPANY_TIMEZONE must be an IANA time zone such as America/Chicago",
        "  DATABASE_URL is missing",
        "  REDIS_URL is missing",
        "  MAIL_URL is missing",
        "  VAPI_SERVER_SECRET or VAPI_HMAC_SECRET is missing",
        "  SECRET_KEY holds a secret shorter than 24 characters",
        "  PUBLIC_URL must start with https://",
    ]


@pytest.mark.parametrize("entry", ["wsgi.py", "worker.py"])
def test_production_process_ends_with_the_list_and_no_traceback(entry: str) -> None:
    environment = {"APP_ENV": "production", "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(ROOT / entry)], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("These settings stop the start:\n  DATABASE_URL is missing\n")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("DATABASE_URL", "mysql://x", "DATABASE_URL must be a postgresql:// URL"),
        ("MORNING_WINDOW_START", "six", "MORNING_WINDOW_START must be a time such as 06:00"),
        ("ATTENDANCE_REASONS", "sick,tired", f"ATTENDANCE_REASONS tired is not one of {', '.join(NotReadyReason)}"),
        ("BURNOUT_WORKDAYS", "-1", "BURNOUT_WORKDAYS must not be negative"),
        ("BURNOUT_WORKDAYS", "two", "BURNOUT_WORKDAYS must be a whole number"),
        ("DEMO_MODE", "maybe", "DEMO_MODE must be yes or no"),
        ("QUIET_HOURS", "20:00", "QUIET_HOURS must be two times such as 20:00-06:00, or empty"),
        (
            "MAIL_URL",
            "smtp://a:hush@hush@mail.example",
            ("MAIL_URL must be smtp://user:password@host:587 or smtps://…; write / and @ in a password as %2F and %40"),
        ),
        ("APP_ENV", "prod", "APP_ENV must be one of development, production, test"),
        ("PUBLIC_URL", "ops.example", "PUBLIC_URL must start with http:// or https://"),
        ("HOLIDAYS", "US-ZZ", "HOLIDAYS must be a country, or country and state, such as US-TX"),
    ],
)
def test_wrong_value_is_named_with_the_way_out(name: str, value: str, fault: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_env({name: value})
    assert str(refusal.value).splitlines()[1:] == [f"  {fault}"]
