"""What a reader gets of a reason for not coming in: dispatch reads "personal" for sick, family and other."""

from app.domain.checkins.fields import PERSONAL_REASONS, NotReadyReason

PERSONAL = "personal"
"""Stands in place of a personal reason's class."""


def shown_reason(reason: NotReadyReason | None, *, reveal: bool) -> str | None:
    """Return the reason as this viewer may read it: personal ones by their class only where `reveal`."""
    if reason is None:
        return None
    return reason.value if reveal or reason not in PERSONAL_REASONS else PERSONAL
