"""Every route declares who may open it, the guard enforces it, and no role is shown a link that it may not open.

`OPEN_TO` is the matrix: a new page adds its line, or `test_every_landing_page_is_in_the_matrix` fails.
"""

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.access import Access, AccessKind, access_of, requires
from app.domain.permissions import GRANTS, Permission, Role
from app.domain.viewers import Viewer
from app.web.navigation import PLACES, home_for
from tests.functional.web.conftest import SignIn
from tests.page_client import PageClient

EVERYBODY = frozenset(Role)
ADMIN = frozenset({Role.ADMIN})
COACHES = frozenset({Role.MANAGER, Role.HR, Role.EXECUTIVE})
BOARD = COACHES | {Role.DISPATCHER, Role.ADMIN}
INBOX = frozenset({Role.MANAGER, Role.DISPATCHER, Role.ADMIN})

OPEN_TO: dict[str, frozenset[Role]] = {
    "account.index": EVERYBODY,
    "design.index": ADMIN,
    "today.index": BOARD,
    "alerts.index": INBOX | {Role.HR},
    "blockers.index": BOARD,
    "technicians.index": COACHES,
    "trends.index": COACHES,
    "milestones.index": COACHES,
    "calls.index": ADMIN | {Role.EXECUTIVE},
    "try_call.index": ADMIN,
    "hr.index": frozenset({Role.HR}),
    "kpis.index": frozenset({Role.HR}),
    "profiles.index": frozenset({Role.HR}),
    "teams.index": frozenset({Role.HR}),
    "odoo.index": frozenset({Role.HR}),
    "long_jobs.index": frozenset({Role.MANAGER, Role.HR, Role.ADMIN}),
    "kpi_readings.index": frozenset({Role.MANAGER, Role.HR}),
    "time_off.index": frozenset({Role.MANAGER, Role.HR}),
    "people_imports.index": frozenset({Role.HR}),
    "admin.index": ADMIN,
}
"""The landing page of each noun → the roles that may open it."""

KEBAB = re.compile(r"/(?:[a-z0-9]+(?:[-.][a-z0-9]+)*|<[a-z:(), ]*[a-z_]+>)(?:\.(?:csv|json))?")


def endpoints(app: Flask) -> list[str]:
    return sorted(set(app.view_functions) - {"static"})


def test_every_endpoint_declares_its_access(app: Flask) -> None:
    assert [endpoint for endpoint in endpoints(app) if access_of(app, endpoint) is None] == []


def test_anonymous_endpoints_are_these_alone(app: Flask) -> None:
    """Routes that need no sign-in. A new one has to be added here."""
    found = {endpoint.partition(".")[0] for endpoint in endpoints(app) if _access(app, endpoint).anonymous}
    assert found <= {
        "health",
        "auth",
        "password_resets",
        "company",
        "vapi",
        "acknowledge",
        "checkin_form",
        "sms_inbound",
        "sms_status",
        "unsubscribe",
        "api",
        "api_description",
    }


def test_addresses_are_kebab_case(app: Flask) -> None:
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    assert [rule for rule in rules if rule != "/" and KEBAB.sub("", rule) != ""] == []


def test_every_landing_page_is_in_the_matrix(app: Flask) -> None:
    landing = {endpoint for endpoint in endpoints(app) if endpoint.endswith(".index")}
    assert landing - set(OPEN_TO) == set()


@pytest.mark.parametrize("role", Role)
def test_landing_pages_open_to_these_roles_alone(app: Flask, role: Role) -> None:
    built = set(OPEN_TO) & set(app.view_functions)
    opened = {name for name in built if _admits(_access(app, name), role)}
    assert opened == {name for name in built if role in OPEN_TO[name]}


@pytest.mark.parametrize("role", Role)
def test_navigation_opens_and_what_is_not_in_it_is_refused(sign_in: SignIn, app: Flask, role: Role) -> None:
    pages = sign_in(role)
    account = pages.open("/account")
    shown = {link.get("href", "") for link in account.all("a", class_="place")} - {"/account"}
    for href in shown:
        pages.open(href)
    with app.test_request_context():
        hidden = [place for place in PLACES if place.endpoint in app.view_functions and not place.own]
        addresses = {app.url_for(place.endpoint) for place in hidden} - shown - {"/"}
    for address in sorted(addresses):
        assert pages.client.get(address).status_code == 403


@pytest.mark.parametrize("role", Role)
def test_keys_lead_where_the_role_may_go(sign_in: SignIn, role: Role) -> None:
    pages = sign_in(role)
    hints = pages.open("/account").all("kbd")
    goes = {hint.get("data-go-key", ""): hint.get("data-go-to", "") for hint in hints if hint.get("data-go-key")}
    assert len(goes) == len([hint for hint in hints if hint.get("data-go-key")])
    for address in goes.values():
        pages.open(address)


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (Role.TECHNICIAN, "technicians.page"),
        (Role.DISPATCHER, "today.index"),
        (Role.HR, "hr.index"),
        (Role.MANAGER, "today.index"),
        (Role.EXECUTIVE, "trends.index"),
        (Role.ADMIN, "admin.index"),
    ],
)
def test_each_role_begins_on_its_own_first_page(app: Flask, role: Role, first: str) -> None:
    with app.app_context():
        place = home_for(Viewer(employee_id=1, role=role, timezone="UTC", name="Somebody"))
    assert place is not None
    assert place.endpoint == first


def test_view_without_a_declaration_is_refused(app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = sign_in(Role.ADMIN)
    monkeypatch.setitem(app.view_functions, "account.index", lambda: "open to all by mistake")
    assert pages.open("/account", status=403).h1 == "Not for this role"


def test_anonymous_visitor_is_sent_to_sign_in_and_back(pages: PageClient) -> None:
    page = pages.open("/design?state=ready")
    assert page.path == "/sign-in"
    assert page.form("/sign-in").get("action") == "/sign-in?next=/design?state%3Dready"


def test_start_page_leads_everybody_somewhere(sign_in: SignIn, session: Session) -> None:
    for role in Role:
        assert sign_in(role).open("/").status == 200


def test_requires_without_a_permission_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="needs a permission"):
        requires()


def _access(app: Flask, endpoint: str) -> Access:
    access = access_of(app, endpoint)
    assert access is not None, f"{endpoint} declares no access"
    return access


def _admits(access: Access, role: Role) -> bool:
    return access.kind is not AccessKind.PERMISSION or bool(GRANTS[role] & set[Permission](access.permissions))
