"""`flask import-profiles FILE`: a CSV or workbook of people into the directory, all or nothing."""

import json
from pathlib import Path

import click
from flask import Flask

from app.domain.people.imports.cells.dates import DateOrder
from app.domain.people.imports.cells.fields import Field, label
from app.domain.people.imports.plan import Plan, RowVerdict
from app.domain.people.imports.questions import Answers, NameOrder
from app.domain.people.imports.told import tell_problem, tell_question
from app.extensions import current_settings, current_time

NAMES = [order.value for order in NameOrder]
ORDERS = {order.value.replace(" ", "-"): order for order in DateOrder}
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def register(app: Flask) -> None:
    app.cli.command("import-profiles")(import_profiles)


@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")
@click.option("--dates", type=click.Choice([*ORDERS]), help="How 3/4/2026 is meant, where the file does not tell.")
@click.option(
    "--names",
    type=click.Choice(NAMES),
    help="What becomes of “Reyes, Ana”.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADING",
    help="Which of two columns to take: its heading or letter.",
)
@click.option("--heading", "headings", multiple=True, metavar="HEADING=FIELD", help="What a heading means, or ignore.")
def import_profiles(  # noqa: PLR0917 - click passes everything by name
    file: Path,
    dry_run: bool,  # noqa: FBT001 - click passes flags by name
    as_json: bool,  # noqa: FBT001
    dates: str | None,
    names: str | None,
    columns: tuple[str, ...],
    headings: tuple[str, ...],
) -> None:
    """Import people. Exit 0 when it landed or would; 1 when rows are wrong or a question is open: nothing changed."""
    from app.services.people.imports.at_once import import_at_once
    from app.unit_of_work import unit_of_work

    answers = Answers(
        date_order=ORDERS[dates] if dates else None,
        name_order=NameOrder(names) if names else None,
        columns={_field(field): heading for field, heading in map(_pair, columns)},
        headings={heading: None if field == "ignore" else _field(field) for heading, field in map(_pair, headings)},
    )
    with unit_of_work() as session:
        plan = import_at_once(
            session,
            file_name=file.name,
            content=file.read_bytes(),
            answers=answers,
            dry_run=dry_run,
            now=current_time(),
            settings=current_settings(),
        )
    click.echo(json.dumps(_told(plan), ensure_ascii=False) if as_json else _sentences(plan, dry_run=dry_run))
    if not plan.ready:
        raise SystemExit(1)


def _pair(text: str) -> tuple[str, str]:
    left, equals, right = text.rpartition("=")
    if not equals:
        raise click.UsageError(f"“{text}” has no “=”.")
    return left.strip(), right.strip()


def _field(name: str) -> Field:
    try:
        return Field(name.strip().lower())
    except ValueError:
        raise click.UsageError(f"“{name}” is no field; the fields are {', '.join(Field)}.") from None


def _told(plan: Plan) -> dict[str, object]:
    """Count people where the plan is ready; a file that is refused adds and changes nobody."""
    counts = {"added": RowVerdict.ADD, "changed": RowVerdict.CHANGE, "same": RowVerdict.SAME}
    return {
        **{name: plan.count(verdict) if plan.ready else 0 for name, verdict in counts.items()},
        "errors": [tell_problem(problem) for problem in plan.problems],
        "questions": [tell_question(question) for question in plan.questions],
    }


def _sentences(plan: Plan, *, dry_run: bool) -> str:
    lines = [
        f"{f'row {problem.row}' if problem.row else 'The file'}"
        f"{f', {label(problem.field)}' if problem.field else ''}: {problem.sentence}"
        for problem in plan.problems
    ]
    lines += [f"Question: {_asked(tell_question(question))}" for question in plan.questions]
    lines += [f"Passed over: {', '.join(plan.ignored_columns)}"] if plan.ignored_columns else []
    lines += [f"New teams: {', '.join(plan.new_teams)}"] if plan.new_teams else []
    return "\n".join([*lines, _summary(plan, dry_run=dry_run)])


def _asked(question: dict[str, object]) -> str:
    words = {
        "heading": "“{given}” is no known heading. Is it {suggest}?",
        "two_columns": "Which column is {field}: {given}?",
        "date_order": "Is {first} day first or month first? Nothing in the file tells.",
        "name_order": "Is “{first}” to be turned into “{turned}”?",
    }
    return f"{words[str(question['what'])].format(**question)} Answer by {question['option']}"


def _summary(plan: Plan, *, dry_run: bool) -> str:
    if not plan.ready:
        return "Nothing was changed."
    counts = [plan.count(verdict) for verdict in (RowVerdict.ADD, RowVerdict.CHANGE, RowVerdict.SAME)]
    if counts[:2] == [0, 0]:
        return f"No changes: {counts[2]} people are as the file says."
    would = "would be " if dry_run else ""
    return f"{counts[0]} {would}added, {counts[1]} {would}changed, {counts[2]} the same."
