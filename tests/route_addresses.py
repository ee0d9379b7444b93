"""Every route of the app as addresses that exist: the parameters are filled from rows of the database.

A parameter that nothing here can fill is an error: whoever adds a route says in `VALUES` where its values come from.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.domain.alerts.kinds import AlertStatus
from app.domain.long_jobs import JobKind
from app.domain.permissions import Role
from app.models import Alert, Employee, ImportState, Kpi, LeftWord, OutboxMessage, PeopleImport, Team, TimeOff, User
from app.services.accounts import password_resets
from app.services.alerts.link_tokens import make_ack_token
from app.services.long_jobs.requests import request_job
from app.services.messages.checkin_links import make_checkin_token
from app.services.messages.unsubscribing import make_unsubscribe_link
from app.settings import Settings
from app.web.profiles.values import SECTIONS
from app.web.trends.charts import CHARTS as TEAM_CHARTS
from tests.builders import NOW, TODAY, make_kpi, make_left_word, make_team, make_time_off

MACHINES = frozenset(
    {
        "static",
        "vapi.webhook",
        "sms_status.report",
        "sms_inbound.take",
        "health.healthz",
        "health.readyz",
        "health.metrics",
    }
)
"""Routes that no person opens; nor do those of the API, which asks for a token and has tests of its own."""
EACH = 1
"""Of each kind of row, the latest."""


class Rows:
    """What the database holds that an address can name."""

    def __init__(self, session: Session, settings: Settings) -> None:
        self.session, self.settings = session, settings

    def alert_ids(self) -> list[int]:
        """Return a few of every kind in every status; a walk that misses burnout alerts would prove nothing."""
        place = sa.func.row_number().over(partition_by=(Alert.kind, Alert.status), order_by=Alert.id.desc())
        ranked = sa.select(Alert.id, place.label("place")).subquery()
        return list(self.session.scalars(sa.select(ranked.c.id).where(ranked.c.place <= EACH).order_by(ranked.c.id)))

    def employee_ids(self) -> list[int]:
        place = sa.func.row_number().over(partition_by=Employee.role, order_by=Employee.id)
        ranked = sa.select(Employee.id, place.label("place")).subquery()
        return list(self.session.scalars(sa.select(ranked.c.id).where(ranked.c.place <= EACH).order_by(ranked.c.id)))

    def links_for_dispatch(self) -> list[str]:
        """Return the token of a link that a dispatcher was mailed, for one open alert of each kind they hear of."""
        live = sa.select(Alert).where(Alert.status == AlertStatus.OPEN, Alert.kind != "burnout").order_by(Alert.id)
        alerts = {alert.kind: alert.id for alert in self.session.scalars(live)}
        dispatcher = self.session.scalars(sa.select(Employee).where(Employee.role == Role.DISPATCHER).limit(1)).one()
        now = NOW
        return [
            make_ack_token(self.settings, id_, dispatcher.name, employee_id=dispatcher.id, now=now)
            for id_ in alerts.values()
        ]

    def reset_tokens(self) -> list[str]:
        user = self.session.scalars(sa.select(User).limit(1)).one()
        return [password_resets.make_token(user, settings=self.settings, now=NOW)]

    def unsubscribe_tokens(self) -> list[str]:
        dispatcher = self.session.scalars(sa.select(Employee).where(Employee.role == Role.DISPATCHER).limit(1)).one()
        return [make_unsubscribe_link(self.settings, dispatcher.id, now=NOW).rpartition("/")[2]]

    def checkin_tokens(self) -> list[str]:
        by_number = sa.select(Employee).where(Employee.role == Role.TECHNICIAN, Employee.active, Employee.phone != "")
        person = self.session.scalars(by_number.order_by(Employee.id).limit(1)).one()
        return [make_checkin_token(self.settings, person.id, TODAY, number=person.phone or "", now=NOW)]

    def job_ids(self) -> list[UUID]:
        """Return a job that an administrator, who sees all of them, may open."""
        job = request_job(
            self.session,
            JobKind.PEOPLE_IMPORT,
            key="walk",
            title="people.csv",
            requested_by_id=None,
            now=NOW,
        )
        self.session.commit()
        return [job.id]

    def import_ids(self) -> list[int]:
        """Return an import whose preview stands, the same one each time."""
        standing = self.session.scalar(sa.select(PeopleImport.id).where(PeopleImport.content_hash == "walk"))
        if standing is not None:
            return [standing]
        row = PeopleImport(
            state=ImportState.READY,
            file_name="people.csv",
            content_hash="walk",
            submitted_by_name="Hanna",
            facts={"kind": "utf-8", "delimiter": ",", "heading_row": 1, "headings": {"0": "Name"}},
        )
        self.session.add(row)
        self.session.commit()
        return [row.id]

    def team_ids(self) -> list[int]:
        return self._first(Team, lambda: make_team(self.session))

    def kpi_ids(self) -> list[int]:
        return self._first(Kpi, lambda: make_kpi(self.session))

    def time_off_ids(self) -> list[int]:
        people = sa.select(Employee).where(Employee.role == Role.TECHNICIAN).limit(1)
        return self._first(TimeOff, lambda: make_time_off(self.session, self.session.scalars(people).one()))

    def word_ids(self) -> list[int]:
        people = self.session.scalars(sa.select(Employee).order_by(Employee.id).limit(2)).all()
        return self._first(LeftWord, lambda: make_left_word(self.session, people[0], people[-1]))

    def _first(self, table: type[Any], make: Callable[[], Any]) -> list[int]:
        """Return the first row of a table, made where there is none: a second walk asks for the same addresses."""
        first = self.session.scalars(sa.select(table).order_by(table.id).limit(1)).first()
        row = first or make()
        self.session.commit()
        return [row.id]


VALUES: dict[str, Callable[[Rows], Sequence[Any]]] = {
    "alert_id": Rows.alert_ids,
    "job_id": Rows.job_ids,
    "import_id": Rows.import_ids,
    "employee_id": Rows.employee_ids,
    "team_id": Rows.team_ids,
    "kpi_id": Rows.kpi_ids,
    "time_off_id": Rows.time_off_ids,
    "word_id": Rows.word_ids,
    "section": lambda _rows: list(SECTIONS),
    "acknowledge:token": Rows.links_for_dispatch,
    "checkin_form:token": Rows.checkin_tokens,
    "password_resets:token": Rows.reset_tokens,
    "unsubscribe:token": Rows.unsubscribe_tokens,
    "user_id": lambda rows: [rows.session.scalars(sa.select(User.id).limit(1)).one()],
    "message_id": lambda rows: rows.session.scalars(sa.select(OutboxMessage.id).limit(1)).all() or [UUID(int=0)],
    "admin:name": lambda _rows: ["a_job"],
    "starts_on": lambda _rows: ["2026-12-01", "soon"],
    "week": lambda _rows: ["2026-W46", "2025-W01"],
    "milestones:name": lambda _rows: ["energy", "kpi", "goal"],
    "trends:name": lambda _rows: list(TEAM_CHARTS),
    "technicians:name": lambda _rows: ["energy", "blockers", "goal", "calendar", "weeks"],
}
"""Parameter, or `blueprint:parameter` where the same name means another thing, to the values to try."""


def rules_of(app: Flask, method: str) -> list[Rule]:
    found = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    return sorted(
        (rule for rule in found if not _is_machines(rule.endpoint)), key=lambda rule: (rule.rule, rule.endpoint)
    )


def _is_machines(endpoint: str) -> bool:
    return endpoint in MACHINES or endpoint.partition(".")[0] in {"api", "api_description"}


def addresses_of(app: Flask, rule: Rule, rows: Rows) -> Iterator[str]:
    """Yield the rule's address for every combination of its parameters' values."""
    names = sorted(rule.arguments)
    with app.test_request_context():
        for values in product(*(values_of(rule, name)(rows) for name in names)):
            yield app.url_for(rule.endpoint, **dict(zip(names, values, strict=True)))


def values_of(rule: Rule, name: str) -> Callable[[Rows], Sequence[Any]]:
    blueprint = rule.endpoint.partition(".")[0]
    found = VALUES.get(f"{blueprint}:{name}") or VALUES.get(name)
    assert found, f"{rule.rule}: say in {__name__}.VALUES where real values of {name!r} come from"
    return found
