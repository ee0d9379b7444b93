"""From a file's cells to the plan: questions first; then all rows are read, judged together, and compared."""

from collections.abc import Iterable, Sequence
from itertools import chain

from app.domain.people.imports.cells.dates import both_readings, find_order
from app.domain.people.imports.cells.fields import DATES, Field
from app.domain.people.imports.cells.problems import FileProblem, RowProblem
from app.domain.people.imports.columns import Columns, map_columns
from app.domain.people.imports.directory import Directory
from app.domain.people.imports.judging import judge
from app.domain.people.imports.names import ask_name_order
from app.domain.people.imports.plan import Plan
from app.domain.people.imports.questions import Answers, DateOrderQuestion, Question
from app.domain.people.imports.readers import Company, readers_for
from app.domain.people.imports.rows import Progress, RowReader
from app.domain.people.imports.tables import Sheet, SheetRow, find_table


def make_plan(
    sheet: Sheet,
    directory: Directory,
    company: Company,
    answers: Answers,
    progress: Progress = lambda _done, _total, _step: None,
) -> Plan:
    """Plan the import of `sheet`; while a question is open, the plan holds the questions alone."""
    try:
        table = find_table(sheet.records)
    except FileProblem as problem:
        return failed_plan(problem)
    columns = map_columns(table, answers)
    rows = [row for row in table.rows if not row.overfull]
    order = find_order(_date_cells(rows, columns), answers.date_order)
    questions = [*columns.questions, *_ask_dates(order.undecided), *_ask_names(rows, columns, directory, answers)]
    facts = Plan(
        questions=tuple(questions),
        kind=sheet.kind,
        delimiter=sheet.delimiter,
        ignored_columns=columns.ignored,
        table=table,
    )
    if questions:
        return facts
    readers = readers_for(company, decimal_comma=sheet.delimiter == ";", date_order=order.order)
    read = RowReader(columns, readers, directory, answers.name_order).read_all(table.rows, progress)
    return judge(facts, read, directory, company)


def failed_plan(problem: FileProblem) -> Plan:
    return Plan(file_problem=RowProblem(problem.row, None, problem.kind, problem.sentence))


def _date_cells(rows: Sequence[SheetRow], columns: Columns) -> Iterable[str]:
    fields = [field for field in Field if field in DATES and field in columns.places]
    return chain.from_iterable((columns.cell(row, field) for field in fields) for row in rows)


def _ask_dates(undecided: str | None) -> list[Question]:
    if undecided is None:
        return []
    readings = {order: f"{day:%-d %B %Y}" for order, day in both_readings(undecided).items()}
    return [DateOrderQuestion(undecided, readings)]


def _ask_names(rows: Sequence[SheetRow], columns: Columns, directory: Directory, answers: Answers) -> list[Question]:
    if answers.name_order is not None:
        return []
    names = (columns.cell(row, Field.NAME) for row in rows)
    question = ask_name_order(names, directory.by_name)
    return [question] if question else []
