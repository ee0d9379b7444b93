"""KPI readings of the people a viewer reaches, and the KPIs with how often they were read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.viewers import Viewer
from app.models import Employee, Kpi, KpiDirection, KpiReading, ReadingSource
from app.queries.paging import Listing, Page, fetch_page
from app.queries.reach import visible_employees


@dataclass(frozen=True, kw_only=True)
class ReadingRow:
    id: int
    employee_id: int
    person: str
    kpi_id: int
    kpi: str
    unit: str
    read_on: date
    value: Decimal
    source: ReadingSource


@dataclass(frozen=True, kw_only=True)
class KpiRow:
    id: int
    name: str
    unit: str
    direction: KpiDirection
    smallest_change: Decimal
    active: bool
    readings: int


def list_readings(session: Session, viewer: Viewer, listing: Listing) -> Page[ReadingRow]:
    return fetch_page(
        session,
        _readings(viewer),
        listing,
        sorts={
            "": KpiReading.id,
            "read_on": KpiReading.read_on,
            "person": Employee.name,
            "kpi": Kpi.name,
            "value": KpiReading.value,
        },
        searched=(Employee.name, Kpi.name),
        make=ReadingRow,
    )


def get_reading_row(session: Session, viewer: Viewer, reading_id: int) -> ReadingRow:
    """Raises NotFound whether there is no such reading or this viewer does not reach whose it is."""
    row = session.execute(_readings(viewer).where(KpiReading.id == reading_id)).mappings().one_or_none()
    if row is None:
        raise NotFound("There is no such reading among the people you look after.")
    return ReadingRow(**row)


def list_kpis(session: Session, listing: Listing) -> Page[KpiRow]:
    count = sa.func.count(KpiReading.id).label("readings")
    columns: tuple[Any, ...] = (Kpi.id, Kpi.name, Kpi.unit, Kpi.direction, Kpi.smallest_change, Kpi.active, count)
    query = sa.select(*columns).outerjoin(KpiReading, KpiReading.kpi_id == Kpi.id).group_by(Kpi.id)
    return fetch_page(
        session,
        query,
        listing,
        sorts={"": Kpi.id, "name": sa.func.lower(Kpi.name), "unit": Kpi.unit, "readings": count},
        searched=(Kpi.name, Kpi.unit),
        make=KpiRow,
    )


def _readings(viewer: Viewer) -> sa.Select[Any]:
    columns: tuple[Any, ...] = (
        KpiReading.id, KpiReading.employee_id, Employee.name.label("person"), KpiReading.kpi_id, Kpi.name.label("kpi"),
        Kpi.unit, KpiReading.read_on, KpiReading.value, KpiReading.source,
    )  # fmt: skip
    return (
        sa.select(*columns)
        .join(Employee, Employee.id == KpiReading.employee_id)
        .join(Kpi, Kpi.id == KpiReading.kpi_id)
        .where(Employee.id.in_(visible_employees(viewer)))
    )
