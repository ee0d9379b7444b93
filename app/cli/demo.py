"""`flask demo-data`: fill an empty database with the demo company."""

import click
from flask import Flask

from app.domain.errors import OpsCoachError
from app.extensions import current_settings, current_time
from app.unit_of_work import unit_of_work


def register(app: Flask) -> None:
    @app.cli.command("demo-data")
    @click.option("--password", envvar="DEMO_PASSWORD", prompt=True, hide_input=True, help="Of every demo sign-in.")
    def demo_data(password: str) -> None:
        """Load 40 technicians and 26 weeks of mornings; refuses in production and where people are on file."""
        from app.dev.demo_data import load_demo_data
        from app.services.weeks.due import roll_up_due_weeks

        settings = current_settings()
        try:
            with unit_of_work() as session:
                loaded = load_demo_data(session, now=current_time(), password=password, settings=settings)
        except OpsCoachError as refusal:
            raise click.ClickException(refusal.sentence) from refusal
        with unit_of_work() as session:
            roll_up_due_weeks(session, now=current_time(), settings=settings)
        print(f"{loaded.technicians} technicians, {loaded.checkins} check-ins, {loaded.alerts} alerts.")
        print(f"Sign-ins: {', '.join(loaded.sign_ins)}")
        print(f"DEMO_CALLER={loaded.caller}")
        print(f"DEMO_MANAGER_CALLER={loaded.manager_caller}")
