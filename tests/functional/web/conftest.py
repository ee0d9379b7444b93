"""Fixtures of page tests: a linting client, and sign-ins by role."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.extensions import current_counts
from app.models import Employee
from tests.builders import PASSWORD, make_employee, make_team, make_user
from tests.page_client import PageClient


class SignedInPages(PageClient):
    """A client signed in as `employee`."""

    def __init__(self, client: PageClient, employee: Employee) -> None:
        super().__init__(client.client)
        self.employee = employee


SignIn = Callable[..., SignedInPages]


@pytest.fixture(autouse=True)
def _fresh_limits(app: Flask) -> None:
    with app.app_context():
        current_counts().own.reset()


@pytest.fixture
def pages(app: Flask, isolated_database: object) -> PageClient:
    """A browser nobody has signed in with."""
    return PageClient(app.test_client())


@pytest.fixture
def sign_in(app: Flask, session: Session) -> SignIn:
    """Return `sign_in(role)` or `sign_in(employee=…)`: each call is a browser of its own."""

    def sign_in_as(role: Role = Role.MANAGER, *, employee: Employee | None = None) -> SignedInPages:
        user = make_user(session, employee, role=role)
        email, person = user.email, session.get_one(Employee, user.employee_id)
        session.commit()
        pages = PageClient(app.test_client())
        pages.submit(pages.open("/sign-in"), "/sign-in", email=email, password=PASSWORD)
        return SignedInPages(pages, person)

    return sign_in_as


def token_of(pages: PageClient) -> str:
    """Return the CSRF token of this browser, for requests that no form on a page would send."""
    return pages.open("/account").all("input", name="csrf_token")[0].get("value", "")


@pytest.fixture
def sam(session: Session) -> Employee:
    """A manager."""
    return make_employee(session, role=Role.MANAGER, name="Sam Lee")


@pytest.fixture
def dee(session: Session, sam: Employee) -> Employee:
    """A technician who reports to Sam."""
    return make_employee(
        session,
        name="Dee Okafor",
        manager_id=sam.id,
        job_title="Lead tech",
        team_id=make_team(session, name="North").id,
        workdays=[1, 2, 3, 4, 5],
    )
