"""`flask create-user`, and the sign-in it makes."""

from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Employee
from tests.builders import make_employee
from tests.page_client import PageClient

PASSWORD = "a sentence nobody guesses"


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["create-user", "--password", PASSWORD, *arguments])


def test_new_person_is_added_and_can_sign_in(app: Flask, pages: PageClient, session: Session) -> None:
    result = run(app, "--email", "Kim@Demo.Example", "--name", "Kim Lund", "--role", "admin")
    assert (result.exit_code, result.output) == (0, "Kim Lund (admin) signs in as kim@demo.example.\n")
    page = pages.submit(pages.open("/account"), "/sign-in", email="kim@demo.example", password=PASSWORD)
    assert page.h1 == "Account"
    assert "Kim Lund" in page.texts("dd")


def test_person_in_the_directory_keeps_name_and_role(app: Flask, pages: PageClient, session: Session) -> None:
    employee = make_employee(session, name="Sam Lee", role=Role.MANAGER, email="sam@demo.example")
    session.commit()
    result = run(app, "--email", "sam@demo.example", "--role", "admin")
    assert result.output == "Sam Lee (manager) signs in as sam@demo.example.\n"
    session.expire_all()
    assert session.get_one(Employee, employee.id).role is Role.MANAGER


def test_unknown_address_needs_name_and_role(app: Flask, pages: PageClient) -> None:
    result = run(app, "--email", "kim@demo.example")
    assert result.exit_code == 1
    assert "Give a name and a role" in result.output


def test_second_sign_in_is_refused(app: Flask, pages: PageClient) -> None:
    arguments = ("--email", "kim@demo.example", "--name", "Kim Lund", "--role", "hr")
    assert run(app, *arguments).exit_code == 0
    result = run(app, *arguments)
    assert (result.exit_code, result.output) == (1, "Error: Kim Lund or kim@demo.example already has a sign-in.\n")


def test_short_password_is_refused(app: Flask, pages: PageClient) -> None:
    arguments = ["create-user", "--email", "kim@demo.example", "--name", "Kim", "--role", "hr", "--password", "short"]
    result = app.test_cli_runner().invoke(args=arguments)
    assert result.output == "Error: Use at least 12 characters; a short sentence works well.\n"


def test_underscore_of_an_address_stands_for_no_other_character(app: Flask, session: Session) -> None:
    make_employee(session, name="Sam Lee", role=Role.ADMIN, email="samxlee@demo.example")
    session.commit()
    result = run(app, "--email", "sam_lee@demo.example", "--name", "Sam Lee the younger", "--role", "technician")
    assert result.output == "Sam Lee the younger (technician) signs in as sam_lee@demo.example.\n"
