"""Every route for every role, on their own people and on others': one table of statuses, held against the app.

A route without a line here fails, and so does a line without a route. `200/404`: one's own / somebody else's. A
refusal must leave the alert as it was, and what is permitted is refused with 400 without its CSRF token. The lines are
walked from above: who resolves a blocker may leave a word for its person further down.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.long_jobs import JobKind
from app.domain.permissions import Role
from app.extensions import current_counts
from app.models import Alert, Employee, ImportState, PeopleImport, User, WeeklyRollup
from app.services.accounts.password_resets import make_token
from app.services.alerts.link_tokens import make_ack_token
from app.services.long_jobs.requests import request_job
from app.services.messages.checkin_links import make_checkin_token
from app.services.messages.unsubscribing import make_unsubscribe_link
from app.settings import Settings
from tests.builders import (
    NOW,
    TODAY,
    make_alert,
    make_checkin,
    make_delegation,
    make_employee,
    make_kpi,
    make_left_word,
    make_profile,
    make_reading,
    make_rollup,
    make_team,
    make_time_off,
    make_user,
)
from tests.functional.web.conftest import SignIn, token_of
from tests.route_addresses import MACHINES

TABLE = """
endpoint                      method anonymous technician dispatcher hr      manager executive admin
account.ask                   POST   302       302        302        302     302     302       302
account.begin                 POST   302       302        302        302     302     302       302
account.confirm               POST   302       422        422        422     422     422       422
account.data                  GET    302       200        200        200     200     200       200
account.end_browser           POST   302       302        302        302     302     302       302
account.end_every_browser      POST   302       302        302        302     302     302       302
account.index                 GET    302       200        200        200     200     200       200
account.make_token            POST   302       422        422        422     422     422       422
account.recovery_codes        GET    302       200        200        200     200     200       200
account.recovery_codes        POST   302       422        422        422     422     422       422
account.revoke_token          POST   302       302        302        302     302     302       302
account.show                  GET    302       200        200        200     200     200       200
account.submit_notifications  POST   302       302        302        302     302     302       302
account.submit_password       POST   302       422        422        422     422     422       422
account.tokens                GET    302       200        200        200     200     200       200
account.turn_off              GET    302       200        200        200     200     200       200
account.turn_off              POST   302       422        422        422     422     422       422
acknowledge.show              GET    200       200        200        200     200     200       200
acknowledge.take              POST   400       422        422        422     422     422       422
admin.add_address             POST   302       403        403        403     403     403       422
admin.audit                   GET    302       403        403        403     403     403       200
admin.deliveries              GET    302       403        403        403     403     403       200
admin.give_role               POST   302       403        403        403     403     403       302
admin.index                   GET    302       403        403        403     403     403       200
admin.invite_again            POST   302       403        403        403     403     403       302
admin.invite_somebody         POST   302       403        403        403     403     403       422
admin.mail                    GET    302       403        403        403     403     403       404
admin.mail_html               GET    302       403        403        403     403     403       404
admin.mailbox                 GET    302       403        403        403     403     403       404
admin.notices                 GET    302       403        403        403     403     403       200
admin.remove_address          POST   302       403        403        403     403     403       302
admin.retry                   POST   302       403        403        403     403     403       302
admin.revoke_token            POST   302       403        403        403     403     403       302
admin.routes                  GET    302       403        403        403     403     403       200
admin.rules                   GET    302       403        403        403     403     403       200
admin.run_now                 POST   302       403        403        403     403     403       404
admin.runs                    GET    302       403        403        403     403     403       200
admin.send_test               POST   302       403        403        403     403     403       302
admin.set_rule                POST   302       403        403        403     403     403       404
admin.sign_ins                GET    302       403        403        403     403     403       200
admin.switch                  POST   302       403        403        403     403     403       302
admin.tokens                  GET    302       403        403        403     403     403       200
alerts.acknowledge            POST   302       403        302        404     302/404 403       302
alerts.hand_over              POST   302       403        422        404     422/404 403       422
alerts.index                  GET    302       403        200        200     200     403       200
alerts.outcome                POST   302       403        302        404     302/404 403       302
alerts.page                   GET    302       403        200        404     200/404 403       200
alerts.put_back               POST   302       403        302        404     302/404 403       302
alerts.resolve                POST   302       403        302        404     302/404 403       302
alerts.snooze                 POST   302       403        302        404     302/404 403       302
alerts.undo                   POST   302       403        302        404     302/404 403       302
api.add_days_off              POST   401       401        401        401     401     401       401
api.add_readings              POST   401       401        401        401     401     401       401
api.alerts                    GET    401       401        401        401     401     401       401
api.answer_alert              POST   401       401        401        401     401     401       401
api.change_days_off           PUT    401       401        401        401     401     401       401
api.check_ins                 GET    401       401        401        401     401     401       401
api.days_off                  GET    401       401        401        401     401     401       401
api.kpi_readings              GET    401       401        401        401     401     401       401
api.people                    GET    401       401        401        401     401     401       401
api.profile                   GET    401       401        401        401     401     401       401
api.remove_days_off           DELETE 401       401        401        401     401     401       401
api.take_alert                POST   401       401        401        401     401     401       401
api.time_off                  GET    401       401        401        401     401     401       401
api.weekly_rollups            GET    401       401        401        401     401     401       401
api_description.docs          GET    200       200        200        200     200     200       200
api_description.openapi       GET    200       200        200        200     200     200       200
auth.code                     GET    302       302        302        302     302     302       302
auth.sign_in                  GET    200       302        302        302     302     302       302
auth.sign_out                 POST   302       302        302        302     302     302       302
auth.submit_code              POST   400       302        302        302     302     302       302
auth.submit_sign_in           POST   400       422        422        422     422     422       422
blockers.index                GET    302       403        200        200     200     200       200
blockers.resolve              POST   302       403        302        403     302/404 403       302
blockers.weeks_chart          GET    302       403        200        200     200     200       200
blockers.weeks_rows           GET    302       403        200        200     200     200       200
calls.index                   GET    302       403        403        403     403     200       200
checkin_form.send             POST   400       422        422        422     422     422       422
checkin_form.show             GET    200       200        200        200     200     200       200
company.back                  GET    404       404        404        404     404     404       404
company.begin                 GET    404       404        404        404     404     404       404
design.chart                  GET    302       403        403        403     403     403       200
design.chart_rows             GET    302       403        403        403     403     403       200
design.index                  GET    302       403        403        403     403     403       200
design.submit                 POST   302       403        403        403     403     403       422
hr.index                      GET    302       403        403        200     403     403       403
kpi_readings.add              POST   302       403        403        422     422     403       403
kpi_readings.add_file         POST   302       403        403        422     422     403       403
kpi_readings.index            GET    302       403        403        200     200     403       403
kpi_readings.remove           POST   302       403        403        302     302/404 403       403
kpi_readings.template         GET    302       403        403        200     200     403       403
kpis.create                   POST   302       403        403        422     403     403       403
kpis.index                    GET    302       403        403        200     403     403       403
kpis.page                     GET    302       403        403        200     403     403       403
kpis.save                     POST   302       403        403        422     403     403       403
left_words.leave              POST   302       403        422        403     422/404 422/404   422
left_words.page               GET    302       403        200        403     200/404 200/404   200
left_words.withdraw           POST   302       403        302/404    403     302/404 302/404   302/404
long_jobs.cancel              POST   302       403        403        302     302/404 403       302
long_jobs.index               GET    302       403        403        200     200     403       200
long_jobs.page                GET    302       403        403        200     200/404 403       200
long_jobs.repeat              POST   302       403        403        302     302/404 403       302
milestones.chart              GET    302       403        403        403     200/404 200/404 403
milestones.index              GET    302       403        403        302     302     302       403
milestones.talk               POST   302       403        403        403     302/404 302/404 403
milestones.week               GET    302       403        403        200     200     200       403
odoo.answer                   POST   302       403        403        302     403     403       403
odoo.index                    GET    302       403        403        200     403     403       403
odoo.remove_rule              POST   302       403        403        404     403     403       403
odoo.set_rule                 POST   302       403        403        422     403     403       403
odoo.sync                     POST   302       403        403        302     403     403       403
password_resets.ask           GET    200       200        200        200     200     200       200
password_resets.choose        GET    200       200        200        200     200     200       200
password_resets.submit_ask    POST   400       422        422        422     422     422       422
password_resets.submit_choose POST   400       422        422        422     422     422       422
people_imports.answer         POST   302       403        403        302     403     403       403
people_imports.ask_put_back   GET    302       403        403        302     403     403       403
people_imports.confirm        POST   302       403        403        302     403     403       403
people_imports.discard        POST   302       403        403        302     403     403       403
people_imports.do_put_back    POST   302       403        403        302     403     403       403
people_imports.export         GET    302       403        403        200     403     403       403
people_imports.index          GET    302       403        403        200     403     403       403
people_imports.page           GET    302       403        403        200     403     403       403
people_imports.read_again     POST   302       403        403        302     403     403       403
people_imports.submit         POST   302       403        403        422     403     403       403
people_imports.template       GET    302       403        403        200     403     403       403
people_imports.wrong_rows     GET    302       403        403        200     403     403       403
profiles.come_back            GET    302       403        403        200     403     403       403
profiles.create               POST   302       403        403        422     403     403       403
profiles.expects              POST   302       403        403        200     403     403       403
profiles.history              GET    302       403        403        200     403     403       403
profiles.index                GET    302       403        403        200     403     403       403
profiles.erase                POST   302       403        403        422     403     403       403
profiles.export               POST   302       403        403        302     403     403       403
profiles.export_file          GET    302       403        403        404     403     403       403
profiles.leave                GET    302       403        403        200     403     403       403
profiles.new                  GET    302       403        403        200     403     403       403
profiles.page                 GET    302       403        403        302     403     403       403
profiles.rights               GET    302       403        403        200     403     403       403
profiles.save                 POST   302       403        403        422     403     403       403
profiles.section              GET    302       403        403        200     403     403       403
profiles.submit_come_back     POST   302       403        403        422     403     403       403
profiles.submit_leave         POST   302       403        403        422     403     403       403
profiles.take_back            POST   302       403        403        404     403     403       403
teams.add                     POST   302       403        403        422     403     403       403
teams.create                  POST   302       403        403        422     403     403       403
teams.delegates               GET    302       403        403        200     403     403       403
teams.end                     POST   302       403        403        302     403     403       403
teams.index                   GET    302       403        403        200     403     403       403
teams.merge                   POST   302       403        403        422     403     403       403
teams.page                    GET    302       403        403        200     403     403       403
teams.save                    POST   302       403        403        422     403     403       403
technicians.chart             GET    302       200/404    403        200     200/404 200/404   403
technicians.chart_rows        GET    302       200/404    403        200     200/404 200/404   403
technicians.index             GET    302       403        403        200     200     200       403
technicians.page              GET    302       200/404    403        200     200/404 200/404   403
time_off.add                  POST   302       403        403        422     422     403       403
time_off.add_file             POST   302       403        403        422     422     403       403
time_off.calendar             GET    302       403        403        200     200     403       403
time_off.cancel               POST   302       403        403        302     302/404 403       403
time_off.index                GET    302       403        403        200     200     403       403
time_off.page                 GET    302       403        403        200     200/404 403       403
time_off.save                 POST   302       403        403        422     422/404 403       403
time_off.template             GET    302       403        403        200     200     403       403
today.index                   GET    302       302        200        200     200     200       200
trends.chart                  GET    302       403        403        200     200     200       403
trends.chart_rows             GET    302       403        403        200     200     200       403
trends.index                  GET    302       403        403        200     200     200       403
try_call.answer               POST   302       403        403        403     403     403       422
try_call.end                  POST   302       403        403        403     403     403       422
try_call.index                GET    302       403        403        403     403     403       200
try_call.start                POST   302       403        403        403     403     403       422
unsubscribe.show              GET    200       200        200        200     200     200       200
unsubscribe.stop              POST   400       200        200        200     200     200       200
"""
ANONYMOUS = "anonymous"
NO_TOKEN = 401
"""Of the API: a signed-in browser opens nothing there, so a forged post changes nothing either."""
REFUSED = {403, 404}
TRY_WITHOUT_A_TOKEN = (Role.ADMIN, Role.HR, Role.MANAGER)
"""Together they may post everything."""
LAST_WEEK = date(2026, 11, 9)
LAST = {"account.end_every_browser", "auth.sign_out"}
"""Ends the session, so it is asked for when everything else has been."""
RECORDS = {"team_id", "delegation_id", "time_off_id", "kpi_id", "reading_id", "word_id"}
BODIES = {"outcome": "fixed", "minutes": "30"}
"""What the forms ask for. A form that needs more answers 422, which also shows that the role was admitted."""


@dataclass(frozen=True)
class Expected:
    own: int
    other: int


def expectations(who: str) -> dict[tuple[str, str], Expected]:
    """Return the column of the table by (endpoint, method)."""
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    cells = {(line[0], line[1]): line[head.index(who)].split("/") for line in lines}
    return {key: Expected(own=int(cell[0]), other=int(cell[-1])) for key, cell in cells.items()}


def routes(app: Flask) -> list[tuple[str, str]]:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in MACHINES]
    found = {(rule.endpoint, method) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
    return sorted(found, key=lambda route: (route[0] in LAST, route))


@dataclass
class Subject:
    """Whom and what an address is about."""

    person: Employee
    session: Session
    settings: Settings
    asked_by: int
    """Who asked for the long work that an address names."""
    alert: Alert | None = None

    def fresh_alert(self) -> Alert:
        self.alert = make_alert(self.session, self.person, kind=AlertKind.BLOCKER, note="Gate code", opened_at=NOW)
        self.session.commit()
        return self.alert

    def _fresh_job(self) -> uuid.UUID:
        job = request_job(
            self.session,
            JobKind.PEOPLE_IMPORT,
            key=uuid.uuid4().hex,
            title="people.csv",
            requested_by_id=self.asked_by,
            now=NOW,
        )
        self.session.commit()
        return job.id

    def _fresh_user(self) -> int:
        user = make_user(self.session, make_employee(self.session))
        self.session.commit()
        return user.id

    def _fresh_import(self) -> int:
        people_import = PeopleImport(
            state=ImportState.READY,
            file_name="people.csv",
            content_hash=uuid.uuid4().hex,
            submitted_by_name="Hanna",
            facts={"headings": {}},
        )
        self.session.add(people_import)
        self.session.commit()
        return people_import.id

    def _fresh_record(self, name: str) -> int:
        """Return the id of something that HR keeps about the person, or of what it is kept in."""
        session, person = self.session, self.person
        made: dict[str, Callable[[], Any]] = {
            "team_id": lambda: make_team(session),
            "delegation_id": lambda: make_delegation(session, person, make_employee(session, role=Role.MANAGER)),
            "time_off_id": lambda: make_time_off(session, person),
            "kpi_id": lambda: make_kpi(session),
            "word_id": lambda: make_left_word(session, person, session.get_one(Employee, self.asked_by)),
            "reading_id": lambda: make_reading(session, person, make_kpi(session)),
        }
        record_id: int = made[name]().id
        session.commit()
        return record_id

    def address(self, app: Flask, endpoint: str, method: str) -> str:
        [rule] = [rule for rule in app.url_map.iter_rules(endpoint) if method in (rule.methods or ())]
        alert = self.fresh_alert()
        user = self.session.query(User).first()
        values: dict[str, Any] = {
            "alert_id": alert.id,
            "employee_id": self.person.id,
            "job_id": self._fresh_job(),
            "odoo_id": 9,
            "rule_id": 4711,
            "week": "2026-W46",
            "starts_on": "2026-12-01",
            "import_id": self._fresh_import(),
            "section": "identity",
            "name": {"trends": "participation"}.get(endpoint.partition(".")[0], "energy"),
            "user_id": self._fresh_user(),
            "token_id": 4711,
            "desk": "ops",
            "message_id": uuid.uuid4(),
        }
        values |= {name: self._fresh_record(name) for name in rule.arguments & RECORDS}
        if endpoint.startswith("acknowledge"):
            values["token"] = make_ack_token(self.settings, alert.id, "Dispatch", now=NOW)
        if endpoint.startswith("checkin_form"):
            number = self.person.phone or ""
            values["token"] = make_checkin_token(self.settings, self.person.id, TODAY, number=number, now=NOW)
        if endpoint.startswith("unsubscribe"):
            values["token"] = make_unsubscribe_link(self.settings, self.person.id, now=NOW).rpartition("/")[2]
        if endpoint.startswith("password_resets") and user:
            values["token"] = make_token(user, settings=self.settings, now=NOW)
        with app.test_request_context():
            return app.url_for(endpoint, **{name: values[name] for name in rule.arguments})


@pytest.fixture
def subjects(session: Session, settings: Settings) -> dict[Role, tuple[Employee, Subject, Subject]]:
    """Return by role somebody who signs in, a person of their own, and a person of somebody else's line."""
    stranger = make_employee(session, manager_id=make_employee(session, role=Role.MANAGER).id)
    made = {}
    for role in Role:
        viewer = make_employee(session, role=role)
        own = viewer if role is Role.TECHNICIAN else make_employee(session, manager_id=viewer.id)
        for person in (own, stranger):
            make_checkin(session, person, timestamp=NOW)
            if session.get(WeeklyRollup, (person.id, LAST_WEEK)) is None:
                make_rollup(session, person)
        made[role] = (
            viewer,
            Subject(own, session, settings, viewer.id),
            Subject(stranger, session, settings, stranger.id),
        )
    make_profile(session, stranger)
    make_user(session, stranger)
    session.commit()
    return made


