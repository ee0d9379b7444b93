"""`flask journal`: messages that were kept while the database was away."""

import click
from flask import Flask
from flask.cli import AppGroup

from app.extensions import current_settings
from app.journal import DrainReport, Journal


def register(app: Flask) -> None:
    group = AppGroup("journal", help="Webhook messages kept while the database was away.")
    app.cli.add_command(group)

    @group.command("drain")
    @click.option("--failed", is_flag=True, help="Also retry the messages that were set aside.")
    def drain(failed: bool) -> None:  # noqa: FBT001 - click passes flags by name
        """Replay what is kept, in order."""
        from app.vapi.inbound.intake import replay

        settings = current_settings()
        journal = Journal.of(settings)
        if failed:
            journal.retry_failed()
        report = journal.drain(lambda entry: replay(entry, settings))
        click.echo(_sentence(report))
        if report.remaining:
            raise SystemExit(1)


def _sentence(report: DrainReport) -> str:
    sentence = f"{report.replayed} replayed, {report.failed} set aside."
    if report.remaining:
        return f"{sentence} More is waiting: the database is away, or another drain is running. Run this again."
    if report.failed:
        return f"{sentence} See the log for why; `flask journal drain --failed` tries them again."
    return sentence
