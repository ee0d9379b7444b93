"""Readings are scoped to the viewer, and KPIs tell how often they were read."""

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.queries.kpi_readings import get_reading_row, list_kpis, list_readings
from app.queries.paging import Listing
from tests.builders import make_employee, make_kpi, make_reading


def test_a_manager_reads_the_own_peoples_alone(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    kpi = make_kpi(session)
    own = make_reading(session, make_employee(session, manager_id=sam.id), kpi)
    other = make_reading(session, make_employee(session), kpi)
    viewer = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    assert [row.id for row in list_readings(session, viewer, Listing(sort="read_on")).rows] == [own.id]
    assert get_reading_row(session, viewer, own.id).kpi == kpi.name
    with pytest.raises(NotFound):
        get_reading_row(session, viewer, other.id)


def test_a_kpi_counts_its_readings(session: Session) -> None:
    read, unread = make_kpi(session, name="Callbacks"), make_kpi(session, name="Jobs", active=False)
    make_reading(session, make_employee(session), read)
    rows = list_kpis(session, Listing(sort="name")).rows
    assert [(row.id, row.readings, row.active) for row in rows] == [(read.id, 1, True), (unread.id, 0, False)]
