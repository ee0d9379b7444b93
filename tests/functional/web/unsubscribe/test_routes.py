"""The link of the brief's mail: looking changes nothing, pressing stops it, and a mail program may press as well."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.figures.digest_times import DigestDay
from app.domain.permissions import Role
from app.models import AuditEvent, Employee
from app.services.messages.unsubscribing import WORKS_FOR, Regular, make_unsubscribe_link
from app.settings import Settings
from app.signing import Purpose, sign
from tests.builders import NOW, make_employee

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def max_at_the_desk(session: Session) -> Employee:
    person = make_employee(session, name="Max Roth", role=Role.DISPATCHER, wants_morning_brief=True)
    session.commit()
    return person


@pytest.fixture
def path(settings: Settings, max_at_the_desk: Employee) -> str:
    return make_unsubscribe_link(settings, max_at_the_desk.id, now=NOW).removeprefix(settings.public_url)


def wants_it(session: Session, person: Employee) -> bool:
    return session.get_one(Employee, person.id, populate_existing=True).wants_morning_brief


def test_looking_changes_nothing(client: FlaskClient, session: Session, max_at_the_desk: Employee, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert "Stop the morning brief?" in page.text
    assert "Max Roth" in page.text
    assert wants_it(session, max_at_the_desk)


def test_one_click_of_a_mail_program_stops_it(
    client: FlaskClient, session: Session, max_at_the_desk: Employee, path: str
) -> None:
    for _ in range(2):
        answer = client.post(path, data=ONE_CLICK)
        assert (answer.status_code, "The brief is stopped" in answer.text) == (200, True)
    assert not wants_it(session, max_at_the_desk)
    stopped = session.scalars(select(AuditEvent).where(AuditEvent.action == "brief.stopped_by_link")).all()
    assert [(entry.actor_id, entry.subject_id) for entry in stopped] == [(max_at_the_desk.id, max_at_the_desk.id)]


def test_the_button_of_the_page_stops_it_with_the_pages_own_token(
    client: FlaskClient, session: Session, max_at_the_desk: Employee, path: str
) -> None:
    assert client.post(path).status_code == 400
    assert wants_it(session, max_at_the_desk)
    token = client.get(path).text.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert client.post(path, data={"csrf_token": token}).status_code == 200
    assert not wants_it(session, max_at_the_desk)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_not_ours_is_refused(
    client: FlaskClient, session: Session, settings: Settings, max_at_the_desk: Employee, method: str
) -> None:
    other = sign(max_at_the_desk.id, Purpose.PASSWORD_RESET, keys=settings.secret_key, expires_at=NOW + WORKS_FOR)
    for token in ("rubbish", other):
        answer = client.open(f"/unsubscribe/{token}", method=method, data=ONE_CLICK if method == "post" else None)
        assert (answer.status_code, "This link does not work" in answer.text) == (410, True)
    assert wants_it(session, max_at_the_desk)


def test_an_old_link_says_where_to_go(client: FlaskClient, settings: Settings, max_at_the_desk: Employee) -> None:
    old = make_unsubscribe_link(settings, max_at_the_desk.id, now=NOW - WORKS_FOR - timedelta(days=1))
    answer = client.post(old.removeprefix(settings.public_url), data=ONE_CLICK)
    assert (answer.status_code, "can be stopped under Account" in answer.text) == (410, True)


def test_a_link_of_somebody_who_is_gone_is_refused(client: FlaskClient, settings: Settings) -> None:
    path = make_unsubscribe_link(settings, 999_999, now=NOW).removeprefix(settings.public_url)
    assert client.get(path).status_code == 410


def test_link_of_the_digest_stops_the_digest_alone(
    client: FlaskClient, session: Session, settings: Settings, max_at_the_desk: Employee
) -> None:
    link = make_unsubscribe_link(settings, max_at_the_desk.id, Regular.DIGEST, now=NOW)
    path = link.removeprefix(settings.public_url)
    assert "Stop the weekly digest?" in client.get(path).text
    assert "The digest is stopped" in client.post(path, data=ONE_CLICK).text
    person = session.get_one(Employee, max_at_the_desk.id, populate_existing=True)
    assert (person.weekly_digest, person.wants_morning_brief) == (DigestDay.NEVER, True)
