"""No text that somebody types or links to breaks a page: NUL bytes, direction marks, other alphabets, sizes, types."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter, Rule

from app.access import access_of
from app.dev.demo_data import load_demo_data
from app.domain.checkins.fields import FIELDS as CHECKIN_FIELDS
from app.domain.checkins.fields import STRUCTURED_OUTPUT
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.extensions import current_counts
from app.models import Employee
from app.settings import Settings
from app.vapi.tools import TOOLS_BY_NAME
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
MAILBOXES = {role.value: role for role in Role if role is not Role.TECHNICIAN} | {"tech": Role.TECHNICIAN}
SAID: tuple[Any, ...] = (
    "yes",
    "no",
    "four",
    3,
    True,
    None,
    [],
    {},
    "sick",
    "until Thursday",
    "thirty minutes",
    "No lift at Hill",
)
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


def opened_by(app: Flask, rows: Rows, role: Role) -> list[tuple[str, str]]:
    """Return an address and a method of every route that the role may open, but those that sign the browser out."""
    viewer = Viewer(employee_id=0, role=role, timezone="UTC", name="")
    rules = [(rule, method) for method in ("GET", "POST") for rule in rules_of(app, method)]
    opened = [
        (rule, method) for rule, method in rules if (access := access_of(app, rule.endpoint)) and access.admits(viewer)
    ]
    addresses = [(path_of(app, rule, rows), method) for rule, method in opened]
    return [(path, method) for path, method in addresses if not path.endswith(ENDING)]


def from_the_line(dice: random.Random, phones: Sequence[str]) -> dict[str, Any]:
    """Return a message as Vapi sends them, of a few calls that come again and again, with anything in its fields."""
    names = [field.name for field in CHECKIN_FIELDS]
    said = {name: dice.choice((hostile(dice), dice.choice(SAID))) for name in dice.sample(names, dice.randrange(8))}
    tool = dice.choice((*TOOLS_BY_NAME, hostile(dice)))
    arguments = dice.choice((said, json.dumps(said), hostile(dice)))
    call = {
        "id": f"call-{dice.randrange(200)}",
        "type": "inboundPhoneCall",
        "customer": {"number": dice.choice(phones)},
    }
    tool_call = {
        "id": f"t-{dice.randrange(500)}",
        "type": "function",
        "function": {"name": tool, "arguments": arguments},
    }
    output = {"o": {"name": STRUCTURED_OUTPUT, "result": said}}
    bodies: tuple[dict[str, Any], ...] = (
        {"type": "tool-calls", "toolCallList": [tool_call] * dice.randrange(3)},
        {"type": "end-of-call-report", "endedReason": hostile(dice), "artifact": {"structuredOutputs": output}},
        {"type": "status-update", "status": dice.choice(("in-progress", "ended", hostile(dice)))},
        {"type": "assistant-request"},
        {"type": hostile(dice), **said},
    )
    return {"message": {"call": call, **dice.choice(bodies)}}


@pytest.mark.prove
def test_ten_thousand_generated_requests_break_nothing(app: Flask, rows: Rows, vapi_headers: dict[str, str]) -> None:
    dice = random.Random(20261123)  # noqa: S311 - the same requests every time
    browsers = [(*browser(app, mailbox), opened_by(app, rows, role)) for mailbox, role in MAILBOXES.items()]
    phones = rows.session.scalars(sa.select(Employee.phone).where(Employee.phone.is_not(None))).all()
    numbers = [*filter(None, phones), "+12025550111", ""]
    answered: Counter[tuple[str, int]] = Counter()
    broken = []
    for number in range(GENERATED):
        with app.app_context():
            current_counts().own.reset()  # the limits have tests of their own
        client, token, opened = dice.choice(browsers)
        path, method = dice.choice(opened) if number % 4 else ("/vapi/webhook", "JSON")
        values = {name: hostile(dice) for name in dice.sample((*NAMES, *FIELDS), dice.randrange(1, 6))}
        if method == "GET":
            answer = client.get(path, query_string=values)
        elif method == "POST":
            answer = client.post(path, data={**values, "csrf_token": token})
        else:
            answer = client.post(path, json=from_the_line(dice, numbers), headers=vapi_headers)
        answered[method, answer.status_code] += 1
        if answer.status_code >= 500:
            broken.append((number, method, path, answer.status_code))
    assert broken == []
    refused = sum(count for (_, status), count in answered.items() if status in {403, 429})
    assert refused < GENERATED / 10, answered
    assert answered["JSON", 200] > GENERATED / 5, answered
