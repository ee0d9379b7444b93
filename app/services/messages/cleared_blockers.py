"""A word back: whoever reported a blocker is told by text on the day on which somebody cleared it.

The next call says it too, in the reporter's words, which a text does not hold. A few minutes pass first, in which the
change can still be undone.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.undo import UNDO_FOR
from app.domain.messages.delivery import ChannelName
from app.domain.mornings.workdays import local_date
from app.domain.phrases import say_day
from app.models import Alert, Employee
from app.policy import quiet_until
from app.queries.alerts import list_cleared_blockers
from app.services.messages.outbox import NewMessage, enqueue_message
from app.services.messages.recipients import sms_is_set_up
from app.services.messages.refused_texts import may_be_texted
from app.services.messages.texts import render
from app.settings import Settings

LOOKED_BACK = timedelta(hours=12)
"""After an outage of ours, news of earlier is left to the next call."""


def tell_cleared_blockers(session: Session, *, now: datetime, settings: Settings) -> int:
    """Return how many texts were queued; the message's key makes a second run harmless."""
    if not sms_is_set_up(settings):
        return 0
    cleared = list_cleared_blockers(session, since=now - LOOKED_BACK, until=now - UNDO_FOR)
    return sum(_tell(session, alert, now=now, settings=settings) for alert in cleared)


def _tell(session: Session, alert: Alert, *, now: datetime, settings: Settings) -> bool:
    person = session.get_one(Employee, alert.employee_id)
    allowed_at = quiet_until(settings, person.timezone, now)
    is_same_day = local_date(allowed_at, person.timezone) == local_date(now, person.timezone)
    if not (person.phone and may_be_texted(person) and is_same_day):
        return False
    text = render("cleared", link="", owner=alert.owner_name, day=say_day(alert.alert_on))
    message = NewMessage(
        kind="cleared",
        channel=ChannelName.SMS,
        address=person.phone,
        recipient_id=person.id,
        subject=text.subject,
        body_text=text.short,
        dedupe_key=f"cleared:{alert.id}",
        not_before=allowed_at,
    )
    return enqueue_message(session, message, now=now) is not None