def answers(
    app: Flask, client: FlaskClient, subject: Subject, data: dict[str, str]
) -> Iterator[tuple[tuple[str, str], int]]:
    """Ask for every route, each with an alert of its own, which a refusal must not have touched."""
    for endpoint, method in routes(app):
        with app.app_context():
            current_counts().own.reset()
        status = client.open(subject.address(app, endpoint, method), method=method, data=data).status_code
        yield (endpoint, method), status
        if status in REFUSED:
            assert subject.alert is not None
            subject.session.refresh(subject.alert)
            assert subject.alert.status is AlertStatus.OPEN


def test_table_names_every_route_and_no_other(app: Flask) -> None:
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    assert [line for line in lines if len(line) != len(head)] == []
    assert sorted((line[0], line[1]) for line in lines) == sorted(routes(app))
    assert head[2:] == [ANONYMOUS, *(role.value for role in Role)]


@pytest.mark.parametrize("whose", ["own", "other"])
@pytest.mark.parametrize("role", Role)
def test_role_gets_what_the_table_says(
    app: Flask, sign_in: SignIn, subjects: dict[Role, tuple[Employee, Subject, Subject]], role: Role, whose: str
) -> None:
    viewer, own, other = subjects[role]
    pages = sign_in(employee=viewer)
    data = BODIES | {"csrf_token": token_of(pages)}
    found = dict(answers(app, pages.client, own if whose == "own" else other, data))
    assert found == {key: getattr(cell, whose) for key, cell in expectations(role).items()}


