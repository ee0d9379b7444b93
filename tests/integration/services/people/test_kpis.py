from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.models import KpiDirection
from app.services.people.changed_by import ChangedBy
from app.services.people.kpis import WantedKpi, change_kpi, create_kpi
from tests.builders import NOW, make_employee, make_reading

CALLBACKS = WantedKpi(name="Callbacks", unit="a week", direction=KpiDirection.LOWER, smallest_change=Decimal(1))


def test_a_kpi_is_made_and_changed(session: Session, hr: ChangedBy) -> None:
    kpi = create_kpi(session, CALLBACKS, by=hr, now=NOW)
    change_kpi(session, kpi.id, replace(CALLBACKS, unit="a month", active=False), by=hr, now=NOW)
    assert (kpi.name, kpi.unit, kpi.active) == ("Callbacks", "a month", False)


@pytest.mark.parametrize(
    ("changes", "field"), [({"unit": "a month"}, "unit"), ({"direction": KpiDirection.HIGHER}, "direction")]
)
def test_unit_and_direction_are_fixed_by_the_first_reading(
    session: Session, hr: ChangedBy, changes: dict[str, Any], field: str
) -> None:
    kpi = create_kpi(session, CALLBACKS, by=hr, now=NOW)
    make_reading(session, make_employee(session), kpi)
    with pytest.raises(InvalidInput) as refused:
        change_kpi(session, kpi.id, replace(CALLBACKS, **changes), by=hr, now=NOW)
    assert refused.value.field == field
    change_kpi(session, kpi.id, replace(CALLBACKS, smallest_change=Decimal(2)), by=hr, now=NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "callbacks"}, "name"),
        ({"name": "Other", "smallest_change": Decimal(-1)}, "smallest_change"),
        ({"name": "Other", "smallest_change": Decimal("NaN")}, "smallest_change"),
        ({"name": "Other", "unit": "x" * 21}, "unit"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    session: Session, hr: ChangedBy, changes: dict[str, Any], field: str
) -> None:
    create_kpi(session, CALLBACKS, by=hr, now=NOW)
    with pytest.raises(InvalidInput) as refused:
        create_kpi(session, replace(CALLBACKS, **changes), by=hr, now=NOW)
    assert refused.value.field == field
