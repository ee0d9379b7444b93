"""`flask export-employee`, `erase-employee` and `legal-hold`: what a person may ask for, by employee number."""

import os
from collections.abc import Sequence
from pathlib import Path

import click
from flask import Flask

from app.domain.errors import NotFound, OpsCoachError
from app.domain.phrases import plural
from app.extensions import current_settings, current_time
from app.unit_of_work import unit_of_work


def register(app: Flask) -> None:
    app.cli.command("export-employee")(export_employee)
    app.cli.command("erase-employee")(erase_employee)
    app.cli.command("legal-hold")(legal_hold)


@click.argument("number", type=int)
@click.option("--csv", "as_csv", is_flag=True, help="A zip with a CSV file for each table, instead of JSON.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file that you alone can read.")
def export_employee(number: int, *, as_csv: bool, output: Path | None) -> None:
    """Write everything that is on record about a person. Without --output, JSON is printed."""
    from app.services.people.export_files import as_json, as_zip
    from app.services.people.exporting import export_person

    if as_csv and output is None:
        raise click.UsageError("Say with --output where the zip goes.")
    now = current_time()
    try:
        with unit_of_work() as session:
            tables = export_person(session, number, actor_id=None, now=now)
    except OpsCoachError as error:
        raise click.ClickException(error.sentence) from error
    content = as_zip(tables) if as_csv else as_json(number, tables, made_at=now)
    if output is None:
        click.echo(content.decode())
        return
    with open(output, "wb", opener=_private) as file:
        file.write(content)
    click.echo(f"{plural(sum(map(len, tables.values())), 'row')} of {plural(len(tables), 'table')}: {output}")


@click.argument("number", type=int, required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--replay", is_flag=True, help="After a restore: erase again whoever was erased before.")
def erase_employee(number: int | None, *, yes: bool, replay: bool) -> None:
    """Remove what is personal of somebody. Figures stay, under the number. It cannot be undone."""
    from app.erasures import ErasureList

    if replay:
        erased_before = ErasureList.of(current_settings()).numbers()
        for each in erased_before:
            _erase(each, may_be_unknown=True)
        click.echo(f"{plural(len(erased_before), 'person', 'people')} erased again.")
        return
    if number is None:
        raise click.UsageError("Give the employee number.")
    if not yes:
        click.confirm(f"Erase everything personal of employee {number}? It cannot be undone.", abort=True)
    kept = _erase(number)
    click.echo(f"Erased: employee {number} is “erased person {number}” from now on.")
    click.echo("Kept:")
    for table, why in kept:
        click.echo(f"  {table}: {why}")


@click.argument("number", type=int)
@click.option("--on/--off", "held", required=True, help="Nothing of the person is erased while it is on.")
def legal_hold(number: int, *, held: bool) -> None:
    """Keep everything of a person, because it may be needed in a dispute; or lift that."""
    from app.services.people.erasing import set_legal_hold

    try:
        with unit_of_work() as session:
            set_legal_hold(session, number, held=held, actor_id=None, now=current_time())
    except OpsCoachError as error:
        raise click.ClickException(error.sentence) from error
    click.echo(f"The legal hold on employee {number} is {'on' if held else 'off'}.")


def _erase(number: int, *, may_be_unknown: bool = False) -> Sequence[tuple[str, str]]:
    """`may_be_unknown`: a backup may be older than the person's first day."""
    from app.services.people.erasing_whole import erase_whole, list_erasure

    settings, now = current_settings(), current_time()
    try:
        with unit_of_work() as session:
            erased = erase_whole(session, number, actor_id=None, settings=settings, now=now)
        list_erasure(number, settings=settings, now=now)
    except OpsCoachError as error:
        if may_be_unknown and isinstance(error, NotFound):
            return ()
        raise click.ClickException(error.sentence) from error
    for sentence in erased.notes:
        click.echo(sentence)
    return erased.erasure.kept


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)
