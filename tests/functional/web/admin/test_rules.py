"""Rules in a page: saved, kept with their error where they are refused, put back, and obeyed by the next call."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import create_app
from app.domain.alerts.kinds import AlertKind
from app.domain.permissions import Role
from app.extensions import db
from app.models import Alert
from app.settings import Settings
from tests.builders import NOW, make_checkin, make_employee
from tests.conftest import settle_rules
from tests.functional.web.conftest import SignIn, token_of
from tests.page_client import HtmlPage
from tests.pinned_clock import PinnedClock
from tests.vapi_line import VapiLine

RULE = "low_energy_threshold"


@pytest.fixture(autouse=True)
def rules_of_this_test(app: Flask) -> Iterator[None]:
    yield
    settle_rules(app)


def shown(page: HtmlPage) -> str:
    return page.all("input", id=f"value-{RULE}")[0].get("value", "")


def test_rule_is_saved_and_listed_with_before_and_after(sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    page = admin.submit(admin.open("/admin/rules"), f"/admin/rules/{RULE}", value="3")
    assert shown(page) == "3"
    assert f"Low energy threshold: 2 → 3, by {admin.employee.name}" in page.text
    page = admin.open("/admin/rules")
    data = {"csrf_token": token_of(admin), "value": "3", "default": "yes"}
    assert admin.client.post(f"/admin/rules/{RULE}", data=data).status_code == 302
    assert shown(admin.open("/admin/rules")) == "2"


def test_refused_value_stays_typed_with_what_would_do(sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    page = admin.submit(admin.open("/admin/rules"), f"/admin/rules/{RULE}", status=422, value="9")
    assert shown(page) == "9"
    assert "9 will not do: it must be from 1 to 4." in page.text


def test_threshold_is_tried_on_the_last_days_and_not_changed(session: Session, sign_in: SignIn) -> None:
    person = make_employee(session)
    for days in (1, 4):  # Monday, and Friday before it
        make_checkin(session, person, timestamp=NOW - timedelta(days=days), energy_level=3)
    session.commit()
    admin = sign_in(Role.ADMIN)
    data = {"csrf_token": token_of(admin), "value": "3", "try": "yes"}
    text = admin.client.post(f"/admin/rules/{RULE}", data=data).text
    assert "With low energy threshold 3 the last 90 days would have raised 1 notice about 1 person; " in text
    assert "with 2, as it is now, 0." in text
    assert person.name not in text
    assert shown(admin.open("/admin/rules")) == "2"


def test_secrets_of_the_environment_are_not_shown(sign_in: SignIn, settings: Settings) -> None:
    html = sign_in(Role.ADMIN).open("/admin/rules").html
    assert settings.database_url not in html
    assert not any(secret in html for secret in (*settings.secret_key, *settings.vapi_server_secret))


@pytest.fixture
def worker(app: Flask, settings: Settings, pinned_clock: PinnedClock, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Another process on the same database: an app of its own, which reads the rules each time."""
    worker = create_app(settings, time_source=pinned_clock)
    worker.extensions["rule_book"].seconds = 0
    monkeypatch.setitem(db._app_engines, worker, db._app_engines[app])
    return worker


def test_next_call_in_another_process_obeys_the_changed_rule(
    worker: Flask, session: Session, sign_in: SignIn, vapi_headers: dict[str, str]
) -> None:
    manager = make_employee(session, role=Role.MANAGER)
    people = [make_employee(session, manager_id=manager.id) for _ in range(2)]
    for person in people:
        make_checkin(session, person, timestamp=NOW - timedelta(days=1), energy_level=3)
    session.commit()
    admin = sign_in(Role.ADMIN)
    raised = []
    for person, threshold in zip(people, ("2", "3"), strict=True):
        admin.client.post(f"/admin/rules/{RULE}", data={"csrf_token": token_of(admin), "value": threshold})
        line = VapiLine(worker.test_client(), vapi_headers, person.phone, call_id=f"call-{person.id}")
        line.log({"call_type": "daily_checkin", "ready_status": True, "energy_level": 3, "blocker_present": False})
        raised.append(session.scalar(select(func.count()).where(Alert.kind == AlertKind.BURNOUT)))
    assert raised == [0, 1]
