"""What is done for somebody who writes that they are hurt, or of despair, in a form or a text: as in a call."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.conversation.distress import Distress, words_for_distress
from app.domain.people.callers import CheckinPerson
from app.models import Call
from app.services.alerts.safety import raise_safety_alert
from app.settings import Settings


@dataclass(frozen=True)
class HelpOffered:
    words: str
    told: bool
    """Whether anybody hears of it. Of despair nobody does, unless the person asks for it."""


def offer_help(
    session: Session,
    distress: Distress,
    *,
    call: Call,
    person: CheckinPerson | None,
    number: str | None,
    settings: Settings,
    now: datetime,
) -> HelpOffered:
    """Tell dispatch of danger, of despair nobody; return what the person reads. None of their words is kept."""
    told = distress is Distress.DANGER and raise_safety_alert(
        session, call=call, employee=person, number=number, settings=settings, now=now
    )
    return HelpOffered(help_in_words(distress, told=told, settings=settings), told)


def help_in_words(distress: Distress, *, told: bool, settings: Settings) -> str:
    """Return what the person reads; it needs no database."""
    return words_for_distress(
        distress, told=told, emergency=settings.emergency_number, crisis_line=settings.crisis_line
    )
