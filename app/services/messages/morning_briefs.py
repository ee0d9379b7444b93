"""The morning brief: at the end of the window and its grace, one line to dispatch and to each manager who wants it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.audiences import Audience
from app.domain.messages.delivery import MORNING_BRIEF
from app.domain.mornings.brief import brief_line
from app.domain.mornings.workdays import local_date
from app.domain.permissions import Permission, Role, may
from app.domain.viewers import Viewer
from app.models import Employee, OutboxMessage
from app.policy import missed_rule
from app.queries.recipients import is_at_work
from app.queries.roster import Roster, load_roster
from app.services.messages.outbox import NewMessage, enqueue_message
from app.services.messages.recipients import Recipient, as_recipients, dispatch_route
from app.services.messages.texts import render
from app.services.messages.unsubscribing import make_unsubscribe_link
from app.settings import Settings

STALE_AFTER = timedelta(hours=2)
"""A brief is not sent later than this after the cut-off, for instance after an outage."""


def queue_morning_briefs(session: Session, *, now: datetime, settings: Settings) -> list[OutboxMessage]:
    """Queue what is due at `now` and not queued yet; running it again adds nothing."""
    queued: list[OutboxMessage | None] = []
    for viewer, addresses in _readers(session, settings, now):
        due = [recipient for recipient in addresses if not _known(session, _key(recipient, viewer, now))]
        if due and _is_time(viewer, now, settings):
            line = _line(load_roster(session, viewer, settings=settings, now=now))
            queued += [
                _queue(session, viewer, recipient, line, settings=settings, now=now) for recipient in due if line
            ]
    return [message for message in queued if message is not None]


def _readers(session: Session, settings: Settings, now: datetime) -> Iterator[tuple[Viewer, list[Recipient]]]:
    """Yield everybody who wants a brief and may see the board, and the dispatch route; each sees their own people."""
    query = select(Employee).where(Employee.wants_morning_brief, is_at_work(now)).order_by(Employee.id)
    for person in session.scalars(query).all():
        if may(person.role, Permission.ATTENDANCE_READ):
            viewer = Viewer(employee_id=person.id, role=person.role, timezone=person.timezone, name=person.name)
            yield viewer, as_recipients([person], Audience.DISPATCH, settings)[:1]  # by mail where there is an address
    desk = Viewer(employee_id=0, role=Role.DISPATCHER, timezone=settings.company_timezone, name="dispatch")
    yield desk, dispatch_route(settings)


def _is_time(viewer: Viewer, now: datetime, settings: Settings) -> bool:
    cut_off_at = missed_rule(settings).cut_off_at(local_date(now, viewer.timezone), viewer.timezone)
    return cut_off_at <= now < cut_off_at + STALE_AFTER


def _line(roster: Roster) -> str | None:
    people = defaultdict(list)
    for row in roster.rows:
        people[row.state].append(row.name)
    return brief_line(people, blockers=sum(len(row.blockers) for row in roster.rows))


def _unsubscribe_link(recipient: Recipient, settings: Settings, now: datetime) -> str | None:
    """A desk or a chat channel has nobody who could leave."""
    return make_unsubscribe_link(settings, recipient.employee_id, now=now) if recipient.employee_id else None


def _key(recipient: Recipient, viewer: Viewer, now: datetime) -> str:
    day = local_date(now, viewer.timezone)
    return f"brief:{day.isoformat()}:{recipient.channel}:{recipient.destination or recipient.address}"


def _known(session: Session, key: str) -> bool:
    return session.scalar(select(OutboxMessage.id).where(OutboxMessage.dedupe_key == key)) is not None


def _queue(
    session: Session, viewer: Viewer, recipient: Recipient, line: str, *, settings: Settings, now: datetime
) -> OutboxMessage | None:
    text = render("brief", link=f"{settings.public_url}/", button="Open Today", counts=line)
    message = NewMessage.to(
        recipient,
        text,
        kind=MORNING_BRIEF,
        data={
            "destination": recipient.destination,
            "happened": text.happened,
            "link": text.link,
            "unsubscribe": _unsubscribe_link(recipient, settings, now),
        },
        dedupe_key=_key(recipient, viewer, now),
    )
    return enqueue_message(session, message, now=now)
