"""KPIs in the browser."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Kpi
from tests.builders import make_employee, make_kpi, make_reading
from tests.functional.web.conftest import SignIn


def test_a_kpi_is_added_and_retired(sign_in: SignIn, session: Session) -> None:
    hr = sign_in(Role.HR)
    hr.submit(hr.open("/kpis"), "/kpis", name="Callbacks", unit="a week", direction="lower", smallest_change="1")
    kpi = session.scalars(sa.select(Kpi)).one()
    hr.submit(hr.open(f"/kpis/{kpi.id}"), f"/kpis/{kpi.id}", active=None)
    session.refresh(kpi)
    assert (kpi.unit, kpi.direction, kpi.active) == ("a week", "lower", False)


def test_a_unit_with_readings_is_kept_and_what_was_typed_too(sign_in: SignIn, session: Session) -> None:
    kpi = make_kpi(session, name="Callbacks", unit="a week")
    make_reading(session, make_employee(session), kpi)
    session.commit()
    hr = sign_in(Role.HR)
    page = hr.submit(hr.open(f"/kpis/{kpi.id}"), f"/kpis/{kpi.id}", status=422, unit="a month")
    assert page.error_beside("unit").startswith("There are readings in this unit")
    assert page.all("input", name="unit")[0].get("value") == "a month"
