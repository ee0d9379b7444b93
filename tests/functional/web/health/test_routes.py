"""Who may read the figures of operation."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import settings_of

TOKEN = "token-of-the-metrics-0123456789"


@pytest.fixture
def with_token(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "settings", replace(settings_of(app), metrics_token=TOKEN))


def test_metrics_answer_a_program_on_this_machine(client: FlaskClient) -> None:
    answer = client.get("/metrics", base_url="http://127.0.0.1:8000")
    assert (answer.status_code, b"ops_coach_database_up 1.0" in answer.data) == (200, True)


@pytest.mark.parametrize(
    "header",
    [
        {"Via": "1.1 proxy"},
        {"Forwarded": "for=203.0.113.7"},
        {"X-Forwarded-For": "203.0.113.7"},
        {"X-Forwarded-Host": "ops.example"},
        {"X-Real-IP": "203.0.113.7"},
        {"Host": "ops.example"},
    ],
    ids=lambda header: next(iter(header)),
)
def test_metrics_are_not_there_for_what_a_proxy_passes_on(client: FlaskClient, header: dict[str, str]) -> None:
    assert client.get("/metrics", base_url="http://127.0.0.1:8000", headers=header).status_code == 404


def test_metrics_are_not_there_for_another_machine(client: FlaskClient) -> None:
    elsewhere = {"REMOTE_ADDR": "203.0.113.7"}
    assert client.get("/metrics", base_url="http://127.0.0.1:8000", environ_base=elsewhere).status_code == 404


@pytest.mark.parametrize(
    ("given", "status"), [(f"Bearer {TOKEN}", 200), ("Bearer wrong", 404), ("", 404)], ids=["right", "wrong", "none"]
)
@pytest.mark.usefixtures("with_token")
def test_token_is_needed_where_there_is_one(client: FlaskClient, given: str, status: int) -> None:
    elsewhere = {"REMOTE_ADDR": "203.0.113.7"}
    answer = client.get("/metrics", headers={"Authorization": given}, environ_base=elsewhere)
    assert answer.status_code == status
