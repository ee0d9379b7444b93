"""The link page over HTTP: GET changes nothing, POST takes the alert, and every refusal has its own page."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.permissions import Role
from app.models import Alert, Employee
from app.services.alerts.actions import acknowledge_alert
from app.services.alerts.link_tokens import make_ack_token
from app.services.alerts.records import Actor
from app.settings import Settings
from tests.builders import NOW, make_alert, make_employee


@pytest.fixture
def dana(session: Session) -> Employee:
    return make_employee(session, name="Dana Kim", role=Role.DISPATCHER)


@pytest.fixture
def alert(session: Session) -> Alert:
    facts = {"not_ready_reason": "sick"}
    return make_alert(session, make_employee(session, name="Marcus Webb"), opened_at=NOW, facts=facts)


def path_of(settings: Settings, alert: Alert, person: Employee | None = None, now: datetime = NOW) -> str:
    name, person_id = (person.name, person.id) if person else ("dispatch", None)
    return f"/a/{make_ack_token(settings, alert.id, name, employee_id=person_id, now=now)}"


def press(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    """Send the form of the page as a browser does."""
    page = client.get(path).text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    return client.post(path, data={"csrf_token": token, "outcome": "", **fields})


def state(session: Session, alert: Alert) -> tuple[AlertStatus, str | None]:
    fresh = session.get_one(Alert, alert.id, populate_existing=True)
    return fresh.status, fresh.owner_name


def title(response: TestResponse) -> tuple[int, str]:
    return response.status_code, response.text.partition("<h1>")[2].partition("</h1>")[0]


def test_opening_the_link_changes_nothing(
    client: FlaskClient, session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    session.commit()
    path = path_of(settings, alert, dana)
    assert [look(path).status_code for look in (client.get, client.head, client.get)] == [200, 200, 200]
    assert state(session, alert) == (AlertStatus.OPEN, None)


def test_page_says_what_it_is_about_and_not_the_reason(
    client: FlaskClient, session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    session.commit()
    page = client.get(path_of(settings, alert, dana))
    assert title(page) == (200, "Marcus Webb is not coming in")
    assert "Dana Kim" in page.text
    assert "sick" not in page.text


def test_pressing_takes_the_alert(
    client: FlaskClient, session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    session.commit()
    assert title(press(client, path_of(settings, alert, dana))) == (200, "Dana Kim has it")
    assert state(session, alert) == (AlertStatus.ACKNOWLEDGED, "Dana Kim")


def test_desk_link_asks_for_a_name_and_keeps_what_was_chosen(
    client: FlaskClient, session: Session, settings: Settings, alert: Alert
) -> None:
    session.commit()
    path = path_of(settings, alert)
    refused = press(client, path, name=" ", outcome="covered")
    assert refused.status_code == 422
    assert "Say who you are, so that the others know who has it." in refused.text
    assert 'checked class="form-check-input" id="outcome-1"' in refused.text
    assert state(session, alert) == (AlertStatus.OPEN, None)
    assert title(press(client, path, name="Kay Ortiz", outcome="covered")) == (
        200,
        "Kay Ortiz (name given at the desk) has it",
    )
    assert state(session, alert) == (AlertStatus.RESOLVED, "Kay Ortiz (name given at the desk)")


def test_form_of_another_site_takes_nothing(
    client: FlaskClient, session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    session.commit()
    assert client.post(path_of(settings, alert, dana), data={"outcome": ""}).status_code == 400
    assert state(session, alert) == (AlertStatus.OPEN, None)


def test_owner_comes_back_by_the_same_link_and_says_what_became_of_it(
    client: FlaskClient, session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    session.commit()
    path = path_of(settings, alert, dana)
    press(client, path)
    assert press(client, path).status_code == 200
    page = client.get(path)
    assert title(page) == (200, "You have it since 07:00")
    assert f"tel:{session.get_one(Employee, alert.employee_id).phone}" in page.text
    press(client, path, outcome="covered")
    assert state(session, alert) == (AlertStatus.RESOLVED, "Dana Kim")
    assert title(client.get(path)) == (410, "This link was used already")


def test_other_is_asked_for_a_note(
    client: FlaskClient, session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    session.commit()
    path = path_of(settings, alert, dana)
    answer = press(client, path, outcome="other")
    assert (answer.status_code, "Say in a few words what became of it." in answer.text) == (422, True)
    assert press(client, path, outcome="other", outcome_note="Traded shifts").status_code == 200
    session.refresh(alert)
    assert (alert.outcome, alert.outcome_note) == (AlertOutcome.OTHER, "Traded shifts")


def test_taken_alert_names_who_was_first(
    client: FlaskClient, session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    path = path_of(settings, alert, dana)
    acknowledge_alert(session, alert.id, actor=Actor(id=None, name="Kay Ortiz"), settings=settings, now=NOW)
    session.commit()
    page = client.get(path)
    assert title(page) == (410, "Somebody was first")
    assert "Kay Ortiz has had this since" in page.text


def test_old_and_broken_links_have_their_own_pages(
    client: FlaskClient, session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    session.commit()
    old = path_of(settings, alert, dana, now=NOW - timedelta(hours=25))
    assert title(client.get(old)) == (410, "This link is too old")
    assert title(client.get("/a/nonsense")) == (410, "This link does not work")


@pytest.mark.parametrize(
    ("kind", "headline"),
    [
        (AlertKind.BLOCKER, "Marcus Webb is blocked"),
        (AlertKind.MISSED, "No call from Marcus Webb"),
        (AlertKind.LINE, "The check-in line may be down"),
    ],
)
def test_headline_of_every_kind_that_goes_to_a_desk(
    client: FlaskClient, session: Session, settings: Settings, kind: AlertKind, headline: str
) -> None:
    about = None if kind is AlertKind.LINE else make_employee(session, name="Marcus Webb")
    alert = make_alert(session, about, kind=kind, opened_at=NOW, note="Gate code")
    session.commit()
    assert title(client.get(path_of(settings, alert))) == (200, headline)


def test_low_energy_is_for_the_manager_and_for_no_desk(
    client: FlaskClient, session: Session, settings: Settings
) -> None:
    manager = make_employee(session, role=Role.MANAGER)
    person = make_employee(session, name="Marcus Webb", manager_id=manager.id)
    alert = make_alert(session, person, kind=AlertKind.BURNOUT, opened_at=NOW)
    session.commit()
    assert title(client.get(path_of(settings, alert, manager))) == (200, "Marcus Webb may need a conversation")
    assert title(client.get(path_of(settings, alert))) == (410, "This alert is not yours to take")


def test_false_alarm_about_safety_takes_one_press(
    client: FlaskClient, session: Session, settings: Settings, dana: Employee
) -> None:
    alert = make_alert(session, None, kind=AlertKind.SAFETY, opened_at=NOW, note="12 Hill Street")
    session.commit()
    path = path_of(settings, alert, dana)
    page = client.get(path).text
    assert ("12 Hill Street" in page, 'name="outcome" value="false_alarm"' in page) == (True, True)
    press(client, path, outcome="false_alarm")
    assert state(session, alert) == (AlertStatus.RESOLVED, "Dana Kim")


@pytest.mark.parametrize("change", ["demoted", "moved", "last-day"])
def test_link_asks_the_rights_of_today(client: FlaskClient, session: Session, settings: Settings, change: str) -> None:
    manager = make_employee(session, role=Role.MANAGER)
    person = make_employee(session, manager_id=manager.id)
    alert = make_alert(session, person, opened_at=NOW)
    session.commit()
    path = path_of(settings, alert, manager)
    assert client.get(path).status_code == 200
    token = client.get(path).text.partition('name="csrf_token" value="')[2].partition('"')[0]
    match change:
        case "demoted":
            manager.role = Role.TECHNICIAN
        case "moved":
            person.manager_id = make_employee(session, role=Role.MANAGER).id
        case _:
            manager.ended_on = (NOW - timedelta(days=2)).date()
    session.commit()
    assert client.get(path).status_code == 410
    assert client.post(path, data={"csrf_token": token, "outcome": ""}).status_code == 410
    assert state(session, alert) == (AlertStatus.OPEN, None)


def test_nobody_takes_the_alert_about_their_own_wellbeing(
    client: FlaskClient, session: Session, settings: Settings
) -> None:
    lead = make_employee(session, role=Role.MANAGER, manager_id=make_employee(session, role=Role.MANAGER).id)
    alert = make_alert(session, lead, kind=AlertKind.BURNOUT, opened_at=NOW)
    session.commit()
    assert title(client.get(path_of(settings, alert, lead))) == (410, "This alert is not yours to take")


def test_blocker_ends_when_it_is_fixed_and_not_when_its_job_is_moved(
    client: FlaskClient, session: Session, settings: Settings, dana: Employee
) -> None:
    person = make_employee(session)
    gate, ladder = (make_alert(session, person, kind=AlertKind.BLOCKER, opened_at=NOW) for _ in range(2))
    session.commit()
    press(client, path_of(settings, gate, dana), outcome="fixed")
    press(client, path_of(settings, ladder, dana), outcome="job_moved")
    assert state(session, gate) == (AlertStatus.RESOLVED, "Dana Kim")
    assert state(session, ladder) == (AlertStatus.ACKNOWLEDGED, "Dana Kim")
