"""A dispatcher finds no energy score, burnout flag, goal, WHY, strength or personal reason anywhere.

Three proofs over a walk of the whole site on the demo company, so that new routes are covered as they appear: no
private word or planted text in any answer; the same search finds everything for the executive at the head of the line;
and no answer changes when all private facts change, which also catches a bare number.
"""

import re
from collections.abc import Iterator
from itertools import islice

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.access import AccessKind, access_of
from app.dev.demo_data import load_demo_data
from app.domain.permissions import GRANTS, Role
from app.models import Employee, OutboxMessage
from app.settings import Settings
from tests.builders import NOW, PASSWORD
from tests.page_client import PageClient
from tests.route_addresses import Rows, rules_of
from tests.site_walk import Walk, walk_site

PLANTED = {
    "why": "UPDATE tech_profiles SET personal_why = 'zqwhy ' || personal_why",
    "goal": "UPDATE tech_profiles SET current_90day_goal = 'zqgoal ' || current_90day_goal",
    "strength": """UPDATE tech_profiles SET gallup_strengths = '["zqstrength"]'""",
    "commitment": """UPDATE daily_checkins SET kpi_action_today = 'zqcommitment', goal_action_today = 'zqcommitment',
                     focus_summary_5_words = 'zqcommitment', coach_prompt_used = 'zqcommitment'""",
    "watch": "UPDATE alerts SET note = 'zqwatch', outcome_note = 'zqwatch' WHERE kind = 'burnout'",
    "watch event": """UPDATE alert_events SET note = 'zqwatch event'
                      WHERE alert_id IN (SELECT id FROM alerts WHERE kind = 'burnout')""",
}
"""What is private and unmistakable once a word of ours stands in it."""

WORDS = {
    "energy": r"\benerg",
    "burnout": r"burn-?out|low-energy|conversation|\bindicator\b|diagnos|zqwatch",
    "why": r"zqwhy|\bpersonal[ _-]why\b|\b(?-i:WHY)\b",
    "goal": r"\bgoals?\b|90[ -]day",
    "strength": r"\bstrengths?\b|zqstrength",
    "commitment": r"zqcommitment",
    "reason": r"\bsick\b|\bfamily\b(?!\":)",
}
SEARCHES = {name: re.compile(words, re.IGNORECASE) for name, words in WORDS.items()}

POLICY = re.compile(r'<footer class="page foot">.*?</footer>', re.DOTALL)
"""The foot of a page names who may read energy and watches; it holds nobody's."""

CHANGED = (
    "UPDATE daily_checkins SET energy_level = 6 - energy_level",
    "UPDATE daily_checkins SET kpi_action_today = 'x', goal_action_today = 'y', focus_summary_5_words = 'z'",
    """UPDATE daily_checkins SET not_ready_reason = CASE not_ready_reason
       WHEN 'sick' THEN 'family' WHEN 'family' THEN 'other' ELSE 'sick' END
       WHERE not_ready_reason IN ('sick', 'family', 'other')""",
    """UPDATE alerts SET facts = jsonb_set(facts, '{not_ready_reason}', CASE facts->>'not_ready_reason'
       WHEN 'sick' THEN '"family"'::jsonb WHEN 'family' THEN '"other"'::jsonb ELSE '"sick"'::jsonb END)
       WHERE facts->>'not_ready_reason' IN ('sick', 'family', 'other')""",
    "UPDATE alerts SET facts = '{}', owner_name = 'Nobody', note = 'changed' WHERE kind = 'burnout'",
    "DELETE FROM kpi_readings",
    "DELETE FROM tech_profiles",
)
"""Everything private, made different: energies, reasons within the personal ones, watches, coaching."""

OF_THE_TECHNICIAN = "/c/"
"""The form behind the link that a technician alone was texted; tests/functional/web/checkin_form say what it shows."""

MOVING = re.compile(
    r'name="csrf_token" [^>]*|"X-CSRFToken": "[^"]*"|"X-Board-Version": "[^"]*"'
    r"|\b\d+ (?:s|sec|min|h|d)\b(?: \d+ min)?(?: ago)?|\bjust now\b|/(?:a|password-resets)/[\w.-]+"
)
"""What differs between two readings of one page: tokens, and times told from now."""


