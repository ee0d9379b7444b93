"""New people are expected from the next workday: of their own week, zone and holidays."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.domain.people.facts import PersonFacts
from app.services.people.first_calls import first_call_on
from app.settings import Settings

THANKSGIVING_EVE = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
"""A Wednesday noon in Chicago."""


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({}, date(2026, 11, 27)),
        ({"holiday_calendar": ""}, date(2026, 11, 26)),
        ({"workdays": (6, 7)}, date(2026, 11, 28)),
        ({"started_on": date(2026, 12, 5)}, date(2026, 12, 7)),
        ({"timezone": "Asia/Tokyo", "holiday_calendar": ""}, date(2026, 11, 27)),
    ],
    ids=["after-the-holiday", "no-holidays", "weekend", "starts-later", "already-tomorrow-there"],
)
def test_the_first_call_is_on_a_workday_to_come(settings: Settings, changes: dict[str, Any], day: date) -> None:
    given: dict[str, Any] = {"name": "Ana", "started_on": date(2026, 11, 2)} | changes
    facts = PersonFacts(**given)
    assert first_call_on(facts, now=THANKSGIVING_EVE, settings=settings) == day
