"""Errors as a page, as an answer to htmx and as JSON."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.access import public
from app.domain.errors import InvalidTransition, NotFound
from app.domain.permissions import Role
from app.settings import Settings
from app.unit_of_work import unit_of_work
from tests.functional.web.conftest import SignIn
from tests.page_client import PageClient

SENTENCE = "Kay Ito has it already, since 06:22."


@pytest.fixture
def refusing(app: Flask, pages: PageClient, monkeypatch: pytest.MonkeyPatch) -> PageClient:
    """A client for whom `/sign-in` answers with a refusal of the domain."""

    @public
    def refuse() -> str:
        raise InvalidTransition(SENTENCE)

    monkeypatch.setitem(app.view_functions, "auth.sign_in", refuse)
    return pages


def test_refusal_is_a_page_with_its_sentence(refusing: PageClient) -> None:
    page = refusing.open("/sign-in", status=409)
    assert page.h1 == "Somebody was first"
    assert SENTENCE in page.text


def test_refusal_is_a_line_for_a_fragment(refusing: PageClient) -> None:
    page = refusing.open("/sign-in", status=409, headers={"HX-Request": "true"})
    assert (page.all("html"), page.text) == ([], SENTENCE)


def test_refusal_is_json_for_a_program(refusing: PageClient) -> None:
    answer = refusing.client.get("/sign-in", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json) == (409, {"error": SENTENCE})


def test_unknown_address_says_what_to_do(pages: PageClient) -> None:
    assert pages.open("/nowhere", status=404).h1 == "Not here"


def test_wrong_method_is_a_page(pages: PageClient) -> None:
    assert pages.open("/sign-out", status=405).text.count("takes no such request") == 1


def test_database_away_is_told_without_it() -> None:
    settings = Settings(app_env="test", database_url="postgresql+psycopg2://nobody@127.0.0.1:1/none")
    pages = PageClient(create_app(settings).test_client())
    with pages.client.session_transaction() as session:
        session["_user_id"], session["seen_at"] = "1.1", 4_000_000_000
    page = pages.open("/account", status=503)
    assert page.h1 == "The database is away"


def test_fault_of_ours_shows_no_internals(app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = sign_in(Role.ADMIN)

    @public
    def break_down() -> str:
        raise RuntimeError("password=hunter2")

    monkeypatch.setitem(app.view_functions, "account.index", break_down)
    monkeypatch.setattr(app, "testing", False)
    answer = pages.client.get("/account")
    assert answer.status_code == 500
    assert "Something broke here" in answer.text
    assert "hunter2" not in answer.text


def test_error_sentence_of_the_domain_is_escaped(
    app: Flask, pages: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    @public
    def refuse() -> str:
        raise NotFound("<script>alert(1)</script>")

    monkeypatch.setitem(app.view_functions, "auth.sign_in", refuse)
    assert "<script>alert" not in pages.client.get("/sign-in").text


@pytest.mark.parametrize(
    ("statement", "said", "limit"),
    [
        ("DO $$ BEGIN RAISE query_canceled; END $$", "Choose fewer weeks or a narrower search", "statement_timeout"),
        ("DO $$ BEGIN RAISE lock_not_available; END $$", "Somebody else is changing the same thing", "lock_timeout"),
    ],
    ids=["statement_timeout", "lock_timeout"],
)
def test_statement_that_was_stopped_is_no_outage(
    app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, *, statement: str, said: str, limit: str
) -> None:
    pages = sign_in(Role.ADMIN)
    before = _stopped(pages, limit)

    @public
    def take_long() -> str:
        with unit_of_work() as session:
            session.execute(sa.text(statement))
        return "done"

    with monkeypatch.context() as patched:
        patched.setitem(app.view_functions, "account.index", take_long)
        page = pages.open("/account", status=503)
    assert page.h1 == "That took too long"
    assert said in page.text
    assert pages.open("/account").status == 200
    assert _stopped(pages, limit) == before + 1


def _stopped(pages: PageClient, limit: str) -> float:
    text = pages.client.get("/metrics", base_url="http://127.0.0.1:8000").text
    found = re.search(rf'^ops_coach_statements_stopped{{limit="{limit}"}} (\S+)$', text, re.MULTILINE)
    assert found is not None
    return float(found[1])
