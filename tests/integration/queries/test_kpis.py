"""KPI readings as series: which, in which order, and what each says of itself."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from app.domain.figures.kpi_weeks import KpiSeries, Reading
from app.models import KpiDirection
from app.queries.kpis import list_kpi_series
from tests.builders import TODAY, make_employee, make_kpi, make_reading

LAST_WEEK = TODAY - timedelta(days=7)


def test_series_has_the_kpis_facts_and_the_readings_in_order_of_time(session: Session) -> None:
    ana = make_employee(session)
    kpi = make_kpi(session, name="Callbacks", unit="a week", direction=KpiDirection.LOWER, smallest_change=Decimal(1))
    for read_on, value in ((TODAY, 4), (LAST_WEEK, 6), (LAST_WEEK - timedelta(days=1), 9)):
        make_reading(session, ana, kpi, read_on=read_on, value=Decimal(value))
    make_reading(session, make_employee(session), kpi)
    assert list_kpi_series(session, ana.id, since=LAST_WEEK) == [
        KpiSeries(
            kpi_id=kpi.id,
            name="Callbacks",
            unit="a week",
            higher_is_better=False,
            smallest_change=Decimal(1),
            readings=(Reading(read_on=LAST_WEEK, value=Decimal(6)), Reading(read_on=TODAY, value=Decimal(4))),
        )
    ]


def test_named_ones_come_first_then_the_goals_then_the_rest_by_name(session: Session) -> None:
    ana = make_employee(session)
    kpis = {name: make_kpi(session, name=name) for name in ("Amps", "Billing", "Callbacks", "Drive time")}
    for kpi in kpis.values():
        make_reading(session, ana, kpi)
    series = list_kpi_series(
        session, ana.id, since=TODAY, names=("DRIVE TIME", "billing", "none"), goal_kpi_id=kpis["Callbacks"].id
    )
    assert [each.name for each in series] == ["Drive time", "Billing", "Callbacks", "Amps"]


def test_kpi_without_a_reading_since_is_left_out(session: Session) -> None:
    ana = make_employee(session)
    make_reading(session, ana, make_kpi(session), read_on=LAST_WEEK)
    assert list_kpi_series(session, ana.id, since=TODAY) == []
