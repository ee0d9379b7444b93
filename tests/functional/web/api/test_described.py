"""Generated requests against the API: answers as the description says, and never a fault of the server."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import content_type_conformance, not_a_server_error, response_schema_conformance

from app.domain.permissions import Role
from app.web.api import rate
from tests.functional.web.api.conftest import Programs

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
SHORT, LONG = 6, 400


def play(app: Flask, program: Programs, *, examples: int) -> int:
    """Send generated requests to every operation, each with the token of a manager; return how many."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    headers = {"Authorization": f"Bearer {program(Role.MANAGER).token}"}
    sent = 0
    for found in schema.get_all_operations():

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=found.ok().as_strategy())  # type: ignore[union-attr]
        def ask(case: Any) -> None:
            nonlocal sent
            sent += 1
            case.call_and_validate(headers=headers, checks=CHECKS)

        ask()
    return sent


def test_answers_are_as_described(app: Flask, program: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate, "MOST", 1_000_000)
    assert play(app, program, examples=SHORT) >= SHORT


@pytest.mark.prove
def test_thousands_of_answers_are_as_described(app: Flask, program: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate, "MOST", 1_000_000)
    assert play(app, program, examples=LONG) >= LONG
