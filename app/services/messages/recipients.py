"""Who hears of an alert, by its kind and by why a message goes out, and through which channels."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertNotice
from app.domain.messages import destinations
from app.domain.messages.delivery import ChannelName
from app.domain.permissions import Permission, Role, may
from app.models import Alert, Employee
from app.queries.quiet_calls import is_quiet
from app.queries.recipients import dispatchers, first_reachable, managers_above, people_in_role
from app.settings import Settings


class Audience(StrEnum):
    """As whom somebody hears of it; decides how much the text says."""

    MANAGER = "manager"
    DISPATCH = "dispatch"
    OPS = "ops"


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """One address of one person or route."""

    audience: Audience
    channel: ChannelName
    address: str
    name: str
    timezone: str
    employee_id: int | None = None
    route: str | None = None
    destination: str | None = None
    """Fingerprint of a route's URL; the URL stays in the settings."""


def recipients(session: Session, alert: Alert, notice: AlertNotice, settings: Settings) -> list[Recipient]:
    """Return every address once; who is told as a manager is not told again as a dispatcher.

    Nobody hears of what a call caused that was typed to try the line.
    """
    if is_quiet(session, alert.checkin_id):
        return []
    by_address: dict[tuple[ChannelName, str], Recipient] = {}
    for recipient in _of_notice(session, alert, notice, settings):
        if recipient.employee_id is None or recipient.employee_id != alert.employee_id:
            by_address.setdefault((recipient.channel, recipient.address), recipient)
    return list(by_address.values())


def _of_notice(session: Session, alert: Alert, notice: AlertNotice, settings: Settings) -> list[Recipient]:
    match notice:
        case AlertNotice.BACKUP:
            return _backup(session, settings)
        case AlertNotice.MANAGERS_MANAGER:
            return _managers_manager(session, alert, settings)
        case AlertNotice.OUTCOME_REMINDER | AlertNotice.HANDED_OVER:
            return _owner(session, alert, settings)
        case AlertNotice.AGAIN if alert.owner_id is not None:
            return _owner(session, alert, settings)
        case _:
            return _of_kind(session, alert, settings)


def _of_kind(session: Session, alert: Alert, settings: Settings) -> list[Recipient]:
    match alert.kind:
        case AlertKind.BURNOUT:
            return as_recipients(_manager_line(session, alert, Role.HR), Audience.MANAGER, settings)
        case AlertKind.BLOCKER | AlertKind.LINE:
            return _ops(session, settings)
        case _:
            managers = as_recipients(_manager_line(session, alert, Role.ADMIN), Audience.MANAGER, settings)
            return managers + dispatch(session, settings)


def _manager_line(session: Session, alert: Alert, fallback: Role) -> list[Employee]:
    """Return the direct manager; where there is none, whoever is responsible instead."""
    person = session.get_one(Employee, alert.employee_id)
    above = managers_above(session, person)
    return first_reachable(above[:1], above[1:2], people_in_role(session, fallback))


def dispatch(session: Session, settings: Settings) -> list[Recipient]:
    people = first_reachable(dispatchers(session, backup=False), dispatchers(session, backup=True))
    return as_recipients(people, Audience.DISPATCH, settings) + dispatch_route(settings)


def dispatch_route(settings: Settings) -> list[Recipient]:
    return _route("dispatch", settings.dispatch_urls, Audience.DISPATCH, settings)


def _ops(session: Session, settings: Settings) -> list[Recipient]:
    route = _route("ops", settings.ops_urls, Audience.OPS, settings)
    if route:
        return route
    people = first_reachable(dispatchers(session, backup=False), people_in_role(session, Role.ADMIN))
    return as_recipients(people, Audience.OPS, settings)


def _backup(session: Session, settings: Settings) -> list[Recipient]:
    people = first_reachable(
        dispatchers(session, backup=True), dispatchers(session, backup=False), people_in_role(session, Role.ADMIN)
    )
    return as_recipients(people, Audience.DISPATCH, settings)


def _managers_manager(session: Session, alert: Alert, settings: Settings) -> list[Recipient]:
    above = managers_above(session, session.get_one(Employee, alert.employee_id))
    people = first_reachable(above[1:2], above[:1], people_in_role(session, Role.ADMIN))
    return as_recipients(people, Audience.MANAGER, settings)


def _owner(session: Session, alert: Alert, settings: Settings) -> list[Recipient]:
    """Return the owner; where a shared desk has it, or the owner cannot be reached, those who were told first."""
    owner = session.get(Employee, alert.owner_id) if alert.owner_id else None
    if owner is None:
        return _of_kind(session, alert, settings)
    audience = Audience.MANAGER if may(owner.role, Permission.REASON_READ) else Audience.DISPATCH
    return as_recipients([owner], audience, settings) or _of_kind(session, alert, settings)


def as_recipients(people: Iterable[Employee], audience: Audience, settings: Settings) -> list[Recipient]:
    """Return the addresses of people: e-mail always, a text where they agreed to it and SMS is set up."""
    return [
        Recipient(
            audience=audience,
            channel=channel,
            address=address,
            name=person.name,
            timezone=person.timezone,
            employee_id=person.id,
        )
        for person in people
        for channel, address in addresses(person, settings)
    ]


def addresses(person: Employee, settings: Settings) -> list[tuple[ChannelName, str]]:
    addresses_of_person = [(ChannelName.EMAIL, person.email)] if person.email else []
    if person.phone and person.sms_opt_in and sms_is_set_up(settings):
        addresses_of_person.append((ChannelName.SMS, person.phone))
    return addresses_of_person


def sms_is_set_up(settings: Settings) -> bool:
    return bool(settings.twilio_account_sid and settings.twilio_auth_token and settings.twilio_from)


def _route(name: str, urls: Iterable[str], audience: Audience, settings: Settings) -> list[Recipient]:
    return [
        Recipient(
            audience=audience,
            channel=destinations.channel_of(url),
            address=destinations.label(url),
            name=name,
            timezone=settings.company_timezone,
            route=name,
            destination=destinations.fingerprint(url),
        )
        for url in urls
    ]
