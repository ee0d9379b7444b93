"""`flask export-employee`, `erase-employee` and `legal-hold`: what a person may ask for, by employee number."""

import csv
import io
import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from flask import Flask

from app.domain.errors import OpsCoachError
from app.domain.phrases import plural
from app.domain.spreadsheets import guarded
from app.extensions import current_settings, current_time
from app.unit_of_work import unit_of_work

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def register(app: Flask) -> None:
    app.cli.command("export-employee")(export_employee)
    app.cli.command("erase-employee")(erase_employee)
    app.cli.command("legal-hold")(legal_hold)


@click.argument("number", type=int)
@click.option("--csv", "as_csv", is_flag=True, help="A zip with a CSV file for each table, instead of JSON.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file that you alone can read.")
def export_employee(number: int, *, as_csv: bool, output: Path | None) -> None:
    """Write everything that is on record about a person. Without --output, JSON is printed."""
    from app.services.people.exporting import export_person

    if as_csv and output is None:
        raise click.UsageError("Say with --output where the zip goes.")
    try:
        with unit_of_work() as session:
            tables = export_person(session, number, actor_id=None, now=current_time())
    except OpsCoachError as error:
        raise click.ClickException(error.sentence) from error
    content = _zipped(tables) if as_csv else _json(number, tables)
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

    erasures = ErasureList.of(current_settings())
    if replay:
        for erased in erasures.numbers():
            _erase(erased)
        click.echo(f"{plural(len(erasures.numbers()), 'person', 'people')} erased again.")
        return
    if number is None:
        raise click.UsageError("Give the employee number.")
    if not yes:
        click.confirm(f"Erase everything personal of employee {number}? It cannot be undone.", abort=True)
    kept, at = _erase(number), current_time()
    erasures.add(number, at)
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


def _erase(number: int) -> Sequence[tuple[str, str]]:
    from app.services.people.erasing import erase_person
    from app.services.people.erasing_journal import find_marks, forget_in_journal, messages_wait

    settings = current_settings()
    if messages_wait(settings):
        raise click.ClickException("Messages wait in the journal: run `flask journal drain` first.")
    try:
        with unit_of_work() as session:
            marks = find_marks(session, number)
            erasure = erase_person(session, number, actor_id=None, now=current_time())
    except OpsCoachError as error:
        raise click.ClickException(error.sentence) from error
    if emptied := forget_in_journal(marks, settings=settings):
        click.echo(f"{plural(emptied, 'message')} set aside in the journal held something of theirs.")
    if erasure.name_left:
        click.echo("Somebody else has the same name: texts about others were not searched for it.")
    return erasure.kept


def _json(number: int, tables: Tables) -> bytes:
    body = {"employee": number, "made_at": current_time().isoformat(), "tables": tables}
    return json.dumps(body, default=str, ensure_ascii=False, indent=2).encode()


def _zipped(tables: Tables) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, rows in tables.items():
            archive.writestr(f"{table}.csv", _csv(rows))
    return buffer.getvalue()


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    is_json = isinstance(value, (dict, list))
    return guarded(json.dumps(value, default=str, ensure_ascii=False) if is_json else str(value))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)
