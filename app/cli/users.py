"""`flask create-user`: the first sign-in, and any later one without a page."""

import click
from flask import Flask

from app.domain.errors import OpsCoachError
from app.domain.permissions import Role
from app.extensions import current_settings, current_time


def register(app: Flask) -> None:
    app.cli.command("create-user")(create_user)


@click.option("--email", prompt=True, help="The address to sign in with.")
@click.option("--name", help="Adds the person to the directory where the address is not in it.")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="Role of a person who is added.")
@click.password_option(help="Asked for where it is not given.")
def create_user(email: str, name: str | None, role: str | None, password: str) -> None:
    """Give a person a sign-in; add the person to the directory if need be."""
    from app.services.accounts import users
    from app.unit_of_work import unit_of_work

    settings = current_settings()
    try:
        with unit_of_work() as session:
            employee = users.find_or_create_employee(
                session,
                email=email,
                name=name,
                role=Role(role) if role else None,
                timezone=settings.company_timezone,
                now=current_time(),
            )
            user = users.create_user(session, email=email, password=password, employee=employee)
            click.echo(f"{employee.name} ({employee.role}) signs in as {user.email}.")
    except OpsCoachError as error:
        raise click.ClickException(error.sentence) from error
