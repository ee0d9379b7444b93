"""Leave as the employee's own days, by request dates or else by the zone; halves and hours of a day."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from app.domain.people.odoo.records import Link
from app.odoo.client import OdooClient
from app.odoo.leaves import WANTED, OdooLeave, read_leaves
from tests.odoo_json2 import StandIn

SINCE = date(2026, 11, 16)
WINDOW = time(6), time(10)


def record(number: int, **values: Any) -> dict[str, Any]:
    return {
        "id": number,
        "employee_id": [4, "Ana Ruiz"],
        "holiday_status_id": [1, "Paid Time Off"],
        "state": "validate",
        "request_date_from": "2026-11-19",
        "request_date_to": "2026-11-20",
        "date_from": "2026-11-19 06:00:00",
        "date_to": "2026-11-21 05:59:59",
    } | values


def read(
    odoo: StandIn, client: OdooClient, *records: dict[str, Any], fields: tuple[str, ...] = WANTED
) -> tuple[OdooLeave, ...]:
    odoo.fields["hr.leave"], odoo.models["hr.leave"] = fields, list(records)
    return read_leaves(client, since=SINCE)


def test_only_decided_and_half_decided_leave_that_has_not_ended_comes(odoo: StandIn, client: OdooClient) -> None:
    leaves = read(
        odoo,
        client,
        record(1),
        record(2, state="validate1"),
        record(3, state="refuse"),
        record(4, state="confirm"),
        record(5, date_to="2026-11-02 23:59:59"),
        record(6, employee_id=False),
    )
    assert [(leave.odoo_id, leave.approved) for leave in leaves] == [(1, True), (2, False)]
    assert leaves[0].employee == Link(4, "Ana Ruiz")


def test_days_are_those_that_the_employee_asked_for(odoo: StandIn, client: OdooClient) -> None:
    (leave,) = read(odoo, client, record(1))
    assert leave.days("Pacific/Auckland") == (date(2026, 11, 19), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("timezone", "days"),
    [
        ("America/Chicago", (date(2026, 11, 19), date(2026, 11, 20))),
        ("UTC", (date(2026, 11, 19), date(2026, 11, 21))),
    ],
)
def test_days_without_request_dates_are_counted_in_the_employees_zone(
    odoo: StandIn, client: OdooClient, timezone: str, days: tuple[date, date]
) -> None:
    instants = ("employee_id", "state", "date_from", "date_to")
    (leave,) = read(odoo, client, record(1), fields=instants)
    assert leave.days(timezone) == days


@pytest.mark.parametrize(
    ("values", "covers"),
    [
        ({}, True),
        ({"request_unit_half": True, "request_date_from_period": "am"}, True),
        ({"request_unit_half": True, "request_date_from_period": "pm"}, False),
        ({"request_unit_hours": True, "request_hour_from": "6", "request_hour_to": "10"}, True),
        ({"request_unit_hours": True, "request_hour_from": 5.5, "request_hour_to": 12.0}, True),
        ({"request_unit_hours": True, "request_hour_from": "8.5", "request_hour_to": "12"}, False),
    ],
)
def test_part_of_a_day_counts_where_it_covers_the_check_in(
    odoo: StandIn, client: OdooClient, *, values: dict[str, Any], covers: bool
) -> None:
    (leave,) = read(odoo, client, record(1, **values))
    assert leave.covers_morning(*WINDOW) is covers


def test_old_model_is_read_where_the_new_one_is_missing(odoo: StandIn, client: OdooClient) -> None:
    odoo.fields["hr.holidays"] = ("employee_id", "holiday_status_id", "state", "date_from", "date_to", "type")
    odoo.models["hr.holidays"] = [
        record(1, type="remove", date_from="2026-11-19 06:00:00", date_to="2026-11-20 05:59:59"),
        record(2, type="add"),
    ]
    (leave,) = read_leaves(client, since=SINCE)
    assert (leave.begins_at, leave.days("America/Chicago")) == (
        datetime(2026, 11, 19, 6, tzinfo=UTC),
        (date(2026, 11, 19), date(2026, 11, 19)),
    )
