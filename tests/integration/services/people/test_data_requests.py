"""A request about one's data: once a day to each of HR, never to oneself."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee, OutboxMessage
from app.services.people.data_requests import DataRequest, request_about_data
from app.settings import Settings
from tests.builders import NOW, make_employee


def reader(employee: Employee) -> Viewer:
    return Viewer(employee_id=employee.id, role=employee.role, timezone=employee.timezone, name=employee.name)


def test_hr_hears_once_a_day_and_not_of_itself(session: Session, settings: Settings) -> None:
    hanna = make_employee(session, role=Role.HR, email="hanna@demo.example")
    dee = make_employee(session)
    for hours in (0, 1, 24):
        at = NOW + timedelta(hours=hours)
        assert request_about_data(session, reader(dee), DataRequest.COPY, settings=settings, now=at)
    assert not request_about_data(session, reader(hanna), DataRequest.COPY, settings=settings, now=NOW)
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 2
