"""Days off and KPI readings from a file: every line is judged, and either all of them are saved or none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.domain.people.imports.cells.dates import read_date
from app.domain.people.imports.cells.numbers import read_figure
from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.imports.cells.text import fold
from app.domain.people.imports.record_lines import (
    READING_SHEET,
    TIME_OFF_SHEET,
    BadLines,
    DoubtfulLines,
    LineProblem,
    RecordLine,
    RecordLines,
    RecordSheet,
)
from app.domain.viewers import Viewer
from app.models import Kpi, ReadingSource, TimeOff
from app.people_files.reading import read_sheet
from app.queries.reached_people import ReachedPeople, load_reached_people
from app.services.people.changed_by import ChangedBy
from app.services.people.readings import DoubtfulReading, WantedReading, record_reading
from app.services.people.time_off import WantedTimeOff, add_time_off

Value = TypeVar("Value")
Choice = TypeVar("Choice", TimeOffKind, DayPart)


@dataclass(frozen=True)
class Saved:
    lines: int
    same: int
    """Lines that stood there already."""


def add_time_off_file(session: Session, viewer: Viewer, content: bytes, *, now: datetime) -> Saved:
    """Record the days off of a file. Raises BadLines, with every wrong line; then the caller saves nothing."""
    read, people, same = _read(content, TIME_OFF_SHEET), load_reached_people(session, viewer), 0
    problems: list[LineProblem] = []
    for line in read.lines:
        try:
            employee_id, wanted = people.find(line.cells["person"]), _time_off(line, read)
            if _is_recorded(session, employee_id, wanted):
                same += 1
            else:
                add_time_off(session, employee_id, wanted, by=ChangedBy.form(viewer), now=now)
        except InvalidInput as error:
            problems.append(_problem(line, error, TIME_OFF_SHEET))
    if problems:
        raise BadLines(problems)
    return Saved(len(read.lines) - same, same)


def record_reading_file(
    session: Session, viewer: Viewer, content: bytes, *, now: datetime, confirmed: bool = False
) -> Saved:
    """Record the readings of a file. Raises BadLines, or DoubtfulLines where unusual values are all there is to ask."""
    read, people = _read(content, READING_SHEET), load_reached_people(session, viewer)
    kpis = {fold(kpi.name): kpi.id for kpi in session.scalars(select(Kpi).where(Kpi.active))}
    problems: list[LineProblem] = []
    doubts: list[LineProblem] = []
    for line in read.lines:
        try:
            wanted = _reading(line, read, people, kpis)
            record_reading(session, wanted, by=ChangedBy.form(viewer), now=now, confirmed=confirmed)
        except DoubtfulReading as error:
            doubts.append(_problem(line, error, READING_SHEET))
        except InvalidInput as error:
            problems.append(_problem(line, error, READING_SHEET))
    if problems or doubts:
        raise BadLines([*problems, *doubts]) if problems else DoubtfulLines(doubts)
    return Saved(len(read.lines), 0)


def _read(content: bytes, kind: RecordSheet) -> RecordLines:
    try:
        sheet = read_sheet(content, kind.count_headings)
        return kind.read(sheet.records, delimiter=sheet.delimiter)
    except FileProblem as error:
        raise BadLines([LineProblem(error.row, None, error.sentence)]) from error


def _time_off(line: RecordLine, read: RecordLines) -> WantedTimeOff:
    starts_on = _cell(line, "starts_on", lambda text: read_date(text, read.order.order))
    ends_on = starts_on
    if line.cells["ends_on"]:
        ends_on = _cell(line, "ends_on", lambda text: read_date(text, read.order.order))
    return WantedTimeOff(
        starts_on=starts_on,
        ends_on=ends_on,
        kind=_cell(line, "kind", _kind) if line.cells["kind"] else TimeOffKind.VACATION,
        part=_cell(line, "part", _part) if line.cells["part"] else DayPart.WHOLE_DAY,
    )


def _reading(line: RecordLine, read: RecordLines, people: ReachedPeople, kpis: dict[str, int]) -> WantedReading:
    def kpi(text: str) -> int:
        if fold(text) not in kpis:
            raise InvalidInput(f"There is no KPI named “{text}”.")
        return kpis[fold(text)]

    def value(text: str) -> Decimal:
        return read_figure(text, decimal_comma=read.decimal_comma)

    def read_on(text: str) -> date:
        return read_date(text, read.order.order)

    return WantedReading(
        employee_id=people.find(line.cells["person"]),
        kpi_id=_cell(line, "kpi", kpi),
        read_on=_cell(line, "read_on", read_on),
        value=_cell(line, "value", value),
        source=ReadingSource.CSV,
    )


def _cell(line: RecordLine, key: str, read: Callable[[str], Value]) -> Value:
    """Read one cell; what is wrong with it names its column."""
    text = line.cells[key]
    if not text:
        raise InvalidInput("The cell is empty.", field=key)
    try:
        return read(text)
    except InvalidInput as error:
        raise InvalidInput(error.sentence, field=key) from error


def _kind(text: str) -> TimeOffKind:
    return _one_of(text, list(TimeOffKind))


def _part(text: str) -> DayPart:
    return _one_of(text, list(DayPart))


def _one_of(text: str, choices: list[Choice]) -> Choice:
    wanted = fold(text).replace(" ", "_")
    chosen = next((choice for choice in choices if choice.value == wanted), None)
    if chosen is None:
        words = ", ".join(choice.value.replace("_", " ") for choice in choices)
        raise InvalidInput(f"“{text}” is none of: {words}.")
    return chosen


def _is_recorded(session: Session, employee_id: int, wanted: WantedTimeOff) -> bool:
    query = select(TimeOff.id).where(
        TimeOff.employee_id == employee_id,
        TimeOff.starts_on == wanted.starts_on,
        TimeOff.ends_on == wanted.ends_on,
        TimeOff.kind == wanted.kind,
        TimeOff.part == wanted.part,
    )
    return session.scalar(query) is not None


def _problem(line: RecordLine, error: InvalidInput, kind: RecordSheet) -> LineProblem:
    titles = {column.key: column.title for column in kind.columns} | {"kpi_id": "KPI"}
    return LineProblem(line.row, titles.get(error.field or ""), error.sentence)
