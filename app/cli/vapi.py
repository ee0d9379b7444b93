"""`flask vapi`: write what Vapi needs from the script, and bring the account up to date with it."""

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from app.extensions import current_settings
from app.vapi.assistant.account import VapiAccount
from app.vapi.assistant.sync import AccountPlan, make_plan

NUMBER = click.option("--number", metavar="+1…", help="The number that technicians call; left out: numbers stay alone.")


def register(app: Flask) -> None:
    group = AppGroup("vapi", help="The assistant, its tools and its evals.")
    app.cli.add_command(group)
    group.add_command(export)
    group.add_command(diff)
    group.add_command(push)


@click.command
@click.option("--check", is_flag=True, help="Fail with a diff where a file is stale instead of writing it.")
@with_appcontext
def export(check: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Write docs/vapi from the script."""
    from app import ROOT
    from app.vapi.assistant import export

    folder = ROOT / export.FOLDER
    if check:
        if stale := export.differences(folder):
            click.echo(stale, nl=False)
            raise click.ClickException("docs/vapi is stale. Run: flask --app wsgi vapi export")
        click.echo(f"{len(export.generated_files())} files are current.")
        return
    changed = export.write_files(folder)
    click.echo("\n".join([*map(str, changed), f"{len(changed)} files changed."]))


@click.command
@NUMBER
@with_appcontext
def diff(number: str | None) -> None:
    """Show how the Vapi account differs from the definitions; exit 1 where it does."""
    from app.domain.errors import OpsCoachError

    try:
        plan, _account = _compare(number)
    except OpsCoachError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    raise SystemExit(1 if plan.needed else 0)


@click.command
@NUMBER
@click.option("--dry-run", is_flag=True, help="Show what would change and stop.")
@click.option("--yes", is_flag=True, help="Do not ask before changing anything.")
@click.option("--although-evals-failed", "despite", is_flag=True, help="Send a definition whose evals failed.")
@with_appcontext
def push(number: str | None, dry_run: bool, yes: bool, despite: bool) -> None:  # noqa: FBT001 - click passes flags by name
    """Create or update tools, structured output, assistant and number settings. Nothing is deleted."""
    from app.domain.errors import OpsCoachError
    from app.vapi.assistant.eval_results import failed_of_this_definition
    from app.vapi.assistant.sync import apply_plan, require_reachable

    try:
        if not dry_run:
            require_reachable(current_settings())
        plan, account = _compare(number)
        if not plan.needed:
            click.echo("Vapi is up to date.")
            return
        if dry_run:
            click.echo(f"Dry run: {len(plan.needed)} changes, nothing sent.")
            return
        if (failed := failed_of_this_definition(current_settings())) and not despite:
            raise click.ClickException(
                f"Evals of this definition failed: {', '.join(failed)}. Mend it and run them again, or say"
                " --although-evals-failed."
            )
        if not yes:
            click.confirm(f"Make these {len(plan.needed)} changes?", abort=True)
        assistant_id = apply_plan(account, plan, tell=click.echo)
    except OpsCoachError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    if assistant_id != current_settings().vapi_assistant_id:
        click.echo(f"Now set VAPI_ASSISTANT_ID={assistant_id} and restart the server.")


def _compare(number: str | None) -> tuple[AccountPlan, VapiAccount]:
    """Open the account, print how it stands, and return the plan."""
    settings = current_settings()
    account = VapiAccount(settings.vapi_api_key, settings.vapi_api_url)
    plan = make_plan(account, settings, number=number)
    for change in plan.changes:
        click.echo(str(change))
    if number is None:
        click.echo("  phone-number: left alone; name it with --number.")
    return plan, account
