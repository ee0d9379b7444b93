"""`flask audit-parts`: the monthly parts of the audit log, for the role that owns the tables."""

import click
from flask import Flask

from app.domain.phrases import listed, plural
from app.extensions import current_time
from app.fresh_settings import fresh_settings


def register(app: Flask) -> None:
    app.cli.command("audit-parts")(audit_parts)


def audit_parts() -> None:
    """Make the audit log's parts of the months ahead, and drop those past their term. Run it every day."""
    from app.audit_keeping import NotTheOwner, keep_audit_parts

    try:
        kept = keep_audit_parts(now=current_time(), settings=fresh_settings())
    except NotTheOwner as error:
        sentence = "Only the owner of the tables may do this: give the DATABASE_URL of the role that migrates."
        raise click.ClickException(sentence) from error
    click.echo(f"Made: {listed([month.part for month in kept.made]) or 'nothing, all are there'}.")
    click.echo(f"Dropped: {listed([month.part for month in kept.gone.dropped]) or 'nothing'}.")
    for month, people in kept.gone.held.items():
        click.echo(f"Kept: {month.part}, for {plural(len(people), 'person', 'people')} on legal hold.")