def test_stranger_gets_what_the_table_says(app: Flask, subjects: dict[Role, tuple[Employee, Subject, Subject]]) -> None:
    """Without a session there is no token either, so the open forms answer 400."""
    found = dict(answers(app, app.test_client(), subjects[Role.HR][1], BODIES))
    assert found == {key: cell.own for key, cell in expectations(ANONYMOUS).items()}


@pytest.mark.parametrize("role", TRY_WITHOUT_A_TOKEN)
def test_no_post_is_taken_without_its_token(
    app: Flask, sign_in: SignIn, subjects: dict[Role, tuple[Employee, Subject, Subject]], role: Role
) -> None:
    viewer, own, _ = subjects[role]
    found = dict(answers(app, sign_in(employee=viewer).client, own, BODIES))
    cells = expectations(role).items()
    open_posts = {key for key, cell in cells if key[1] != "GET" and cell.own not in {*REFUSED, NO_TOKEN}}
    assert open_posts != set()
    assert {key: found[key] for key in open_posts if found[key] != 400} == {}


def test_those_who_try_without_a_token_try_every_post() -> None:
    tried = [expectations(role) for role in TRY_WITHOUT_A_TOKEN]
    posts = {key for key in tried[0] if key[1] != "GET"}
    assert {key for key in posts if all(cells[key].own == 403 for cells in tried)} == set()
