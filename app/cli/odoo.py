"""`flask odoo sync`: people and leave from Odoo, from the command line."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup

from app.domain.errors import OpsCoachError
from app.extensions import current_settings, current_time


def register(app: Flask) -> None:
    group = AppGroup("odoo", help="People and leave from Odoo (docs/odoo.md).")
    app.cli.add_command(group)

    @group.command("sync")
    @click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
    @click.option("--leavers-confirmed", is_flag=True, help="They have left, however many they are.")
    def sync(dry_run: bool, leavers_confirmed: bool) -> None:  # noqa: FBT001 - click passes flags by name
        """Read Odoo's people and leave, and make the directory follow."""
        from app.jobs.odoo_sync import run_odoo_sync
        from app.jobs.progress import JobContext

        context = JobContext(
            job_id=uuid.uuid4(),
            arguments={"dry_run": dry_run, "leavers_confirmed": leavers_confirmed},
            requested_by_id=None,
            progress=_print_step,
            settings=current_settings(),
            now=current_time(),
        )
        try:
            outcome = run_odoo_sync(context)
        except OpsCoachError as refusal:
            raise click.ClickException(refusal.sentence) from refusal
        for line in _lines(outcome.result):
            click.echo(line)
        click.echo(outcome.sentence)
        if outcome.result["stopped"]:
            raise SystemExit(1)


def _print_step(_done: int, _total: int | None, step: str) -> None:
    click.echo(f"{step} …", err=True)


def _lines(result: Mapping[str, Any]) -> Iterator[str]:
    for row in result["added"]:
        yield f"added    {row['number']} {row['name']} ({row['role']})"
    for row in result["changed"]:
        yield f"changed  {_field(row)}: {row['before'] or 'none'} → {row['after'] or 'none'}"
    for row in result["conflicts"]:
        yield f"kept     {_field(row)}: ours {row['ours'] or 'none'}, Odoo's {row['odoo']}"
    for row in result["skipped"]:
        yield f"skipped  {row['name']}: {row['label']}: {row['sentence']}"
    for row in result["questions"]:
        yield f"asked    {row['name']} (Odoo {row['odoo_id']}): which of ours is it?"
    for field in result["unreadable"]:
        yield f"unread   {field}: the key may not read it, ours stays"
    if result["leave_unread"]:
        yield f"unread   leave: {result['leave_unread']}"


def _field(row: Mapping[str, Any]) -> str:
    return f"{row['number']} {row['name']}: {row['label']}"
