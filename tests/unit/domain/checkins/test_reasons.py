"""Who reads which reason."""

import pytest

from app.domain.checkins.fields import NotReadyReason
from app.domain.checkins.reasons import shown_reason


@pytest.mark.parametrize("reason", NotReadyReason)
def test_reason_is_shown_as_it_is_to_those_who_may_read_it(reason: NotReadyReason) -> None:
    assert shown_reason(reason, reveal=True) == reason.value


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        (NotReadyReason.SICK, "personal"),
        (NotReadyReason.FAMILY, "personal"),
        (NotReadyReason.OTHER, "personal"),
        (NotReadyReason.VEHICLE, "vehicle"),
        (NotReadyReason.SCHEDULE, "schedule"),
        (None, None),
    ],
)
def test_dispatch_reads_personal_for_what_is_nobodys_business(reason: NotReadyReason | None, shown: str | None) -> None:
    assert shown_reason(reason, reveal=False) == shown
