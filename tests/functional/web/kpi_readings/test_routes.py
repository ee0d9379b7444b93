"""Readings in the browser: added, asked about, corrected and taken out."""

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import Employee, Kpi, KpiReading
from tests.builders import TODAY, make_employee, make_kpi, make_reading
from tests.functional.web.conftest import SignedInPages, SignIn, token_of
from tests.page_client import HtmlPage


@pytest.fixture
def kpi(session: Session) -> Kpi:
    return make_kpi(session, name="First-time fix")


@pytest.fixture
def pages(sign_in: SignIn, session: Session, sam: Employee, dee: Employee, kpi: Kpi) -> SignedInPages:
    for weeks in (1, 2, 3):
        make_reading(session, dee, kpi, read_on=TODAY - timedelta(weeks=weeks))
    session.commit()
    return sign_in(employee=sam)


def add(pages: SignedInPages, page: HtmlPage, dee: Employee, kpi: Kpi, **typed: Any) -> HtmlPage:
    day = TODAY - timedelta(days=1)
    filled = {"person": f"Dee Okafor · {dee.id}", "kpi_id": str(kpi.id), "read_on": day.isoformat()} | typed
    return pages.submit(page, "/kpi-readings", **filled)


def test_a_strange_value_is_asked_about_and_saved_when_confirmed(
    pages: SignedInPages, session: Session, dee: Employee, kpi: Kpi
) -> None:
    asked = add(pages, pages.open("/kpi-readings"), dee, kpi, value="0.85", status=422)
    assert asked.error_beside("value") == "0.85 is far below the usual 80: sure?"
    add(pages, asked, dee, kpi, value="0.85", confirmed="y")
    newest = session.scalars(sa.select(KpiReading.value).order_by(KpiReading.read_on.desc())).first()
    assert newest == Decimal("0.85")


def test_a_second_reading_of_the_day_corrects_the_first(
    pages: SignedInPages, session: Session, dee: Employee, kpi: Kpi
) -> None:
    for value in ("81", "82"):
        add(pages, pages.open("/kpi-readings"), dee, kpi, value=value)
    assert len(session.scalars(sa.select(KpiReading)).all()) == 4


def test_a_reading_is_taken_out(pages: SignedInPages, session: Session) -> None:
    reading = session.scalars(sa.select(KpiReading)).first()
    assert reading is not None
    pages.submit(pages.open("/kpi-readings"), f"/kpi-readings/{reading.id}/remove")
    assert len(session.scalars(sa.select(KpiReading)).all()) == 2


def test_others_people_are_out_of_reach(pages: SignedInPages, session: Session, dee: Employee, kpi: Kpi) -> None:
    stranger = make_employee(session)
    session.commit()
    refused = add(pages, pages.open("/kpi-readings"), dee, kpi, value="81", person=str(stranger.id), status=422)
    assert refused.error_beside("person") == "Choose one of the people you look after."


def test_unusual_values_of_a_file_are_saved_when_confirmed_without_choosing_it_again(
    pages: SignedInPages, session: Session, dee: Employee, kpi: Kpi
) -> None:
    content = f"Who,KPI,Day,Value\n{dee.id},{kpi.name},{TODAY - timedelta(days=1)},0.85\n".encode()
    data = {"csrf_token": token_of(pages), "file": (io.BytesIO(content), "readings.csv")}
    asked = pages.client.post("/kpi-readings/file", data=data, content_type="multipart/form-data")
    assert asked.status_code == 422
    page = HtmlPage(asked)
    assert "Row 2, Value: 0.85 is far below the usual 80: sure?" in page.text
    saved = pages.submit(page, "/kpi-readings/file", confirmed="yes")
    assert "1 reading saved." in saved.text
    assert session.scalar(sa.select(KpiReading.value).order_by(KpiReading.read_on.desc()).limit(1)) == Decimal("0.85")
