"""The holiday calendar by setting."""

from datetime import date

import pytest

from app.calendars import UnknownCalendarError, public_holidays
from app.domain.mornings.holidays import Holiday

THANKSGIVING = date(2026, 11, 26)
TEXAS_INDEPENDENCE = date(2026, 3, 2)


def test_country_has_its_public_holidays() -> None:
    assert public_holidays("US", THANKSGIVING, THANKSGIVING)[THANKSGIVING] == Holiday("Thanksgiving Day")


@pytest.mark.parametrize(("code", "is_holiday"), [("US", False), ("US-TX", True), ("us-tx", True)])
def test_state_adds_its_own(code: str, is_holiday: bool) -> None:  # noqa: FBT001 - a test's table
    assert (TEXAS_INDEPENDENCE in public_holidays(code, THANKSGIVING, THANKSGIVING)) is is_holiday


def test_empty_setting_means_no_holidays() -> None:
    assert public_holidays("", THANKSGIVING, THANKSGIVING) == {}


def test_years_at_both_ends_are_covered() -> None:
    found = public_holidays("US", date(2026, 12, 28), date(2027, 1, 4))
    assert {date(2026, 12, 25), date(2027, 1, 1)} <= set(found)


@pytest.mark.parametrize(
    ("code", "day", "fell_on"),
    [
        ("US", date(2026, 7, 3), date(2026, 7, 4)),
        ("US", date(2027, 7, 5), date(2027, 7, 4)),
        ("US", date(2027, 12, 31), date(2028, 1, 1)),
        ("GB", date(2021, 12, 27), date(2021, 12, 25)),
        ("GB", date(2021, 12, 28), date(2021, 12, 26)),
        ("US", date(2026, 7, 4), None),
        ("US", date(2026, 12, 25), None),
    ],
)
def test_observed_day_names_the_day_it_stands_for(code: str, day: date, fell_on: date | None) -> None:
    assert public_holidays(code, day, day)[day].observed_for == fell_on


@pytest.mark.parametrize("code", ["XX", "US-QQ"])
def test_unknown_calendar_is_named(code: str) -> None:
    with pytest.raises(UnknownCalendarError, match=code):
        public_holidays(code, THANKSGIVING, THANKSGIVING)
