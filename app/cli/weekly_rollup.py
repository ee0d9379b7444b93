"""`flask weekly-rollup`: make a week's rows, or every week's that is missing and the present one's."""

import click
from flask import Flask

from app.domain.mornings.window import Week
from app.domain.phrases import plural
from app.extensions import current_settings, current_time
from app.fresh_settings import fresh_settings
from app.unit_of_work import unit_of_work


def register(app: Flask) -> None:
    @app.cli.command("weekly-rollup")
    @click.option("--week", "asked", callback=_read_week, metavar="2026-W47", help="Make or remake this week only.")
    def weekly_rollup(asked: Week | None) -> None:
        """Roll weeks up: the one asked for, or every finished one that is missing and the present one."""
        weeks = [_begun(asked)] if asked else _missing_and_present()
        click.echo(plural(sum(map(_roll_up, weeks)), "row"))


def _read_week(_context: click.Context, _option: click.Parameter, text: str | None) -> Week | None:
    try:
        return None if text is None else Week.parse(text)
    except ValueError as error:
        raise click.BadParameter(f"{text}: {error}.") from error


def _begun(week: Week) -> Week:
    from app.policy import week_schedule

    if week > week_schedule(current_settings()).running(current_time()):
        raise click.BadParameter(f"{week} has not begun.", param_hint="'--week'")
    return week


def _missing_and_present() -> list[Week]:
    from app.policy import week_schedule
    from app.queries.weekly_runs import list_missing_weeks

    schedule, now = week_schedule(current_settings()), current_time()
    with unit_of_work() as session:
        return [*list_missing_weeks(session, schedule, now=now), schedule.running(now)]


def _roll_up(week: Week) -> int:
    """Commit week by week: what is done stays done when the command is stopped."""
    from app.services.weeks.roll_up import roll_up_week

    def say(so_far: int) -> None:
        click.echo(f"{week}: {so_far} rows so far", err=True)

    with unit_of_work() as session:
        rows = roll_up_week(session, week, now=current_time(), settings=fresh_settings(), progress=say)
    click.echo(f"{week}: {plural(rows, 'row')}")
    return rows
