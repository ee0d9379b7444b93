"""KPI readings of one person as series, the KPI that matters most first."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.figures.kpi_weeks import KpiSeries, Reading
from app.models import Kpi, KpiDirection, KpiReading


def list_kpi_series(
    session: Session, employee_id: int, *, since: date, names: Sequence[str] = (), goal_kpi_id: int | None = None
) -> list[KpiSeries]:
    """Return the KPIs with readings since that date: those of `names` in their order, the goal's, then the others."""
    query = (
        select(Kpi, KpiReading.read_on, KpiReading.value)
        .join(KpiReading, KpiReading.kpi_id == Kpi.id)
        .where(KpiReading.employee_id == employee_id, KpiReading.read_on >= since)
        .order_by(Kpi.name, KpiReading.read_on)
    )
    by_kpi = groupby(session.execute(query), key=lambda row: row.Kpi)
    series = [_series(kpi, [(row.read_on, row.value) for row in rows]) for kpi, rows in by_kpi]
    return sorted(series, key=lambda item: (_rank(item, names, goal_kpi_id), item.name))


def _series(kpi: Kpi, readings: Sequence[tuple[date, Decimal]]) -> KpiSeries:
    return KpiSeries(
        kpi_id=kpi.id,
        name=kpi.name,
        unit=kpi.unit,
        higher_is_better=kpi.direction is KpiDirection.HIGHER,
        smallest_change=kpi.smallest_change,
        readings=tuple(Reading(read_on=day, value=value) for day, value in readings),
    )


def _rank(series: KpiSeries, names: Sequence[str], goal_kpi_id: int | None) -> int:
    names_in_order = [name.casefold() for name in names]
    if series.name.casefold() in names_in_order:
        return names_in_order.index(series.name.casefold())
    return len(names_in_order) + (series.kpi_id != goal_kpi_id)
