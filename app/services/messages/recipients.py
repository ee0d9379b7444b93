"""Who hears of an alert, by its kind and by why a message goes out, and through which channels."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.alerts.audiences import Audience, may_hear
from app.domain.alerts.kinds import AlertKind, AlertNotice
from app.domain.messages import destinations
from app.domain.messages.delivery import ChannelName
from app.domain.permissions import Role
from app.models import Alert, Employee
from app.queries.delegations import load_stand_ins
from app.queries.quiet_calls import is_quiet
from app.queries.recipients import at_work, dispatchers, first_reachable, managers_above, people_in_role, reachable
from app.queries.work_patterns import checkin_day
from app.services.messages.refused_texts import may_be_texted
from app.settings import Settings

OWNED_AS = (Audience.MANAGER, Audience.DISPATCH, Audience.HR)
"""As whom an owner is addressed: the first of these that their role allows."""


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


def recipients(
    session: Session, alert: Alert, notice: AlertNotice, settings: Settings, *, now: datetime
) -> list[Recipient]:
    """Return every address once; who is told as a manager is not told again as a dispatcher.

    Nobody hears of what a call caused that was typed to try the line.
    """
    if is_quiet(session, alert.checkin_id):
        return []
    table = _Table(session, alert, settings, now)
    by_address: dict[tuple[ChannelName, str], Recipient] = {}
    for recipient in table.of_notice(notice):
        if recipient.employee_id is None or recipient.employee_id != alert.employee_id:
            by_address.setdefault((recipient.channel, recipient.address), recipient)
    return list(by_address.values())


@dataclass(frozen=True)
class _Table:
    """Who hears of one alert at one instant."""

    session: Session
    alert: Alert
    settings: Settings
    now: datetime

    def of_notice(self, notice: AlertNotice) -> list[Recipient]:
        match notice:
            case AlertNotice.BACKUP:
                return self._backup()
            case AlertNotice.MANAGERS_MANAGER:
                line = self._line()
                return self._people(line[1:2] or line[:1], Audience.MANAGER) or self._hr()
            case AlertNotice.OUTCOME_REMINDER | AlertNotice.HANDED_OVER | AlertNotice.TAKEN_BACK:
                return self._owner()
            case AlertNotice.AGAIN if self.alert.owner_id is not None:
                return self._owner()
            case _:
                return self._of_kind()

    def _of_kind(self) -> list[Recipient]:
        match self.alert.kind:
            case AlertKind.BURNOUT:
                return self._nearest()
            case AlertKind.BLOCKER | AlertKind.LINE:
                return self._ops()
            case AlertKind.SAFETY:
                managers = self._nearest() if self.alert.employee_id else []
                return managers + dispatch(self.session, self.settings, now=self.now) + self._ops()
            case _:
                return self._nearest() + dispatch(self.session, self.settings, now=self.now)

    def _nearest(self) -> list[Recipient]:
        """Return the nearest in the line who may read it; where nobody may, HR."""
        return self._people(self._line()[:1], Audience.MANAGER) or self._hr()

    def _line(self) -> list[Employee]:
        """Return those above the person who may read it and have an address, the nearest first."""
        person = self.session.get_one(Employee, self.alert.employee_id)
        above = reachable(self._acting(managers_above(self.session, person, now=self.now)))
        return [manager for manager in above if may_hear(manager.role, self.alert.kind, Audience.MANAGER)]

    def _acting(self, managers: list[Employee]) -> list[Employee]:
        """Put whoever stands in for a manager who is away in their place, but nobody to hear about themself."""
        stand_ins = load_stand_ins(self.session, [manager.id for manager in managers], now=self.now)
        acting = (stand_ins.get(manager.id, manager) for manager in managers)
        return [
            manager if person.id == self.alert.employee_id else person
            for manager, person in zip(managers, acting, strict=True)
        ]

    def _hr(self) -> list[Recipient]:
        return self._people(people_in_role(self.session, Role.HR, now=self.now), Audience.HR)

    def _ops(self) -> list[Recipient]:
        route = _route("ops", self.settings.ops_urls, Audience.OPS, self.settings)
        people = first_reachable(self._dispatchers(backup=False), self._admins())
        return route or self._people(people, Audience.OPS)

    def _backup(self) -> list[Recipient]:
        people = first_reachable(self._dispatchers(backup=True), self._dispatchers(backup=False), self._admins())
        return self._people(people, Audience.DISPATCH)

    def _dispatchers(self, *, backup: bool) -> list[Employee]:
        return dispatchers(self.session, backup=backup, now=self.now)

    def _admins(self) -> list[Employee]:
        return people_in_role(self.session, Role.ADMIN, now=self.now)

    def _owner(self) -> list[Recipient]:
        """Return the owner; where a desk has it, or the owner may no longer hear of it, those who were told first.

        About a day that is over nobody else is asked.
        """
        others = [] if self._is_past() else self._of_kind()
        owner = self.session.get(Employee, self.alert.owner_id) if self.alert.owner_id else None
        if owner is None or not at_work(owner, self.now):
            return others
        audiences = [each for each in OWNED_AS if may_hear(owner.role, self.alert.kind, each)]
        return (self._people([owner], audiences[0]) if audiences else []) or others

    def _is_past(self) -> bool:
        person = self.session.get(Employee, self.alert.employee_id) if self.alert.employee_id else None
        return person is not None and self.alert.alert_on < checkin_day(person, self.now, settings=self.settings)

    def _people(self, people: Iterable[Employee], audience: Audience) -> list[Recipient]:
        allowed = [person for person in people if may_hear(person.role, self.alert.kind, audience)]
        return as_recipients(allowed, audience, self.settings)


def dispatch(session: Session, settings: Settings, *, now: datetime) -> list[Recipient]:
    people = first_reachable(dispatchers(session, backup=False, now=now), dispatchers(session, backup=True, now=now))
    return as_recipients(people, Audience.DISPATCH, settings) + dispatch_route(settings)


def dispatch_route(settings: Settings) -> list[Recipient]:
    return _route("dispatch", settings.dispatch_urls, Audience.DISPATCH, settings)


def desk_routes(settings: Settings) -> list[Recipient]:
    """Return every address of the shared desks, as the settings have them."""
    return [*_route("ops", settings.ops_urls, Audience.OPS, settings), *dispatch_route(settings)]


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
    if person.phone and may_be_texted(person) and sms_is_set_up(settings):
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
