"""No text that somebody types or links to breaks a page: NUL bytes, direction marks, other alphabets, sizes, types."""

import random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter, Rule

from app.dev.demo_data import load_demo_data
from app.settings import Settings
from tests.builders import NOW, PASSWORD
from tests.page_client import PageClient
from tests.route_addresses import Rows, addresses_of, rules_of

HOSTILE = (
    "\0",
    "a\0b",
    "\u202eevil\u2066",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "'; --",
    "𝒳" * 300,
)
NAMES = ("q", "sort", "page", "tab", "kind", "state", "team", "week", "weeks", "format", "theme", "next", "verdict")
FIELDS = (
    "email",
    "password",
    "remember",
    "code",
    "current",
    "new",
    "name",
    "note",
    "outcome",
    "outcome_note",
    "resolve_note",
    "hand_over_note",
    "to",
    "minutes",
    "words",
    "state",
    "employee_id",
    "session_id",
    "next",
    "number",
    "take",
)
ROLES = ("admin", "hr", "manager", "dispatcher", "executive", "tech")
GENERATED = 10_000
ENDING = ("/sign-out", "/sessions/end-all")
"""Routes that sign the browser out."""
KNOWN = {"alert_id", "employee_id"}
"""Arguments of routes that have real values here; of others any will do."""


@pytest.fixture
def rows(session: Session, settings: Settings) -> Rows:
    load_demo_data(session, now=NOW, password=PASSWORD, settings=settings)
    session.commit()
    return Rows(session, settings)


def browser(app: Flask, role: str) -> tuple[FlaskClient, str]:
    """Return a signed-in client and its CSRF token."""
    pages = PageClient(app.test_client())
    pages.submit(pages.open("/sign-in"), "/sign-in", email=f"{role}@demo.example", password=PASSWORD)
    token = pages.open("/account").all("input", name="csrf_token")[0].get("value", "")
    return pages.client, token


def paths(app: Flask, rows: Rows, method: str) -> list[str]:
    """Return one address of every route: what it names exists where the tests know of one."""
    kept = [path for rule in rules_of(app, method) if not (path := path_of(app, rule, rows)).endswith(ENDING)]
    assert len(kept) > 20
    return kept


def path_of(app: Flask, rule: Rule, rows: Rows) -> str:
    if rule.arguments <= KNOWN and (path := next(addresses_of(app, rule, rows), None)):
        return path
    with app.test_request_context():
        numbers = {name for name, kind in rule._converters.items() if isinstance(kind, IntegerConverter)}
        values: dict[str, Any] = {name: 1 if name in numbers else "x" for name in rule.arguments}
        return app.url_for(rule.endpoint, **values)


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_and_no_form_breaks_on_a_hostile_text(app: Flask, rows: Rows, text: str) -> None:
    client, token = browser(app, "admin")
    hr, hr_token = browser(app, "hr")
    broken = []
    for path in paths(app, rows, "GET"):
        for each in (client, hr):
            answer = each.get(path, query_string=dict.fromkeys(NAMES, text))
            broken += [(path, answer.status_code)] if answer.status_code >= 500 else []
    for path in paths(app, rows, "POST"):
        for each, its_token in ((client, token), (hr, hr_token)):
            answer = each.post(path, data={**dict.fromkeys(FIELDS, text), "csrf_token": its_token})
            broken += [(path, answer.status_code)] if answer.status_code >= 500 else []
    assert broken == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_sign_in_refuses_a_hostile_text(pages: PageClient, text: str) -> None:
    token = pages.open("/sign-in").all("input", name="csrf_token")[0].get("value")
    data = {"email": f"{text}@demo.example", "password": text, "csrf_token": token}
    assert pages.client.post("/sign-in", data=data).status_code == 422


def hostile(dice: random.Random) -> Any:
    """Return a text, a number or a list of any kind and size."""
    kinds = (
        lambda: "".join(chr(dice.choice((*range(0xD800), *range(0xE000, 0x3000)))) for _ in range(dice.randrange(40))),
        lambda: "".join(chr(dice.randrange(128)) for _ in range(dice.randrange(60))),
        lambda: dice.choice(HOSTILE),
        lambda: str(dice.randrange(-(10**30), 10**30)),
        lambda: "x" * dice.randrange(20_000),
    )
    return dice.choice(kinds)()


@pytest.mark.prove
def test_ten_thousand_generated_requests_break_nothing(app: Flask, rows: Rows, vapi_headers: dict[str, str]) -> None:
    dice = random.Random(20261123)  # noqa: S311 - the same requests every time
    browsers = [browser(app, role) for role in ROLES]
    asked = [(path, "GET") for path in paths(app, rows, "GET")] + [(path, "POST") for path in paths(app, rows, "POST")]
    broken = []
    for number in range(GENERATED):
        client, token = dice.choice(browsers)
        path, method = dice.choice([*asked, ("/vapi/webhook", "JSON")])
        names = dice.sample((*NAMES, *FIELDS), dice.randrange(1, 6))
        values = {name: hostile(dice) for name in names}
        if method == "GET":
            answer = client.get(path, query_string=values)
        elif method == "POST":
            answer = client.post(path, data={**values, "csrf_token": token})
        else:
            answer = client.post(path, json={"message": {"type": hostile(dice), "call": values}}, headers=vapi_headers)
        if answer.status_code >= 500:
            broken.append((number, method, path, answer.status_code))
    assert broken == []
