"""Security headers of every answer, and static files that caches may keep."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.settings import Settings
from app.web.headers import HEADERS

STATIC = Path(__file__).resolve().parents[3] / "static"


@pytest.mark.parametrize(
    "path", ["/sign-in", "/account", "/nowhere", "/healthz", "/static/app.css", "/static/nothing.css"]
)
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path, buffered=True).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")


def test_pages_are_never_stored(client: FlaskClient) -> None:
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("url", "expected"), [("https://ops.example", "max-age=63072000"), ("http://127.0.0.1", None)])
def test_https_is_remembered_only_where_it_is_used(url: str, expected: str | None) -> None:
    app = create_app(Settings(app_env="test", public_url=url))
    answer = app.test_client().get("/healthz")
    assert answer.headers.get("Strict-Transport-Security") == expected
    assert app.config["SESSION_COOKIE_SECURE"] is url.startswith("https")


def test_static_addresses_change_with_the_content_and_are_kept_for_a_year(client: FlaskClient) -> None:
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/sign-in").text)
    assert len(addresses) >= 5
    for address in addresses:
        assert re.fullmatch(r"/static/[a-z0-9/.-]+\?v=[0-9a-f]{12}", address)
        answer = client.get(address, buffered=True)
        assert (answer.status_code, "max-age=31536000" in answer.headers["Cache-Control"]) == (200, True)


def test_large_static_files_travel_compressed(client: FlaskClient) -> None:
    answer = client.get("/static/vendor/plotly/plotly-basic.min.js", headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) == (STATIC / "vendor/plotly/plotly-basic.min.js.gz").stat().st_size


def test_static_file_needs_no_database(app: Flask) -> None:
    away = create_app(Settings(app_env="test", database_url="postgresql+psycopg2://nobody@127.0.0.1:1/none"))
    assert away.test_client().get("/static/app.css", buffered=True).status_code == 200
