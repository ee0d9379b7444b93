"""KPIs: made and changed. Unit and direction are fixed once readings exist: a new unit is a new KPI."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.models import Kpi, KpiDirection, KpiReading
from app.services.audit import record_audit
from app.services.people.changed_by import ChangedBy

LONGEST_NAME, LONGEST_UNIT = 80, 20


@dataclass(frozen=True, kw_only=True)
class WantedKpi:
    name: str
    unit: str
    """Free text; `%` means 0 to 100."""
    direction: KpiDirection
    smallest_change: Decimal
    active: bool = True


def create_kpi(session: Session, wanted: WantedKpi, *, by: ChangedBy, now: datetime) -> Kpi:
    _check(session, wanted, None)
    kpi = Kpi()
    _write(kpi, wanted)
    session.add(kpi)
    session.flush()
    _record(session, "kpi.created", kpi, by, now)
    return kpi


def change_kpi(session: Session, kpi_id: int, wanted: WantedKpi, *, by: ChangedBy, now: datetime) -> Kpi:
    kpi = get_kpi(session, kpi_id)
    _check(session, wanted, kpi_id)
    if wanted.unit.strip() != kpi.unit and has_readings(session, kpi_id):
        sentence = "There are readings in this unit: make a new KPI for another one."
        raise InvalidInput(sentence, field="unit")
    if wanted.direction is not kpi.direction and has_readings(session, kpi_id):
        raise InvalidInput("There are readings judged by this direction: make a new KPI.", field="direction")
    _write(kpi, wanted)
    _record(session, "kpi.changed", kpi, by, now)
    return kpi


def get_kpi(session: Session, kpi_id: int) -> Kpi:
    kpi = session.get(Kpi, kpi_id, with_for_update=True)
    if kpi is None:
        raise NotFound("There is no such KPI.")
    return kpi


def has_readings(session: Session, kpi_id: int) -> bool:
    return session.scalar(sa.select(sa.exists().where(KpiReading.kpi_id == kpi_id))) is True


def _write(kpi: Kpi, wanted: WantedKpi) -> None:
    kpi.name, kpi.unit = wanted.name.strip(), wanted.unit.strip()
    kpi.direction, kpi.smallest_change, kpi.active = wanted.direction, wanted.smallest_change, wanted.active


def _check(session: Session, wanted: WantedKpi, kpi_id: int | None) -> None:
    name = wanted.name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise InvalidInput(f"A name of at most {LONGEST_NAME} characters.", field="name")
    if len(wanted.unit) > LONGEST_UNIT:
        raise InvalidInput(f"At most {LONGEST_UNIT} characters.", field="unit")
    if not wanted.smallest_change.is_finite() or wanted.smallest_change < 0:
        raise InvalidInput("Zero or more.", field="smallest_change")
    taken = sa.select(Kpi.name).where(sa.func.lower(Kpi.name) == name.lower(), Kpi.id != (kpi_id or 0))
    if (other := session.scalar(taken)) is not None:
        raise InvalidInput(f"There is a KPI called {other} already.", field="name")


def _record(session: Session, action: str, kpi: Kpi, by: ChangedBy, now: datetime) -> None:
    record_audit(session, actor_id=by.employee_id, action=action, now=now, detail={"kpi_id": kpi.id})
