"""`flask vapi evals`: the mock conversations that prove the assistant before it is switched on."""

from typing import TYPE_CHECKING, cast

import click
from flask import Flask
from flask.cli import AppGroup

from app.extensions import current_settings, current_time

if TYPE_CHECKING:
    from app.vapi.assistant.account import VapiAccount

evals = AppGroup("evals", help="Mock conversations with a judge, played by Vapi against the assistant.")
PAUSE_SECONDS = 2.0


def register(app: Flask) -> None:
    """Join the group of `flask vapi`, which is registered before: modules are taken by name."""
    cast("click.Group", app.cli.commands["vapi"]).add_command(evals)


@evals.command("list")
def list_command() -> None:
    """Name every eval, how it stands in the account (where VAPI_API_KEY is set), and its last result."""
    from app.domain.errors import OpsCoachError
    from app.vapi.assistant.eval_results import definition_digest, load_results
    from app.vapi.assistant.eval_runs import list_states
    from app.vapi.assistant.evals import EVALS

    settings, words = current_settings(), {}
    if settings.vapi_api_key:
        try:
            words = {state.one.slug: state.word for state in list_states(_account())}
        except OpsCoachError as refusal:
            raise click.ClickException(refusal.sentence) from refusal
    results, digest = load_results(settings), definition_digest()
    for one in EVALS:
        last = results.get(one.slug)
        said = "never run" if last is None else ("passed" if last.passed else f"failed: {last.why}")
        stale = " (of an earlier definition)" if last and last.definition != digest else ""
        click.echo(f"{one.slug:<28} {words.get(one.slug, '-'):<8} {said}{stale}")
    click.echo(f"{len(EVALS)} evals.")


@evals.command("push")
def push_command() -> None:
    """Create or update the evals in the account; others are left alone."""
    from app.domain.errors import OpsCoachError
    from app.vapi.assistant.eval_runs import push_evals

    try:
        changed = push_evals(_account(), tell=click.echo)
    except OpsCoachError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(f"{changed} evals sent." if changed else "The evals are up to date.")


@evals.command("run")
@click.argument("slugs", nargs=-1)
@click.option(
    "--pause", type=click.FloatRange(0, 60), default=PAUSE_SECONDS, help="Seconds between two looks at a run."
)
def run_command(slugs: tuple[str, ...], pause: float) -> None:
    """Play the named evals, or all, and keep the results; exit 1 where one fails. Needs VAPI_ASSISTANT_ID."""
    from app.domain.errors import OpsCoachError
    from app.vapi.assistant.eval_results import keep_results
    from app.vapi.assistant.eval_runs import choose, run_eval

    settings, failed = current_settings(), 0
    if not settings.vapi_assistant_id:
        raise click.ClickException("VAPI_ASSISTANT_ID is missing: `flask vapi push` says which it is.")
    try:
        account, chosen = _account(), choose(slugs)
        for number, one in enumerate(chosen, 1):
            result = run_eval(account, one, assistant_id=settings.vapi_assistant_id, pause=pause, clock=current_time)
            keep_results(settings, {one.slug: result})
            failed += not result.passed
            click.echo(f"{number}/{len(chosen)} {one.slug}: {'passed' if result.passed else result.why}")
    except OpsCoachError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(f"{len(chosen) - failed} of {len(chosen)} passed.")
    raise SystemExit(1 if failed else 0)


def _account() -> "VapiAccount":
    from app.vapi.assistant.account import VapiAccount

    settings = current_settings()
    return VapiAccount(settings.vapi_api_key, settings.vapi_api_url)
