"""One text to a technician who has not called when most of the morning window is over."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.messages.delivery import REMINDER, ChannelName
from app.domain.permissions import Permission, may
from app.models import Employee, OutboxMessage
from app.policy import morning_window, quiet_until
from app.queries.expected import ExpectedDay, expectations, list_technicians
from app.queries.mornings import checked_in
from app.queries.work_patterns import window_of
from app.services.messages.checkin_links import checkin_link
from app.services.messages.outbox import NewMessage, enqueue_message
from app.services.messages.recipients import sms_is_set_up
from app.services.messages.refused_texts import may_be_texted
from app.services.messages.texts import MessageText, render
from app.settings import Settings


def remind_unanswered(session: Session, *, now: datetime, settings: Settings) -> tuple[Employee, ...]:
    """Return who was reminded at `now`; the message's key makes a second run on the same day harmless."""
    if not settings.reminder_percent or not settings.twilio_account_sid:
        return ()
    people = expectations(session, list_technicians(session), now=now, settings=settings)
    due = [person for person in people if _is_due(person, now, settings)]
    called = checked_in(session, [(person.employee.id, person.day) for person in due])
    waiting = [person for person in due if (person.employee.id, person.day) not in called]
    for person in waiting:
        remind_technician(session, person.employee, day=person.day, settings=settings, now=now)
    return tuple(person.employee for person in waiting)


def remind_technician(
    session: Session, employee: Employee, *, day: date, settings: Settings, now: datetime
) -> OutboxMessage | None:
    """Queue one text to somebody who is expected and has not called yet."""
    if not (employee.phone and may_be_texted(employee) and sms_is_set_up(settings)):
        return None
    text = _reminder_text(employee, settings)
    message = NewMessage(
        kind=REMINDER,
        channel=ChannelName.SMS,
        address=employee.phone,
        recipient_id=employee.id,
        subject=text.subject,
        body_text=text.short,
        data={"day": day.isoformat(), "link": text.link},
        dedupe_key=f"reminder:{employee.id}:{day.isoformat()}",
        not_before=quiet_until(settings, employee.timezone, now),
    )
    return enqueue_message(session, message, now=now)


def _reminder_text(employee: Employee, settings: Settings) -> MessageText:
    may_answer = may(employee.role, Permission.CHECKIN_LOG)
    by_link = settings.checkin_link and may_answer
    return render(
        "reminder",
        link=checkin_link(settings) if by_link else "",
        first_name=employee.spoken_name or employee.name.split()[0],
        company=settings.company_name,
        line=settings.line_number,
        by_link=by_link,
        by_text=settings.checkin_texts and may_answer,
        closes=f"{morning_window(settings, window_of(employee)).end:%H:%M}",
    )


def _is_due(person: ExpectedDay, now: datetime, settings: Settings) -> bool:
    employee, window = person.employee, person.rule.window
    if not person.expectation.expected or not may_be_texted(employee):
        return False
    remind_at = window.part_passed_at(person.day, employee.timezone, percent=settings.reminder_percent)
    return remind_at <= now < window.ends_at(person.day, employee.timezone)
