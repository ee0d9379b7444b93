"""SAFETY-1: what an alert holds about a caller who is hurt or in danger. The fact, the place, the number; no injury."""

from datetime import date

from app.domain.alerts.kinds import AlertKind
from app.domain.alerts.rules import Finding
from app.domain.phrases import say_day

LONGEST_PLACE = 120
"""Characters. An address or a job, no story."""


def safety_finding(day: date, number: str | None) -> Finding:
    """`number`: the caller's, as the network gives it; None for somebody on file, whose number the directory has."""
    reach = f" The call came from {number}." if number else ""
    return Finding(
        kind=AlertKind.SAFETY,
        facts={"day": day.isoformat()} | ({"number": number} if number else {}),
        why=f"Said on the phone on {say_day(day)} that somebody is hurt or in danger.{reach}",
    )


def place_of(said: object) -> str | None:
    """Return where, as far as it was said."""
    text = " ".join(said.split()) if isinstance(said, str) else ""
    return text[:LONGEST_PLACE] or None
