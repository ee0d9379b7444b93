from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest

from app.domain.messages.delivery import (
    ChannelName,
    QuietHours,
    alert_key,
    backoff,
    group_key,
    held_until,
    message_id,
)
from app.domain.messages.destinations import address_of, channel_of, find_url, fingerprint, label

ID = UUID("6f1e3a52-7a0b-4b8e-9b1e-2f6f2c9b4d10")
NIGHT = QuietHours(time(20), time(6))
CHICAGO = "America/Chicago"
SLACK_PATH = "services/T1/B1/hush"


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(0, 5), (1, 5), (2, 10), (3, 20), (7, 320), (8, 600), (12, 600), (5000, 600)]
)
def test_backoff_doubles_to_ten_minutes_with_a_quarter_of_jitter(attempt: int, seconds: int) -> None:
    assert seconds <= backoff(attempt, ID).total_seconds() <= seconds * 1.25


def test_backoff_is_the_same_for_the_same_message_and_attempt() -> None:
    assert backoff(4, ID) == backoff(4, ID)
    assert backoff(4, ID) != backoff(4, UUID(int=7))


def test_backoff_outlasts_an_hour_within_sixteen_attempts() -> None:
    shortest = sum((backoff(attempt, ID) for attempt in range(1, 16)), timedelta())
    assert shortest > timedelta(minutes=80)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(timedelta(minutes=7), timedelta(minutes=7)), (timedelta(days=2), timedelta(hours=1))],
)
def test_backoff_follows_retry_after_up_to_an_hour(asked: timedelta, expected: timedelta) -> None:
    assert backoff(1, ID, retry_after=asked) == expected


def test_backoff_is_not_shortened_by_retry_after() -> None:
    assert backoff(8, ID, retry_after=timedelta(seconds=1)) >= timedelta(minutes=10)


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        ("2026-11-17T01:59:59", "2026-11-17T01:59:59"),  # 19:59:59 in Chicago
        ("2026-11-17T02:00:00", "2026-11-17T12:00:00"),  # 20:00, until 06:00
        ("2026-11-17T05:59:59", "2026-11-17T12:00:00"),  # just before midnight
        ("2026-11-17T06:00:00", "2026-11-17T12:00:00"),  # midnight
        ("2026-11-17T11:59:59", "2026-11-17T12:00:00"),  # 05:59:59
        ("2026-11-17T12:00:00", "2026-11-17T12:00:00"),  # 06:00
    ],
)
def test_quiet_hours_over_midnight_end_in_the_morning(now: str, allowed: str) -> None:
    found = NIGHT.allowed_at(datetime.fromisoformat(now).replace(tzinfo=UTC), CHICAGO)
    assert found == datetime.fromisoformat(allowed).replace(tzinfo=UTC)


def test_quiet_hours_follow_the_clock_change() -> None:
    evening = datetime(2026, 3, 8, 3, 0, tzinfo=UTC)  # 21:00 CST, the night the clocks go forward
    assert NIGHT.allowed_at(evening, CHICAGO) == datetime(2026, 3, 8, 11, 0, tzinfo=UTC)  # 06:00 CDT


def test_quiet_hours_within_a_day() -> None:
    noon = QuietHours(time(12), time(13))
    assert noon.allowed_at(datetime(2026, 11, 17, 12, 30, tzinfo=UTC), "UTC") == datetime(2026, 11, 17, 13, tzinfo=UTC)
    assert noon.allowed_at(datetime(2026, 11, 17, 13, 0, tzinfo=UTC), "UTC") == datetime(2026, 11, 17, 13, tzinfo=UTC)


@pytest.mark.parametrize(("text", "hours"), [("20:00-06:00", NIGHT), (" 20:00 – 06:00 ", NIGHT)])
def test_quiet_hours_are_read(text: str, hours: QuietHours) -> None:
    assert QuietHours.parse(text) == hours


@pytest.mark.parametrize("text", ["", "  "])
def test_no_quiet_hours(text: str) -> None:
    now = datetime(2026, 11, 17, 3, tzinfo=UTC)
    assert QuietHours.parse(text).allowed_at(now, CHICAGO) == now


@pytest.mark.parametrize("text", ["20:00", "late-early", "25:00-06:00"])
def test_quiet_hours_that_are_no_hours_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"must be|Invalid isoformat|hour must be"):
        QuietHours.parse(text)


def test_first_of_a_group_goes_at_once_and_the_rest_wait_for_the_end_of_the_window() -> None:
    opened = datetime(2026, 11, 17, 13, 0, tzinfo=UTC)
    two_minutes = timedelta(minutes=2)
    assert held_until(opened, None, two_minutes) is None
    assert held_until(opened, opened, two_minutes) is None
    assert held_until(opened + timedelta(seconds=1), opened, two_minutes) == opened + two_minutes
    assert held_until(opened + timedelta(seconds=119), opened, two_minutes) == opened + two_minutes
    assert held_until(opened + two_minutes, opened, two_minutes) is None


def test_keys_tell_apart_what_must_be_apart() -> None:
    at = datetime(2026, 11, 17, 13, 0, tzinfo=UTC)
    keys = {
        alert_key(1, "raised", ChannelName.EMAIL, "a@demo.example"),
        alert_key(1, "raised", ChannelName.SMS, "a@demo.example"),
        alert_key(1, "repeated", ChannelName.EMAIL, "a@demo.example", at=at),
        alert_key(1, "repeated", ChannelName.EMAIL, "a@demo.example", at=at + timedelta(minutes=10)),
        alert_key(11, "raised", ChannelName.EMAIL, "a@demo.example"),
    }
    assert len(keys) == 5
    assert group_key("blocker", ChannelName.EMAIL, "a@demo.example") == "blocker:email:a@demo.example"


def test_message_id_takes_the_senders_domain() -> None:
    assert message_id(ID, "ops@demo.example") == f"<{ID}@demo.example>"


@pytest.mark.parametrize(
    ("url", "channel", "address", "shown"),
    [
        ("mailto:ops@demo.example", ChannelName.EMAIL, "ops@demo.example", "ops@demo.example"),
        ("sms:+12015550101", ChannelName.SMS, "+12015550101", "+12015550101"),
        ("console:ops", ChannelName.CONSOLE, "ops", "ops"),
        ("https://ops.example/in?key=hush", ChannelName.WEBHOOK, None, "https://ops.example/…"),
        ("https://user:hush@ops.example/in", ChannelName.WEBHOOK, None, "https://ops.example/…"),
        (f"https://hooks.slack.com/{SLACK_PATH}", ChannelName.CHAT, None, "https://hooks.slack.com/…"),
        ("https://prod-03.westus.logic.azure.com:443/workflows/hush", ChannelName.CHAT, None, None),
        ("slack://hush/hush/hush", ChannelName.CHAT, None, "slack://…"),
        ("mailto://user:hush@host", ChannelName.CHAT, None, "mailto://…"),
    ],
)
def test_destination_of_a_pasted_url(url: str, channel: ChannelName, address: str | None, shown: str | None) -> None:
    assert channel_of(url) is channel
    assert address_of(url) == (address or url)
    assert "hush" not in label(url)
    assert label(url).startswith(shown or "https://prod-03.westus.logic.azure.com/…")


def test_destinations_of_one_host_have_names_of_their_own() -> None:
    one, two = "https://hooks.slack.com/services/a", "https://hooks.slack.com/services/b"
    assert label(one) != label(two)
    assert find_url([one, two], fingerprint(two)) == two
    assert find_url([one], fingerprint(two)) is None
