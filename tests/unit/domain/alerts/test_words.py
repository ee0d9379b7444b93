"""What people read about an alert."""

import pytest

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.alerts.words import (
    EVENT_WORDS,
    KIND_WORDS,
    OUTCOME_WORDS,
    STATUS_WORDS,
    alert_words,
    count_low_days,
    headline,
)


def test_everything_has_its_words() -> None:
    assert set(KIND_WORDS) == set(AlertKind)
    assert set(STATUS_WORDS) == set(AlertStatus)
    assert set(OUTCOME_WORDS) == set(AlertOutcome)
    assert set(EVENT_WORDS) == set(AlertEventKind)


@pytest.mark.parametrize(
    ("kind", "low_days", "words"),
    [
        (AlertKind.BURNOUT, 2, "low energy, two workdays running"),
        (AlertKind.BURNOUT, 4, "low energy, four workdays running"),
        (AlertKind.BURNOUT, None, "low energy"),
        (AlertKind.MISSED, None, "no call"),
    ],
)
def test_low_energy_is_said_with_its_days(kind: AlertKind, low_days: int | None, words: str) -> None:
    assert alert_words(kind, low_days) == words


def test_days_are_counted_from_the_facts() -> None:
    days = [{"on": "2026-11-16", "energy": 2}, {"on": "2026-11-17", "energy": 1}]
    assert (count_low_days({"days": days}), count_low_days({"not_ready_reason": "sick"})) == (2, None)


@pytest.mark.parametrize("kind", list(AlertKind))
def test_headlines_name_no_reason_and_no_score(kind: AlertKind) -> None:
    assert not {"energy", "burnout", "sick", "personal"} & set(headline(kind, "Ana Ruiz").lower().split())
