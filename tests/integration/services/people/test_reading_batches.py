"""Readings in bulk: all or none, repeats inside the call too."""

from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import KpiReading
from app.services.people.changed_by import ChangedBy
from app.services.people.reading_batches import BadBatch, SentReading, record_reading_batch
from tests.builders import NOW, TODAY, make_employee, make_kpi


def test_a_batch_is_recorded_and_faults_are_named_by_place(session: Session) -> None:
    hr = make_employee(session, role=Role.HR)
    viewer = Viewer(employee_id=hr.id, role=Role.HR, timezone=hr.timezone, name=hr.name)
    ana = make_employee(session)
    make_kpi(session, name="Calls", unit="")
    right = SentReading(employee_number=ana.id, kpi="calls", read_on=TODAY, value=Decimal(8))
    by = ChangedBy.api(viewer)
    assert record_reading_batch(session, viewer, [right], by=by, now=NOW, confirmed=False) == 1
    assert session.scalars(select(KpiReading.value)).all() == [Decimal(8)]
    with pytest.raises(BadBatch) as refused:
        record_reading_batch(session, viewer, [right, right], by=by, now=NOW, confirmed=False)
    [problem] = refused.value.problems
    assert (problem.place, problem.field) == (1, "read_on")
