"""Which column holds which field. An ambiguous heading becomes a question, an unknown one is listed and not read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.people.imports.cells.fields import NAME_PARTS, Field
from app.domain.people.imports.headings import field_of, fold_heading, suggest
from app.domain.people.imports.questions import Answers, ColumnsQuestion, HeadingQuestion
from app.domain.people.imports.tables import FileColumn, SheetRow, Table, unheaded_columns


@dataclass(frozen=True)
class Columns:
    places: Mapping[Field, int]
    questions: tuple[HeadingQuestion | ColumnsQuestion, ...]
    ignored: tuple[str, ...]

    def cell(self, row: SheetRow, field: Field) -> str:
        """Return the text of a field in a row; empty where the row is short or the column is not there."""
        place = self.places.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else ""


def map_columns(table: Table, answers: Answers) -> Columns:
    named = {fold_heading(heading): field for heading, field in answers.headings.items()}
    meant = {column: named.get(fold_heading(column.heading)) or field_of(column.heading) for column in table.columns}
    by_field: dict[Field, list[FileColumn]] = defaultdict(list)
    for column, field in meant.items():
        if field is not None:
            by_field[field].append(column)
    unknown = [column for column, field in meant.items() if field is None]
    near = [
        HeadingQuestion(column.heading, field)
        for column in unknown
        if fold_heading(column.heading) not in named and (field := suggest(column.heading, by_field))
    ]
    asked = {question.given for question in near}
    places, doubled = _settle(by_field, answers)
    ignored = [column.heading for column in unknown if column.heading not in asked]
    ignored += [f"column {column.letter} (no heading)" for column in unheaded_columns(table)]
    return Columns(places, (*near, *doubled), tuple(ignored))


def _settle(
    by_field: Mapping[Field, list[FileColumn]], answers: Answers
) -> tuple[dict[Field, int], list[ColumnsQuestion]]:
    """Give each field one column: the only one, or the one that the answer names."""
    places: dict[Field, int] = {}
    questions = []
    for field, columns in _rivals(by_field):
        chosen = [column for column in columns if _is_named(column, answers.columns.get(field))]
        if len(columns) > 1 and len(chosen) != 1:
            questions.append(ColumnsQuestion(field, tuple(_name(column, columns) for column in columns)))
            continue
        column = chosen[0] if chosen else columns[0]
        places[next(own for own, listed in by_field.items() if column in listed)] = column.place
    if Field.NAME not in places:
        places |= {part: by_field[part][0].place for part in NAME_PARTS if by_field.get(part)}
    return places, questions


def _rivals(by_field: Mapping[Field, list[FileColumn]]) -> Iterable[tuple[Field, list[FileColumn]]]:
    """List the columns for each field; beside a whole name, a first and a last name are rivals of it."""
    for field, columns in by_field.items():
        if field in NAME_PARTS and Field.NAME in by_field:
            continue
        parts = [column for part in NAME_PARTS for column in by_field.get(part, ())]
        yield field, sorted(columns + parts, key=lambda column: column.place) if field is Field.NAME else columns


def _name(column: FileColumn, rivals: list[FileColumn]) -> str:
    alike = [rival for rival in rivals if fold_heading(rival.heading) == fold_heading(column.heading)]
    return f"{column.heading} (column {column.letter})" if len(alike) > 1 else column.heading


def _is_named(column: FileColumn, answer: str | None) -> bool:
    if answer is None:
        return False
    return answer.strip().upper() == column.letter or fold_heading(answer) in {
        fold_heading(column.heading),
        fold_heading(f"{column.heading} (column {column.letter})"),
    }
