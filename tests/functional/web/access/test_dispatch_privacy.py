"""What dispatch must never find on any page, fragment, export or chart: energy, burnout, goals, commitments, the WHY.

Every address that answers a dispatcher is read as a page, as a fragment, as JSON and as CSV, and searched. The note on
who can see a page is spared: it says who reads energy, and shows none.
"""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.permissions import Role
from app.models import Alert, Employee
from app.services.accounts.api_tokens import make_api_token
from tests.builders import NOW, make_alert, make_checkin, make_employee, make_profile, make_user
from tests.functional.web.conftest import SignIn

SECRETS = {
    "personal_why": "Coach the under-nines",
    "current_90day_goal": "Cut callbacks to three",
    "kpi_action_today": "Torque every flange twice",
    "goal_action_today": "Ring back the Lakeview customer",
    "focus_summary_5_words": "Slow hands quick eyes",
    "gallup_strengths": "Deliberative",
}
WORDS = ("energy", "burnout", "watch", "strength", "goal")
WHO_SEES = re.compile(r'<details class="who-sees">.*?</details>', re.DOTALL)
READINGS: dict[str, dict[str, str]] = {
    "page": {},
    "fragment": {"HX-Request": "true"},
    "JSON": {"Accept": "application/json"},
}


@pytest.fixture
def technician(session: Session) -> Employee:
    """Somebody with a low day, a watch, a blocker, a goal and commitments."""
    employee = make_employee(session, name="Dee Okafor")
    profile = {name: SECRETS[name] for name in ("personal_why", "current_90day_goal")}
    make_profile(session, employee, gallup_strengths=[SECRETS["gallup_strengths"]], **profile)
    said = {name: text for name, text in SECRETS.items() if name.endswith(("today", "words"))}
    checkin = make_checkin(
        session, employee, energy_level=1, blocker_present=True, blocker_note="Gate code is wrong", **said
    )
    for kind in (AlertKind.ATTENDANCE, AlertKind.BLOCKER, AlertKind.BURNOUT):
        make_alert(session, employee, kind=kind, checkin_id=checkin.id, note="Gate code is wrong")
    session.commit()
    return employee


def addresses(app: Flask, arguments: dict[str, Any]) -> list[str]:
    with app.test_request_context():
        return sorted(
            app.url_for(rule.endpoint, **{name: arguments[name] for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or set())
            and rule.endpoint not in {"static", "health.metrics"}
            and not rule.endpoint.startswith("api")
            and rule.arguments <= set(arguments)
        )


def test_dispatch_finds_none_of_it_anywhere(
    app: Flask, sign_in: SignIn, session: Session, technician: Employee
) -> None:
    pages = sign_in(Role.DISPATCHER)
    given = {"employee_id": technician.id, "name": "energy", "week": "2026-W47"}
    asked = {
        address + query
        for alert_id in session.scalars(select(Alert.id))
        for address in addresses(app, given | {"alert_id": alert_id})
        for query in ("", "?format=csv")
    }
    answers = [
        (address, reading, pages.client.get(address, headers=headers))
        for address in sorted(asked)
        for reading, headers in READINGS.items()
    ]
    answered = {address for address, _, answer in answers if answer.status_code == 200}
    found = [
        f"{secret!r} in {address} as {reading}"
        for address, reading, answer in answers
        for secret in (*SECRETS.values(), *WORDS)
        if secret.lower() in WHO_SEES.sub("", answer.text).lower()
    ]
    assert {"/", "/alerts", "/blockers", "/account"} <= answered
    assert found == []


def test_dispatch_finds_none_of_it_in_the_api(app: Flask, session: Session, technician: Employee) -> None:
    user = make_user(session, role=Role.DISPATCHER)
    token = make_api_token(session, user, name="board", days=1, may_write=True, live=0, now=NOW)
    session.commit()
    client, headers = app.test_client(), {"Authorization": f"Bearer {token}"}
    paths = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api.")}
    asked = [path.replace("<int:employee_id>", str(technician.id)) for path in sorted(paths)]
    answers = {path: client.get(path, headers=headers) for path in asked if "<" not in path}
    found = [
        f"{secret!r} in {path}"
        for path, answer in answers.items()
        for secret in (*SECRETS.values(), *WORDS)
        if secret.lower() in answer.text.lower()
    ]
    assert {path for path, answer in answers.items() if answer.status_code == 200} == {
        "/api/v1/people",
        "/api/v1/check-ins",
        "/api/v1/alerts",
    }
    assert found == []


def test_the_search_would_find_it(sign_in: SignIn, session: Session, technician: Employee) -> None:
    """The same words stand on the pages of those who may read them, or the test above proves nothing."""
    technician.manager_id = make_employee(session, role=Role.MANAGER).id
    manager = session.get_one(Employee, technician.manager_id)
    pages = sign_in(employee=manager)
    text = pages.client.get(f"/technicians/{technician.id}").text
    assert [name for name in ("personal_why", "current_90day_goal") if SECRETS[name] not in text] == []
    assert "energy" in WHO_SEES.sub("", pages.client.get("/").text).lower()
