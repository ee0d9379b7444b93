"""Settings: one table, all faults at once, and production refuses weak secrets."""

import os
import stat
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest

from app import create_app
from app.domain.checkins.fields import NotReadyReason
from app.kept_key import kept_key
from app.settings import Settings, SettingsError

ROOT = Path(__file__).resolve().parents[2]
FIRST, SECOND = "first-secret-of-the-webhook-0123", "second-secret-of-the-webhook-0123"
PRODUCTION = {
    "APP_ENV": "production",
    "DATABASE_URL": "postgresql://db.example/ops",
    "REDIS_URL": "rediss://redis.example/0",
    "SECRET_KEY": "kJ8-signing-key-of-the-tests-0123",
    "PUBLIC_URL": "https://ops.example/",
    "VAPI_SERVER_SECRET": f"{FIRST},{SECOND}",
    "ENCRYPTION_KEY": "encryption-key-of-the-tests-0123",
    "METRICS_TOKEN": "token-of-the-metrics-0123456789",
    "MAIL_URL": "smtp://mail.example",
}


def test_settings_are_read_by_kind() -> None:
    settings = Settings.from_env(PRODUCTION | {"MORNING_WINDOW_END": "09:30", "MISSED_CHECKIN_ALERTS": "no"})
    assert settings.database_url == "postgresql+psycopg2://db.example/ops"
    assert settings.vapi_server_secret == (FIRST, SECOND)
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
        "  ENCRYPTION_KEY is missing",
        "  MAIL_URL is missing",
        "  METRICS_TOKEN is missing",
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


SECURE_ROUTES = {"OPS_URLS": "https://hook.example/x", "WEBHOOK_SIGNING_SECRET": "signs-the-webhooks-0123456789"}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"SECRET_KEY": "a" * 40}, "SECRET_KEY holds a secret of fewer than 10 different characters"),
        ({"VAPI_SERVER_SECRET": f"{FIRST},short"}, "VAPI_SERVER_SECRET holds a secret shorter than 24 characters"),
        ({"METRICS_TOKEN": "x"}, "METRICS_TOKEN holds a secret shorter than 24 characters"),
        ({"REDIS_URL": "redis://redis.example/0"}, "REDIS_URL goes to another machine in the clear; use rediss://"),
        (
            {"VAPI_HMAC_SECRET": FIRST, "VAPI_TIMESTAMP_TOLERANCE": "86400"},
            "VAPI_TIMESTAMP_TOLERANCE must be from 1 to 900 seconds",
        ),
        (
            {"VAPI_HMAC_SECRET": FIRST, "VAPI_TIMESTAMP_TOLERANCE": "0"},
            "VAPI_TIMESTAMP_TOLERANCE must be from 1 to 900 seconds",
        ),
        ({"OPS_URLS": "https://hook.example/x"}, "OPS_URLS holds a webhook, and WEBHOOK_SIGNING_SECRET is missing"),
        (
            SECURE_ROUTES | {"DISPATCH_URLS": "http://hook.example/x"},
            "DISPATCH_URLS holds a plain http:// address; use https://",
        ),
    ],
)
def test_production_refuses_what_is_careless(changes: dict[str, str], fault: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_env(PRODUCTION | changes)
    assert str(refusal.value).splitlines()[1:] == [f"  {fault}"]


@pytest.mark.parametrize(
    "changes", [{}, SECURE_ROUTES, {"REDIS_URL": "redis://127.0.0.1/0"}, {"OPS_URLS": "mailto:a@b.c"}]
)
def test_production_starts_with_what_is_right(changes: dict[str, str]) -> None:
    assert Settings.from_env(PRODUCTION | changes).app_env == "production"


@pytest.mark.parametrize("exposed", [{"PUBLIC_URL": "https://tunnel.example"}, {"BIND": "192.0.2.7"}])
def test_weak_keys_are_refused_where_strangers_reach(exposed: dict[str, str]) -> None:
    weak = {"SECRET_KEY": "secret"}
    assert Settings.from_env(weak).secret_key == ("secret",)
    with pytest.raises(SettingsError, match="SECRET_KEY holds a secret shorter than 24 characters"):
        Settings.from_env(weak | exposed)
    assert Settings.from_env(exposed).demo_mode is False  # nothing else of production is asked for


def test_key_that_was_not_given_is_random_private_and_shared(tmp_path: Path) -> None:
    """There is no built-in key: whoever knows the source could forge a cookie with it."""
    first, again, other = kept_key(tmp_path / "a"), kept_key(tmp_path / "a"), kept_key(tmp_path / "b")
    assert first == again != other
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "a" / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["secret_key"]


def test_two_applications_without_a_key_do_not_share_one() -> None:
    keys = {create_app(Settings(app_env="test")).config["SECRET_KEY"] for _ in range(2)}
    assert len(keys) == 2


def test_settings_are_printed_without_secrets() -> None:
    settings = Settings.from_env(PRODUCTION | {"DATABASE_URL": "postgresql://me:hunter2@db.example/ops"})
    shown = repr(settings)
    assert "ops.example" in shown
    assert [word for word in (FIRST, SECOND, "signing-key", "hunter2", "token-of") if word in shown] == []
