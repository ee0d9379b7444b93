"""`flask simulate-call`: play Vapi against a running server and print the conversation."""

import os
import random
from collections.abc import Mapping
from pathlib import Path

import click
from flask import Flask

from app.extensions import current_settings, current_time
from app.settings import Settings

SCENARIOS = ("daily", "ops-only", "sick", "low-energy", "blocker", "hang-up", "hurt", "person", "one-breath", "random")


def register(app: Flask) -> None:
    @app.cli.command("simulate-call")
    @click.option("--caller", required=True, metavar="+1…", help="The number that calls, E.164.")
    @click.option("--scenario", type=click.Choice(SCENARIOS), default="daily", show_default=True)
    @click.option("--url", help="The server; by default the one `make run` started, else PUBLIC_URL.")
    @click.option("--say", help="The caller's first words, instead of the scenario's.")
    @click.option("--seed", type=int, help="The same seed, the same words; by default others each time.")
    def simulate_call(caller: str, scenario: str, url: str | None, say: str | None, seed: int | None) -> None:
        """Hold one check-in call over HTTP, as Vapi would, and print it."""
        from app.dev.callers import LOG_NOTHING
        from app.dev.simulator import CallFailed, play_call
        from app.dev.simulator_line import http_line
        from app.dev.simulator_text import render

        base_url, secret = _server(current_settings(), url)
        chosen = random.randrange(2**32) if seed is None else seed  # noqa: S311 - which words are said is no secret
        try:
            transcript = play_call(
                http_line(base_url, secret),
                scenario=scenario,
                caller=caller,
                seed=chosen,
                started_at=current_time(),
                opening=say,
            )
        except CallFailed as failure:
            raise click.ClickException(failure.sentence) from failure
        click.echo(render(transcript), nl=False)
        if transcript.logged is None and transcript.scenario not in LOG_NOTHING:
            raise click.ClickException(f"No check-in was logged. The call ended with: {transcript.turns[-1].text}")


def _server(settings: Settings, url: str | None) -> tuple[str, str]:
    """Return where to call and with which secret: as given, else from `run.env`, else from the settings."""
    from app.dev.run_files import read_values

    run_env: Mapping[str, str] = read_values(Path(settings.data_dir) / "run.env")
    base_url = url or os.environ.get("BASE_URL") or run_env.get("BASE_URL") or settings.public_url
    secrets = settings.vapi_server_secret or (run_env.get("VAPI_SERVER_SECRET", ""),)
    if not secrets[0]:
        raise click.ClickException("No secret to call with. Set VAPI_SERVER_SECRET, or read it: . instance/run.env")
    return base_url, secrets[0]