@pytest.fixture
def demo(session: Session, settings: Settings) -> Session:
    load_demo_data(session, now=NOW, password=PASSWORD, settings=settings)
    for statement in PLANTED.values():
        assert session.connection().execute(sa.text(statement)).rowcount > 0
    session.commit()
    return session


def signed_in(app: Flask, name: str) -> PageClient:
    pages = PageClient(app.test_client())
    pages.submit(pages.open("/sign-in"), "/sign-in", email=f"{name}@demo.example", password=PASSWORD)
    return pages


def walked(app: Flask, pages: PageClient, session: Session, settings: Settings, *, follow: bool = True) -> Walk:
    walk = walk_site(app, pages.client, Rows(session, settings), follow=follow)
    walk.bodies = {address: body for address, body in walk.bodies.items() if not address.startswith(OF_THE_TECHNICIAN)}
    return walk


def found_in(bodies: dict[str, str]) -> dict[str, list[str]]:
    """Return by search the first places where it found something, each with the words around."""
    return {name: list(islice(_hits(search, bodies), 5)) for name, search in SEARCHES.items()}


def _hits(search: re.Pattern[str], bodies: dict[str, str]) -> Iterator[str]:
    for address, body in bodies.items():
        told = POLICY.sub("", body)
        if hit := search.search(told):
            yield f"{address}: …{told[max(0, hit.start() - 60) : hit.end() + 40]}…"


def open_to(app: Flask, role: Role) -> set[str]:
    """Return the GET endpoints that the role's grants open, and those that need only a sign-in."""
    endpoints = {rule.endpoint for rule in rules_of(app, "GET")}
    return {endpoint for endpoint in endpoints if _opens(app, endpoint, role)}


def _opens(app: Flask, endpoint: str, role: Role) -> bool:
    access = access_of(app, endpoint)
    assert access is not None
    return access.kind is AccessKind.PERMISSION and bool(GRANTS[role] & set(access.permissions))


def test_dispatcher_reads_no_private_word_on_any_route(app: Flask, demo: Session, settings: Settings) -> None:
    walk = walked(app, signed_in(app, "dispatcher"), demo, settings)
    assert walk.broken == []
    assert open_to(app, Role.DISPATCHER) - walk.opened == set()
    assert {name: hits for name, hits in found_in(walk.bodies).items() if hits} == {}


def test_same_search_finds_all_of_it_for_the_head_of_the_line(app: Flask, demo: Session, settings: Settings) -> None:
    walk = walked(app, signed_in(app, "executive"), demo, settings, follow=False)
    assert walk.broken == []
    assert {name for name, hits in found_in(walk.bodies).items() if not hits} == set()


def test_no_answer_to_a_dispatcher_depends_on_private_facts(app: Flask, demo: Session, settings: Settings) -> None:
    pages = signed_in(app, "dispatcher")  # one for both walks: the account page lists each browser
    before = walked(app, pages, demo, settings)
    for statement in CHANGED:
        assert demo.connection().execute(sa.text(statement)).rowcount > 0
    demo.commit()
    after = walked(app, pages, demo, settings)
    assert list(differing(before, after)) == []


def still(text: str) -> str:
    return MOVING.sub("…", text)


def differing(before: Walk, after: Walk) -> Iterator[str]:
    earlier, later = (
        {still(address): still(body) for address, body in walk.bodies.items()} for walk in (before, after)
    )
    yield from sorted(address for address in earlier | later if earlier.get(address) != later.get(address))


def test_no_message_to_dispatch_holds_any_of_it(demo: Session) -> None:
    dispatchers = sa.select(Employee.id).where(Employee.role == Role.DISPATCHER)
    to_dispatch = sa.or_(OutboxMessage.recipient_id.in_(dispatchers), OutboxMessage.route == "dispatch")
    messages = demo.scalars(sa.select(OutboxMessage).where(to_dispatch)).all()
    texts = {str(one.id): f"{one.subject} {one.body_text} {one.body_html or ''} {one.data}" for one in messages}
    assert texts != {}
    assert {name: hits for name, hits in found_in(texts).items() if hits} == {}
