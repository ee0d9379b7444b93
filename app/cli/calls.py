"""`flask simulate-call`: play Vapi against a running server and print the conversation."""

import os
import random
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import current_settings, current_time
from app.settings import Settings

OUTAGES = ("stopped", "frozen")
SCENARIOS = (
    "daily",
    "ops-only",
    "sick",
    "low-energy",
    "blocker",
    "hang-up",
    "hurt",
    "person",
    "one-breath",
    "slow",
    "random",
)


def register(app: Flask) -> None:
    @app.cli.command("simulate-call")
    @click.option("--caller", required=True, metavar="+1…", help="The number that calls, E.164.")
    @click.option("--scenario", type=click.Choice(SCENARIOS), default="daily", show_default=True)
    @click.option("--url", help="The server; by default the one `make run` started, else PUBLIC_URL.")
    @click.option("--say", help="The caller's first words, instead of the scenario's.")
    @click.option("--outage", type=click.Choice(OUTAGES), help="Take the private PostgreSQL away during the call.")
    @click.option("--seed", type=int, help="The same seed, the same words; by default others each time.")
    def simulate_call(
        *, caller: str, scenario: str, url: str | None, say: str | None, outage: str | None, seed: int | None
    ) -> None:
        """Hold one check-in call over HTTP, as Vapi would, and print it."""
        from app.dev.callers import LOG_NOTHING
        from app.dev.processes import StartupError
        from app.dev.simulator import CallFailed, play_call
        from app.dev.simulator_line import http_line
        from app.dev.simulator_text import render

        base_url, secret = _server(current_settings(), url)
        chosen = random.randrange(2**32) if seed is None else seed  # noqa: S311 - which words are said is no secret
        try:
            with _away(outage):
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
        except StartupError as failure:
            raise click.ClickException(str(failure)) from failure
        click.echo(render(transcript), nl=False)
        if outage:
            click.echo(_after_the_drain(transcript.call_id))
            return
        if transcript.logged is None and transcript.scenario not in LOG_NOTHING:
            raise click.ClickException(f"No check-in was logged. The call ended with: {transcript.turns[-1].text}")


def _away(outage: str | None) -> AbstractContextManager[None]:
    if outage is None:
        return nullcontext()
    from app.dev.outages import Outage, database_away

    return database_away(Path(current_settings().data_dir), Outage(outage))


def _after_the_drain(call_id: str) -> str:
    """Replay what the journal kept, and say which row the call left."""
    from app.dev.outages import wait_until_back
    from app.domain.checkins.readback import readback
    from app.journal import Journal
    from app.queries.call_effects import load_call_effects
    from app.unit_of_work import unit_of_work
    from app.vapi.inbound.intake import replay

    settings = current_settings()
    wait_until_back(_database_answers)
    wait_until_back(lambda: not Journal.of(settings).drain(lambda entry: replay(entry, settings)).remaining)
    with unit_of_work() as session:
        row = dict(load_call_effects(session, call_id).checkin)
    return f"After the drain: {readback(row)}" if row else "After the drain: no row."


def _database_answers() -> bool:
    from app.unit_of_work import unit_of_work

    try:
        with unit_of_work() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _server(settings: Settings, url: str | None) -> tuple[str, str]:
    """Return where to call and with which secret: as given, else from `run.env`, else from the settings."""
    from app.dev.run_files import read_values

    run_env: Mapping[str, str] = read_values(Path(settings.data_dir) / "run.env")
    base_url = url or os.environ.get("BASE_URL") or run_env.get("BASE_URL") or settings.public_url
    secrets = settings.vapi_server_secret or (run_env.get("VAPI_SERVER_SECRET", ""),)
    if not secrets[0]:
        raise click.ClickException(
            "No secret to call with. Set VAPI_SERVER_SECRET, or read it: set -a; . instance/run.env; set +a"
        )
    return base_url, secrets[0]
