"""KPI readings in bulk, as a program sends them: all of them or none, each fault with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.people.imports.cells.text import fold
from app.domain.viewers import Viewer
from app.models import Kpi, ReadingSource
from app.queries.reached_people import load_reached_people
from app.services.people.changed_by import ChangedBy
from app.services.people.readings import WantedReading, record_reading


@dataclass(frozen=True, kw_only=True)
class SentReading:
    employee_number: int
    kpi: str
    read_on: date
    value: Decimal


@dataclass(frozen=True)
class BatchProblem:
    place: int
    """From 0."""
    field: str | None
    sentence: str


class BadBatch(InvalidInput):
    def __init__(self, problems: Sequence[BatchProblem]) -> None:
        super().__init__("Nothing was saved: some readings cannot be taken.")
        self.problems = tuple(problems)


def record_reading_batch(
    session: Session, viewer: Viewer, sent: Sequence[SentReading], *, by: ChangedBy, now: datetime, confirmed: bool
) -> int:
    """Record or correct each; return how many. Raises BadBatch, and then the caller saves nothing."""
    people = load_reached_people(session, viewer)
    kpis = {fold(kpi.name): kpi.id for kpi in session.scalars(select(Kpi).where(Kpi.active))}
    places: dict[tuple[int, str, date], int] = {}
    problems: list[BatchProblem] = []
    for place, reading in enumerate(sent):
        try:
            _check_once(places, reading, place)
            wanted = WantedReading(
                employee_id=people.find(str(reading.employee_number)),
                kpi_id=_kpi(kpis, reading.kpi),
                read_on=reading.read_on,
                value=reading.value,
                source=ReadingSource.API,
            )
            record_reading(session, wanted, by=by, now=now, confirmed=confirmed)
        except InvalidInput as error:
            field = {"person": "employee_number", "kpi_id": "kpi"}.get(error.field or "", error.field)
            problems.append(BatchProblem(place, field, error.sentence))
    if problems:
        raise BadBatch(problems)
    return len(sent)


def _check_once(places: dict[tuple[int, str, date], int], reading: SentReading, place: int) -> None:
    first = places.setdefault((reading.employee_number, fold(reading.kpi), reading.read_on), place)
    if first != place:
        raise InvalidInput(f"The same person, KPI and day as reading {first}.", field="read_on")


def _kpi(kpis: dict[str, int], name: str) -> int:
    if fold(name) not in kpis:
        raise InvalidInput(f"There is no KPI named “{name}”.", field="kpi")
    return kpis[fold(name)]
