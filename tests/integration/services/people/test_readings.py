from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.models import Employee, Kpi, KpiReading, ProfileChange
from app.services.people.changed_by import ChangedBy
from app.services.people.readings import DoubtfulReading, WantedReading, record_reading, remove_reading
from tests.builders import NOW, TODAY, make_employee, make_kpi, make_reading


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session)


@pytest.fixture
def fix_rate(session: Session) -> Kpi:
    return make_kpi(session, name="First-time fix", unit="%")


def wanted(ana: Employee, kpi: Kpi, value: str = "85") -> WantedReading:
    return WantedReading(employee_id=ana.id, kpi_id=kpi.id, read_on=TODAY, value=Decimal(value))


def test_a_correction_keeps_the_old_value_in_the_history(
    session: Session, hr: ChangedBy, ana: Employee, fix_rate: Kpi
) -> None:
    record_reading(session, wanted(ana, fix_rate), by=hr, now=NOW)
    reading = record_reading(session, wanted(ana, fix_rate, "87.5"), by=hr, now=NOW)
    remove_reading(session, reading.id, by=hr, now=NOW)
    session.flush()
    assert session.scalars(sa.select(KpiReading)).all() == []
    told = session.execute(sa.select(ProfileChange.before, ProfileChange.after).order_by(ProfileChange.id)).all()
    day = "First-time fix, 17 Nov 2026"
    assert [tuple(row) for row in told] == [(f"{day}: 85 %", f"{day}: 87.5 %"), (f"{day}: 87.5 %", None)]


def test_the_same_value_again_changes_nothing(session: Session, hr: ChangedBy, ana: Employee, fix_rate: Kpi) -> None:
    for _twice in range(2):
        record_reading(session, wanted(ana, fix_rate), by=hr, now=NOW)
    assert len(session.scalars(sa.select(KpiReading)).all()) == 1
    assert session.scalars(sa.select(ProfileChange)).all() == []


def test_a_value_far_from_the_usual_is_asked_about_once(
    session: Session, hr: ChangedBy, ana: Employee, fix_rate: Kpi
) -> None:
    for weeks in (1, 2, 3):
        make_reading(session, ana, fix_rate, read_on=TODAY - timedelta(weeks=weeks), value=Decimal(80))
    with pytest.raises(DoubtfulReading, match="far below the usual 80"):
        record_reading(session, wanted(ana, fix_rate, "0.85"), by=hr, now=NOW)
    assert record_reading(session, wanted(ana, fix_rate, "0.85"), by=hr, now=NOW, confirmed=True).value == Decimal(
        "0.85"
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("read_on", TODAY + timedelta(days=1)),
        ("value", Decimal("NaN")),
        ("value", Decimal(10) ** 12),
        ("kpi_id", 4711),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(session: Session, hr: ChangedBy, field: str, value: object) -> None:
    right = wanted(make_employee(session), make_kpi(session))
    changes: dict[str, Any] = {field: value}
    with pytest.raises(InvalidInput) as refused:
        record_reading(session, replace(right, **changes), by=hr, now=NOW, confirmed=True)
    assert refused.value.field == field
