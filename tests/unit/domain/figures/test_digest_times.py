"""When a digest is due by the reader's own clock, over both changes of the clocks and after an outage."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.figures.digest_times import STALE_AFTER, DigestDay, DueDigest, latest_digest
from app.domain.mornings.window import Week

CHICAGO = "America/Chicago"


@pytest.mark.parametrize(
    ("day", "now", "week"),
    [
        (DigestDay.MONDAY, datetime(2026, 11, 23, 12, 59, tzinfo=UTC), Week(2026, 46)),
        (DigestDay.MONDAY, datetime(2026, 11, 23, 13, 0, tzinfo=UTC), Week(2026, 47)),
        (DigestDay.FRIDAY, datetime(2026, 11, 20, 21, 0, tzinfo=UTC), Week(2026, 47)),
        (DigestDay.MONDAY, datetime(2027, 1, 4, 13, 0, tzinfo=UTC), Week(2026, 53)),
    ],
)
def test_week_that_is_told(day: DigestDay, now: datetime, week: Week) -> None:
    due = latest_digest(day, CHICAGO, now)
    assert due is None or due.week == week
    assert (due is None) is (now == datetime(2026, 11, 23, 12, 59, tzinfo=UTC))


@pytest.mark.parametrize(
    ("monday", "utc_hour"), [(datetime(2026, 3, 9, tzinfo=UTC), 12), (datetime(2026, 11, 2, tzinfo=UTC), 13)]
)
def test_seven_in_the_morning_is_kept_over_a_change_of_the_clocks(monday: datetime, utc_hour: int) -> None:
    due = latest_digest(DigestDay.MONDAY, CHICAGO, monday + timedelta(hours=20))
    assert due == DueDigest(Week.of(monday.date()).shifted(-1), monday.replace(hour=utc_hour))


def test_digest_that_is_stale_is_not_sent_any_more() -> None:
    due_at = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
    last = latest_digest(DigestDay.MONDAY, CHICAGO, due_at + STALE_AFTER - timedelta(seconds=1))
    assert last is not None
    assert latest_digest(DigestDay.MONDAY, CHICAGO, due_at + STALE_AFTER) is None


def test_who_wants_none_gets_none() -> None:
    assert latest_digest(DigestDay.NEVER, CHICAGO, datetime(2026, 11, 24, tzinfo=UTC)) is None
