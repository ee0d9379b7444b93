"""`flask outbox list|retry`: what is waiting, sent or given up, and offering given-up messages again."""

from uuid import UUID

import click
from flask import Flask
from flask.cli import AppGroup

from app.domain.phrases import plural
from app.extensions import current_time
from app.models import OutboxMessage, OutboxStatus

group = AppGroup("outbox", help="Messages on their way out.")


def register(app: Flask) -> None:
    app.cli.add_command(group)


@group.command("list")
@click.option("--status", type=click.Choice([status.value for status in OutboxStatus]), help="Only these.")
@click.option("--limit", default=50, show_default=True, help="The newest so many.")
def list_command(status: str | None, limit: int) -> None:
    """List messages, the newest first, and count all by status."""
    from app.queries.outbox import count_by_status, list_messages
    from app.unit_of_work import unit_of_work

    with unit_of_work() as session:
        for message in list_messages(session, status=OutboxStatus(status) if status else None, limit=limit):
            click.echo(_line(message))
        counts = count_by_status(session)
    click.echo(" · ".join(f"{count} {name.value}" for name, count in counts.items()))


@group.command("retry")
@click.argument("ids", nargs=-1, type=click.UUID)
def retry_command(ids: tuple[UUID, ...]) -> None:
    """Offer given-up messages again: those named, or all."""
    from app.services.messages.outbox import retry_dead
    from app.unit_of_work import unit_of_work

    with unit_of_work() as session:
        count = retry_dead(session, now=current_time(), ids=ids or None)
    click.echo(f"{plural(count, 'message')} offered again.")


def _line(message: OutboxMessage) -> str:
    parts = [
        f"{message.created_at:%Y-%m-%d %H:%M:%S}Z",
        message.status.value,
        f"{message.channel.value} to {message.address}",
        message.subject,
        str(message.id),
        f"after {message.attempts} tries: {message.last_error}" if message.last_error else "",
    ]
    return "  ".join(part for part in parts if part)
