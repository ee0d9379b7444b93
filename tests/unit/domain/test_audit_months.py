"""Months of the audit log: bounds, names, and which are wanted and kept."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.audit_months import FOR_THE_REST, AuditMonth, first_kept, is_part, wanted_months

DECEMBER = AuditMonth(2026, 12)


def test_month_ends_where_the_next_begins_in_utc() -> None:
    assert (DECEMBER.starts_at, DECEMBER.ends_at) == (
        datetime(2026, 12, 1, tzinfo=UTC),
        datetime(2027, 1, 1, tzinfo=UTC),
    )
    evening_in_chicago = datetime(2026, 12, 31, 19, tzinfo=ZoneInfo("America/Chicago"))
    assert AuditMonth.of(evening_in_chicago) == AuditMonth(2027, 1)
    assert AuditMonth.of(DECEMBER.ends_at - timedelta(microseconds=1)) == DECEMBER


@pytest.mark.parametrize(
    ("months", "other"), [(0, (2026, 12)), (1, (2027, 1)), (13, (2028, 1)), (-11, (2026, 1)), (-12, (2025, 12))]
)
def test_later_passes_the_turn_of_years(months: int, other: tuple[int, int]) -> None:
    assert DECEMBER.later(months) == AuditMonth(*other)


def test_part_is_named_by_its_month_and_read_again() -> None:
    assert DECEMBER.part == "audit_events_2026_12"
    assert AuditMonth.of_part(DECEMBER.part) == DECEMBER
    assert AuditMonth.of_part(FOR_THE_REST) is None
    assert [is_part(name) for name in (DECEMBER.part, FOR_THE_REST, "audit_events", "alerts", None)] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_running_month_and_three_ahead_are_wanted_and_whole_months_kept() -> None:
    now = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
    assert wanted_months(now) == [AuditMonth(2026, 11), DECEMBER, AuditMonth(2027, 1), AuditMonth(2027, 2)]
    assert first_kept(now, 12) == AuditMonth(2025, 11)
