from itertools import product

import pytest

from app.domain.checkins.spoken.choice_words import CALL_TYPE, REASON
from app.domain.checkins.spoken.choices import read_choice


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("sick", "sick"),
        ("ILL", "sick"),
        ("not feeling well", "sick"),
        ("I've got the flu", "sick"),
        ("kid", "family"),
        ("my kid is sick", "family"),
        ("family emergency", "family"),
        ("truck", "vehicle"),
        ("car trouble", "vehicle"),
        ("flat tire", "vehicle"),
        ("truck won't start", "vehicle"),
        ("van is not starting", "vehicle"),
        ("no ride", "vehicle"),
        ("shift", "schedule"),
        ("day off", "schedule"),
        ("something else", "other"),
        ("rather not say", "other"),
        ("NotReadyReason.OTHER", "other"),
        ("not sick", None),
        ("family vacation", None),
        ("dog ate my boots", None),
        (3, None),
    ],
)
def test_a_reason_is_read_from_what_people_say(raw: object, reason: str | None) -> None:
    assert read_choice(raw, REASON) == reason


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        *product(["daily_checkin", "Daily Check-In", " daily ", "morning check-in", "dailyCheckin"], ["daily_checkin"]),
        *product(["ops_only", "OPS ONLY", "ops-only", "ops", "skip", "busy"], ["ops_only"]),
        ("lunch", None),
        (1, None),
    ],
)
def test_a_call_type_is_read_from_what_models_send(raw: object, kind: str | None) -> None:
    assert read_choice(raw, CALL_TYPE) == kind
