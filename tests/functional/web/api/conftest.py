"""A program with a personal token."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.permissions import Role
from app.models import Employee, User
from app.services.accounts.api_tokens import make_api_token
from tests.builders import NOW, make_user


class Program:
    """Sends requests with the token of one person."""

    def __init__(self, client: FlaskClient, token: str, employee: Employee) -> None:
        self.client, self.token, self.employee = client, token, employee

    def send(self, method: str, path: str, *, headers: dict[str, str] | None = None, **options: Any) -> TestResponse:
        sent = {"Authorization": f"Bearer {self.token}"} | (headers or {})
        return self.client.open(f"/api/v1{path}", method=method, headers=sent, **options)

    def rows(self, path: str) -> list[dict[str, Any]]:
        answer = self.send("GET", path)
        assert answer.status_code == 200, answer.text
        rows: list[dict[str, Any]] = answer.get_json()["rows"]
        return rows


Programs = Callable[..., Program]


def token_for(session: Session, user: User, *, may_write: bool = True) -> str:
    return make_api_token(session, user, name="tests", days=30, may_write=may_write, live=0, now=NOW)


@pytest.fixture
def program(app: Flask, session: Session) -> Programs:
    """Return `program(role)` or `program(employee=…)`."""

    def make(role: Role = Role.HR, *, employee: Employee | None = None, may_write: bool = True) -> Program:
        user = make_user(session, employee, role=role)
        token, person = token_for(session, user, may_write=may_write), session.get_one(Employee, user.employee_id)
        session.commit()
        return Program(app.test_client(), token, person)

    return make
