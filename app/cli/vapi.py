"""`flask vapi`: write what Vapi needs from the script, and bring the account up to date with it."""

import click
from flask import Flask
from flask.cli import AppGroup


def register(app: Flask) -> None:
    group = AppGroup("vapi", help="The assistant, its tools and its evals.")
    app.cli.add_command(group)

    @group.command("export")
    @click.option("--check", is_flag=True, help="Fail with a diff where a file is stale instead of writing it.")
    def export(check: bool) -> None:  # noqa: FBT001 - click passes flags by name
        """Write docs/vapi from the script."""
        from app import ROOT
        from app.vapi import export

        folder = ROOT / export.FOLDER
        if check:
            if stale := export.differences(folder):
                click.echo(stale, nl=False)
                raise click.ClickException("docs/vapi is stale. Run: flask --app wsgi vapi export")
            click.echo(f"{len(export.generated_files())} files are current.")
            return
        changed = export.write_files(folder)
        click.echo("\n".join([*map(str, changed), f"{len(changed)} files changed."]))
