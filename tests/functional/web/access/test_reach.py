"""Every address about a person or an alert × every role × own and other team: refused, not found, or answered.

The routes are walked as registered, so a new one is covered on the day it appears; one with a new kind of argument
fails until `ARGUMENTS` knows a value for it.
"""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.access import Access, access_of
from app.domain.alerts.kinds import AlertKind
from app.domain.permissions import GRANTS, SCOPES, Permission, Role, Scope
from app.models import Employee
from tests.builders import make_alert, make_checkin, make_employee, make_left_word, make_profile, make_rollup
from tests.functional.web.conftest import SignedInPages, SignIn

REFUSED, NOT_FOUND, ANSWERED = "refused", "not found", "answered"
OUTCOMES = {403: REFUSED, 404: NOT_FOUND}
ARGUMENTS = {"name": "energy", "week": "2026-W46", "section": "identity", "starts_on": "2026-12-01"}
"""The week is that of `make_rollup`."""
FIELDS = {"outcome": "covered", "note": "Kay takes the job"}
"""Enough for a form to pass on to its use-case, which is where reach is decided."""


def addressed(app: Flask) -> list[Rule]:
    """Return the rules about one person or one alert that somebody signs in for."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.arguments & {"employee_id", "alert_id"}]
    return [rule for rule in rules if not _access(app, rule).anonymous]


def test_addresses_about_people_and_alerts_are_walked(app: Flask) -> None:
    assert {"technicians.page", "alerts.page", "alerts.acknowledge"} <= {rule.endpoint for rule in addressed(app)}


@pytest.mark.parametrize("team", ["own", "other"])
@pytest.mark.parametrize("role", Role)
def test_role_reaches_what_its_scope_says(app: Flask, sign_in: SignIn, session: Session, role: Role, team: str) -> None:
    viewer = make_employee(session, role=role)
    subject = _subject(session, viewer, team)
    alert = make_alert(session, subject, kind=AlertKind.BLOCKER, checkin_id=make_checkin(session, subject).id)
    word = make_left_word(session, subject, make_employee(session))
    arguments = ARGUMENTS | {"employee_id": subject.id, "alert_id": alert.id, "word_id": word.id}
    session.commit()
    pages = sign_in(role, employee=viewer)
    found = {}
    expected = {}
    for rule in addressed(app):
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            key = f"{method} {rule.rule}"
            found[key] = _outcome(pages, app, rule, method, arguments)
            expected[key] = _expected(app, rule, role, team)
    assert found == expected


def _subject(session: Session, viewer: Employee, team: str) -> Employee:
    if team == "own" and SCOPES[viewer.role] is Scope.SELF:
        subject = viewer
    else:
        subject = make_employee(session, manager_id=viewer.id if team == "own" else None)
    make_profile(session, subject)
    make_rollup(session, subject)
    return subject


def _expected(app: Flask, rule: Rule, role: Role, team: str) -> str:
    if not GRANTS[role] & set(_access(app, rule).permissions):
        return REFUSED
    if rule.endpoint.startswith("alerts.") and Permission.ALERT_READ not in GRANTS[role]:
        return NOT_FOUND  # a blocker is never addressed to HR
    if rule.endpoint == "left_words.withdraw":
        return NOT_FOUND  # somebody else left it
    if rule.endpoint == "profiles.take_back":
        return NOT_FOUND  # nothing is planned
    return ANSWERED if team == "own" or SCOPES[role] is Scope.EVERYONE else NOT_FOUND


def _outcome(pages: SignedInPages, app: Flask, rule: Rule, method: str, arguments: dict[str, Any]) -> str:
    with app.test_request_context():
        address = app.url_for(rule.endpoint, **{name: arguments[name] for name in rule.arguments})
    token = pages.open("/account").all("input", name="csrf_token")[0].get("value")
    data = FIELDS if method == "POST" else None
    answer = pages.client.open(address, method=method, headers={"X-CSRFToken": token or ""}, data=data)
    assert answer.status_code < 500, f"{method} {address} answered {answer.status_code}"
    assert answer.status_code != 400, f"{method} {address} could not be read"
    return OUTCOMES.get(answer.status_code, ANSWERED)


def _access(app: Flask, rule: Rule) -> Access:
    access = access_of(app, rule.endpoint)
    assert access is not None
    return access
