"""What somebody sent by the form of a link, as far as it can be read without the database.

What shows that somebody is hurt or in despair is taken out here, before anything is kept anywhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.conversation.distress import Distress, find_distress
from app.services.messages.checkin_links import (
    CheckinClaim,
    CheckinLinkProblem,
    CheckinLinkRefused,
    read_checkin_token,
)
from app.settings import Settings

ABOUT_THE_FORM = frozenset({"call_type", "call_completed"})
"""Arguments that nobody answers."""


@dataclass(frozen=True, kw_only=True)
class FilledForm:
    claim: CheckinClaim
    arguments: Mapping[str, object]
    """Those of log_daily_checkin, without words of distress."""
    distress: Distress | None = None

    @property
    def call_id(self) -> str:
        return call_id_of(self.claim)

    @property
    def is_answered(self) -> bool:
        return not self.arguments.keys() <= ABOUT_THE_FORM


def call_id_of(claim: CheckinClaim) -> str:
    """Name the call of the form: every link of one person and day leads to the same row."""
    return f"web-{claim.employee_id}-{claim.day.isoformat()}"


def fill_form(
    token: str, *, arguments: Mapping[str, object], written: Iterable[str], settings: Settings, now: datetime
) -> FilledForm:
    """Read what was sent. `written`: all that was typed, also where no question asked for it.

    Raises CheckinLinkRefused for a link that we did not make, that is too old, or that is switched off.
    """
    claim = claim_of_link(token, settings=settings, now=now)
    distress = find_distress(written)
    if distress is Distress.DESPAIR:
        arguments = {}
    elif distress is Distress.DANGER:
        arguments = _without_danger(arguments)
    return FilledForm(claim=claim, arguments=arguments, distress=distress)


def claim_of_link(token: str, *, settings: Settings, now: datetime) -> CheckinClaim:
    """Return whose link it is, and of which day, as it says itself; only the database knows whether it still holds."""
    if not settings.checkin_link:
        sentence = "Check-ins by link are switched off."
        raise CheckinLinkRefused(CheckinLinkProblem.OFF, sentence)
    return read_checkin_token(token, settings=settings, now=now)


def _without_danger(arguments: Mapping[str, object]) -> dict[str, object]:
    """Somebody hurt is nobody's blocker: what was said of one goes as a whole."""
    dropped = {name for name, value in arguments.items() if isinstance(value, str) and find_distress([value])}
    if "blocker_note" in dropped:
        dropped.add("blocker_present")
    return {name: value for name, value in arguments.items() if name not in dropped}
