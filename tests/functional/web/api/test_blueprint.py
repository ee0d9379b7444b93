"""Who may ask, how often, and what an answer says when something is wrong."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.access import AccessKind, access_of
from app.domain.permissions import Role
from app.models import ApiToken, User
from app.web.api import rate
from tests.builders import NOW, make_employee
from tests.functional.web.api.conftest import Programs
from tests.functional.web.conftest import SignIn


def test_every_address_of_the_api_asks_for_a_token_and_a_right(app: Flask) -> None:
    views = [name for name in app.view_functions if name.startswith("api.")]
    assert views
    for view in views:
        access = access_of(app, view)
        assert access is not None, view
        assert access.kind is AccessKind.BY_TOKEN, view


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer doc_wrong", "Basic doc_wrong"])
def test_without_a_token_the_answer_says_how_to_get_one(app: Flask, isolated_database: object, header: str) -> None:
    answer = app.test_client().get("/api/v1/people", headers={"Authorization": header} if header else {})
    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "Account page" in answer.get_json()["detail"]


def test_a_signed_in_browser_opens_nothing_of_the_api(sign_in: SignIn) -> None:
    assert sign_in(Role.HR).client.get("/api/v1/people").status_code == 401


def test_a_token_that_expired_was_revoked_or_lost_its_owner_opens_nothing(program: Programs, session: Session) -> None:
    for column, value in (("expires_at", NOW), ("revoked_at", NOW)):
        asking = program()
        session.query(ApiToken).update({column: value})
        session.commit()
        assert asking.send("GET", "/people").status_code == 401
        session.query(ApiToken).delete()
    asking = program()
    session.query(User).filter_by(employee_id=asking.employee.id).update({"active": False})
    session.commit()
    assert asking.send("GET", "/people").status_code == 401


def test_a_change_of_role_counts_at_once(program: Programs, session: Session) -> None:
    asking = program(Role.HR)
    assert asking.send("GET", "/kpi-readings").status_code == 200
    asking.employee.role = Role.DISPATCHER
    session.commit()
    assert asking.send("GET", "/kpi-readings").status_code == 403


def test_a_token_that_only_reads_changes_nothing(program: Programs) -> None:
    asking = program(may_write=False)
    answer = asking.send("POST", "/kpi-readings", json={"readings": []})
    assert (answer.status_code, answer.get_json()["title"]) == (403, "Forbidden")
    assert "only reads" in answer.get_json()["detail"]


def test_use_is_noted(program: Programs, session: Session) -> None:
    program().send("GET", "/people")
    session.expire_all()
    assert session.query(ApiToken).one().last_used_at is not None


def test_what_is_left_is_told_and_over_the_limit_when_to_come_back(
    program: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate, "MOST", 2)
    asking = program()
    left = [asking.send("GET", "/people").headers["RateLimit-Remaining"] for _ in range(2)]
    assert left == ["1", "0"]
    answer = asking.send("GET", "/people")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("cursor=x", "cursor"),
        ("since=soon", "since"),
        ("nonsense=1", "nonsense"),
    ],
)
def test_a_wrong_value_is_named(program: Programs, query: str, field: str) -> None:
    answer = program().send("GET", f"/check-ins?{query}")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.get_json()["errors"]] == [field]


def test_pages_follow_one_another_without_gaps(program: Programs, session: Session) -> None:
    asking = program()
    for _ in range(5):
        make_employee(session)
    session.commit()
    seen, cursor = [], ""
    for _ in range(10):
        body = asking.send("GET", f"/people?limit=2{cursor}").get_json()
        seen += [row["employee_number"] for row in body["rows"]]
        if body["next_cursor"] is None:
            break
        cursor = f"&cursor={body['next_cursor']}"
    assert seen == [row["employee_number"] for row in asking.rows("/people")]
    assert len(seen) == 6


def test_an_unchanged_answer_is_not_sent_again(program: Programs) -> None:
    asking = program()
    etag = asking.send("GET", "/people").headers["ETag"]
    assert asking.send("GET", "/people", headers={"If-None-Match": etag}).status_code == 304


def test_the_description_names_every_address_and_its_page_is_readable(app: Flask, isolated_database: object) -> None:
    spec = app.test_client().get("/api/v1/openapi.json").get_json()
    paths = {
        rule.rule.replace("<int:", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
    }
    assert set(spec["paths"]) == paths
    page = app.test_client().get("/api/v1/docs").text
    assert all(f"<code>{path}</code>" in page for path in paths)
