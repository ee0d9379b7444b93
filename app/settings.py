"""Every setting, once: name, parser, default and help stand together; README's table and `.env.example` follow it.

The environment name is the field's name in capitals. `Settings.from_env` reports *all* wrong or missing values in one
error, what `app/setting_checks.py` finds among them.
"""

import dataclasses
import os
from collections.abc import Callable, Mapping
from datetime import time
from pathlib import Path
from typing import TypeVar

from app import setting_parsers as parse
from app.kept_key import kept_key
from app.setting_checks import faults_of

T = TypeVar("T")
LOCAL_REDIS = "redis://127.0.0.1:6379"


class SettingsError(Exception):
    """One or more settings are wrong; the message lists every one of them."""


def setting(default: T, parser: Callable[[str], T], help: str, *, secret: bool = False) -> T:  # noqa: A002 - reads as the table's column
    metadata = {"parse": parser, "help": help, "secret": secret}
    field: T = dataclasses.field(default=default, metadata=metadata, repr=not secret)
    return field


@dataclasses.dataclass(frozen=True, kw_only=True)
class Settings:
    # The process
    app_env: str = setting(
        "development", parse.one_of("development", "production", "test"), "`production` refuses weak secrets"
    )
    data_dir: str = setting("instance", parse.text, "Journal, private services, generated development secrets")
    database_url: str = setting(
        "", parse.postgres_url, "PostgreSQL 15–18; empty: a private one (`make run`)", secret=True
    )
    redis_url: str = setting("", parse.text, "Redis or Valkey; empty: a private one (`make run`)", secret=True)
    secret_key: tuple[str, ...] = setting(
        (), parse.comma_list, "Signs sessions and links; two, comma-separated, while one is replaced", secret=True
    )
    encryption_key: tuple[str, ...] = setting(
        (), parse.comma_list, "Encrypts second-factor secrets at rest; two while one is replaced", secret=True
    )
    public_url: str = setting("http://127.0.0.1:8000", parse.base_url, "Where people and Vapi reach this server")
    bind: str = setting("127.0.0.1", parse.text, "Address that `make run` listens on")
    trusted_proxies: int = setting(0, parse.whole_number, "How many reverse proxies stand in front")
    session_hours: int = setting(12, parse.whole_number, "A sign-in lasts this long without use")
    password_sign_in: bool = setting(
        default=True, parser=parse.switch, help="People may sign in with a password of ours"
    )
    oidc_issuer: str = setting("", parse.base_url, "The company's identity provider (OpenID Connect); empty: none")
    oidc_client_id: str = setting("", parse.text, "Our name there")
    oidc_client_secret: str = setting("", parse.text, "Our secret there", secret=True)
    metrics_token: str = setting(
        "", parse.text, "Bearer token for `/metrics`, needed in production; empty: loopback only", secret=True
    )
    demo_mode: bool = setting(default=False, parser=parse.switch, help="Demo data may be loaded")

    # The company
    company_name: str = setting("Field Service Co.", parse.text, "As the assistant says it")
    company_timezone: str = setting("America/Chicago", parse.time_zone, "Weekly runs, zone of new employees")
    home_region: str = setting(
        "US", parse.region, "Country whose national telephone numbers need no country code (ISO 3166)"
    )
    holidays: str = setting("US", parse.holiday_calendar, "Country, or country and state: `US-TX`; empty: none")

    # Vapi
    vapi_server_secret: tuple[str, ...] = setting(
        (), parse.comma_list, "Shared secret of the webhook (X-Vapi-Secret or bearer); one or two", secret=True
    )
    vapi_hmac_secret: tuple[str, ...] = setting((), parse.comma_list, "HMAC-SHA256 secret; one or two", secret=True)
    vapi_signature_header: str = setting("x-signature", parse.text, "Header that carries the HMAC signature")
    vapi_timestamp_header: str = setting(
        "x-timestamp", parse.header_or_none, "Header that carries the HMAC timestamp; `none`: the body alone is signed"
    )
    vapi_timestamp_tolerance: int = setting(300, parse.whole_number, "Seconds a signed request may be old")
    vapi_api_key: str = setting("", parse.text, "Private key for `flask vapi diff` and `push`", secret=True)
    vapi_api_url: str = setting("https://api.vapi.ai", parse.base_url, "Vapi's REST API")
    vapi_assistant_id: str = setting("", parse.text, "The assistant that answers `assistant-request`")
    vapi_fallback_number: str = setting("", parse.text, "Rings when this server does not answer (E.164)")
    emergency_number: str = setting("911", parse.digits, "A caller who is hurt or in danger is told to dial it")
    crisis_line: str = setting("988", parse.digits, "A caller in despair is offered it; 988 is the one of the US")
    line_number: str = setting("", parse.phone, "The check-in line, as technicians dial it (E.164)")
    dispatch_number: str = setting("", parse.phone, "Said to callers whom we cannot look up (E.164)")
    webhook_database_seconds: int = setting(2, parse.whole_number, "A message of a call waits this long for PostgreSQL")
    catch_up_seconds: int = setting(1, parse.whole_number, "… and this long for what an outage left behind")
    vapi_trusted_sip_numbers: tuple[str, ...] = setting(
        (), parse.comma_list, "Vapi's ids of our numbers whose SIP trunk vouches for the caller's number"
    )
    webhook_max_bytes: int = setting(4_194_304, parse.whole_number, "A larger webhook body is refused with 413")

    # The morning
    morning_window_start: time = setting(time(6), parse.time_of_day, "Check-ins open, in the technician's time zone")
    morning_window_end: time = setting(time(10), parse.time_of_day, "Check-ins close, in the technician's time zone")

    # The rules
    attendance_reasons: tuple[str, ...] = setting(
        ("sick", "family", "other"),
        parse.some_of("sick", "family", "vehicle", "schedule", "other"),
        "Not-ready reasons that notify manager and dispatch",
    )
    low_energy_threshold: int = setting(2, parse.whole_number, "Energy at or under this is low")
    burnout_workdays: int = setting(2, parse.whole_number, "Low workdays running that raise an alert about low energy")
    missed_checkin_alerts: bool = setting(
        default=True, parser=parse.switch, help="Alert when an expected call does not come"
    )
    missed_grace_minutes: int = setting(15, parse.whole_number, "After the window, before it counts as no call")
    reminder_percent: int = setting(
        80, parse.whole_number, "Part of the window after which a technician is texted; 0: never"
    )
    checkin_link: bool = setting(
        default=True, parser=parse.switch, help="The reminder carries a link to the check-in as a form"
    )
    checkin_texts: bool = setting(default=True, parser=parse.switch, help="A text to TWILIO_FROM is read as a check-in")
    line_guard_hold_minutes: int = setting(
        15, parse.whole_number, "Alerts about no call wait this long when the line may be down"
    )
    show_reason_to_dispatch: bool = setting(
        default=False, parser=parse.switch, help="Dispatch sees sick / family / other"
    )

    # The week
    week_close_weekday: int = setting(1, parse.weekday, "The finished week is rolled up on this day: 1 is Monday")
    week_close_time: time = setting(time(5), parse.time_of_day, "… at this time of the company's")
    week_evening_time: time = setting(time(19), parse.time_of_day, "The running week is rolled up at this time daily")
    weekly_digest: str = setting(
        "flagged", parse.one_of("flagged", "always", "never"), "Managers get the digest when somebody is flagged"
    )
    tell_last_week: bool = setting(
        default=True, parser=parse.switch, help="The first call of a week begins with one good line about the last"
    )
    ask_last_commitment: bool = setting(
        default=True, parser=parse.switch, help="The KPI step asks first whether the last action was done"
    )
    week_low_days: int = setting(2, parse.whole_number, "Low days in a week that flag it")
    week_missed_days: int = setting(2, parse.whole_number, "Days without a call in a week that flag it")
    week_blocker_workdays: int = setting(3, parse.whole_number, "A blocker open for more workdays flags the week")
    week_blocker_repeats: int = setting(3, parse.whole_number, "The same blocker this often in two weeks flags it")

    # The chain after an alert
    alert_repeat_minutes: int = setting(10, parse.whole_number, "Attendance alert that nobody has taken: repeat")
    alert_backup_minutes: int = setting(20, parse.whole_number, "… to the backup dispatcher")
    alert_manager_minutes: int = setting(30, parse.whole_number, "… to the manager's manager")
    outcome_reminder_minutes: int = setting(60, parse.whole_number, "Owner is asked for an outcome")
    outcome_reopen_minutes: int = setting(15, parse.whole_number, "… and the alert reopens after this")
    ack_link_hours: int = setting(24, parse.whole_number, "A mailed I've got it link works this long")

    # Messages
    mail_url: str = setting(
        "", parse.mail_url, "`smtp://user:password@host:587` (STARTTLS) or `smtps://…`", secret=True
    )
    mail_from: str = setting("ops-coach@localhost", parse.text, "Sender of e-mail")
    ops_urls: tuple[str, ...] = setting(
        (),
        parse.comma_list,
        "Ops route, comma-separated: `mailto:`, `sms:`, `https://` (signed JSON), any Apprise URL",
        secret=True,
    )
    dispatch_urls: tuple[str, ...] = setting((), parse.comma_list, "Dispatch route, likewise", secret=True)
    twilio_account_sid: str = setting("", parse.text, "SMS by Twilio: account")
    twilio_auth_token: str = setting("", parse.text, "SMS by Twilio: token", secret=True)
    twilio_from: str = setting("", parse.text, "SMS by Twilio: sender (E.164)")
    twilio_api_url: str = setting("https://api.twilio.com", parse.base_url, "Twilio's REST API")
    webhook_signing_secret: str = setting(
        "", parse.text, "Signs outgoing JSON webhooks (Standard Webhooks)", secret=True
    )
    quiet_hours: str = setting(
        "20:00-06:00", parse.quiet_hours, "Only attendance goes out then, in the recipient's zone; `00:00-00:00`: none"
    )
    group_seconds: int = setting(
        120, parse.whole_number, "Messages of one kind that follow the first are sent together"
    )
    keep_words_days: int = setting(400, parse.whole_number, "Callers' own words are removed after this; figures stay")
    keep_messages_days: int = setting(180, parse.whole_number, "Messages are deleted after this")
    keep_audit_months: int = setting(
        24, parse.whole_number, "Months of the audit log are dropped after this, by `flask audit-parts`"
    )
    delivery_seconds: int = setting(
        25, parse.whole_number, "One try of a message may take this long; a killed worker's is repeated after 1.6 times"
    )
    outbox_max_attempts: int = setting(16, parse.whole_number, "A message is given up after this many tries")

    # Odoo
    odoo_url: str = setting("", parse.base_url, "Odoo server for `flask odoo sync`")
    odoo_db: str = setting("", parse.text, "Odoo database")
    odoo_user: str = setting("", parse.text, "Odoo user; needed up to version 18")
    odoo_api_key: str = setting("", parse.text, "Odoo API key (docs/odoo.md)", secret=True)
    odoo_sync_at: time = setting(time(2), parse.time_of_day, "When the nightly sync begins, in the company's zone")
    odoo_ca_file: str = setting("", parse.text, "Certificates to trust for Odoo besides the usual ones")
    odoo_companies: tuple[int, ...] = setting((), parse.whole_numbers, "Ids of Odoo's companies; empty: the key's own")

    @property
    def redis_address(self) -> str:
        """Where to reach Redis: REDIS_URL, else the usual port of this machine."""
        return self.redis_url or LOCAL_REDIS

    @property
    def sealing_keys(self) -> tuple[str, ...]:
        """Return what texts at rest are encrypted with; outside production the signing key may do."""
        return self.encryption_key or self.secret_key

    @classmethod
    def of_process(cls) -> "Settings":
        """Read this process's environment; end it with the list of faults rather than a traceback.

        Without SECRET_KEY the processes of one DATA_DIR share a random key that is kept there.
        """
        try:
            settings = cls.from_env(os.environ)
            if settings.secret_key:
                return settings
            return dataclasses.replace(settings, secret_key=(kept_key(Path(settings.data_dir)),))
        except (SettingsError, OSError) as error:
            raise SystemExit(str(error)) from None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        values, faults = _read(environ)
        settings = cls(**values)  # type: ignore[arg-type]
        faults += faults_of(settings)
        if faults:
            raise SettingsError("These settings stop the start:\n" + "\n".join(f"  {fault}" for fault in faults))
        return settings


def _read(environ: Mapping[str, str]) -> tuple[dict[str, object], list[str]]:
    values: dict[str, object] = {}
    faults: list[str] = []
    for field in dataclasses.fields(Settings):
        text = environ.get(field.name.upper(), "")
        if not text.strip():
            continue
        try:
            values[field.name] = field.metadata["parse"](text)
        except ValueError as error:
            faults.append(f"{field.name.upper()} {error}")
    return values, faults
