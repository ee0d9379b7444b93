"""KPI readings: one a person, KPI and day; a correction replaces the number and keeps the old one in the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.mornings.workdays import local_date
from app.domain.people.reading_range import doubt
from app.domain.phrases import say_date
from app.models import Employee, Kpi, KpiReading, ReadingSource
from app.services.people.changed_by import ChangedBy
from app.services.people.history import record_change

FIELD = "kpi_reading"
LARGEST = Decimal(10) ** 12
USUAL_READINGS = 13
"""What is usual is read from the newest so many."""


class DoubtfulReading(InvalidInput):
    """The value is far from the usual: asked once, and saved when the person says it is right."""


@dataclass(frozen=True, kw_only=True)
class WantedReading:
    employee_id: int
    kpi_id: int
    read_on: date
    value: Decimal
    source: ReadingSource = ReadingSource.FORM


def record_reading(
    session: Session, wanted: WantedReading, *, by: ChangedBy, now: datetime, confirmed: bool = False
) -> KpiReading:
    """Add the reading, or correct the one of that day. Raises DoubtfulReading for a strange value not `confirmed`."""
    employee = session.get_one(Employee, wanted.employee_id, with_for_update=True)
    kpi = session.get(Kpi, wanted.kpi_id)
    if kpi is None:
        raise InvalidInput("Choose a KPI.", field="kpi_id")
    _check(wanted, local_date(now, employee.timezone))
    known = _find(session, wanted)
    question = doubt(wanted.value, _earlier(session, wanted), unit=kpi.unit)
    if question and not confirmed and (known is None or known.value != wanted.value):
        raise DoubtfulReading(question, field="value")
    before = None if known is None else known.value
    reading = known or KpiReading(employee_id=employee.id, kpi_id=kpi.id, read_on=wanted.read_on)
    reading.value, reading.source = wanted.value, wanted.source
    session.add(reading)
    session.flush()
    if before is not None and before != wanted.value:
        _keep_old(session, reading, kpi, before, by=by, now=now)
    return reading


def remove_reading(session: Session, reading_id: int, *, by: ChangedBy, now: datetime) -> int:
    """Take a reading out, keeping its value in the history; return whose it was."""
    reading = session.get(KpiReading, reading_id, with_for_update=True)
    if reading is None:
        raise NotFound("This reading is no longer there.")
    kpi, employee_id = session.get_one(Kpi, reading.kpi_id), reading.employee_id
    before = _say(kpi, reading.read_on, reading.value)
    record_change(session, employee_id, FIELD, before=before, after=None, by=by, now=now)
    session.delete(reading)
    return employee_id


def _check(wanted: WantedReading, today: date) -> None:
    if not wanted.value.is_finite() or abs(wanted.value) >= LARGEST:
        raise InvalidInput("This is not a number that can be kept.", field="value")
    if wanted.read_on > today:
        raise InvalidInput("A reading is of today or before.", field="read_on")


def _find(session: Session, wanted: WantedReading) -> KpiReading | None:
    return session.scalar(
        sa.select(KpiReading).where(
            KpiReading.employee_id == wanted.employee_id,
            KpiReading.kpi_id == wanted.kpi_id,
            KpiReading.read_on == wanted.read_on,
        )
    )


def _earlier(session: Session, wanted: WantedReading) -> Sequence[Decimal]:
    query = (
        sa.select(KpiReading.value)
        .where(
            KpiReading.employee_id == wanted.employee_id,
            KpiReading.kpi_id == wanted.kpi_id,
            KpiReading.read_on != wanted.read_on,
        )
        .order_by(KpiReading.read_on.desc())
        .limit(USUAL_READINGS)
    )
    return session.scalars(query).all()


def _keep_old(
    session: Session, reading: KpiReading, kpi: Kpi, before: Decimal, *, by: ChangedBy, now: datetime
) -> None:
    record_change(
        session,
        reading.employee_id,
        FIELD,
        before=_say(kpi, reading.read_on, before),
        after=_say(kpi, reading.read_on, reading.value),
        by=by,
        now=now,
    )


def _say(kpi: Kpi, day: date, value: Decimal) -> str:
    return f"{kpi.name}, {say_date(day)}: {value:f} {kpi.unit}".rstrip()
