"""Approved leave: `hr.leave`, or `hr.holidays` of Odoo 11 and older."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.people.odoo.records import Link
from app.odoo.client import Domain, OdooClient, Record, read_all
from app.odoo.errors import OdooUnknownModel
from app.odoo.records import day, instant, link, number, text

MODEL, OLD_MODEL = "hr.leave", "hr.holidays"
APPROVED, SECOND_APPROVAL = "validate", "validate1"
WANTED = (
    "employee_id",
    "holiday_status_id",
    "state",
    "request_date_from",
    "request_date_to",
    "request_unit_half",
    "request_date_from_period",
    "request_unit_hours",
    "request_hour_from",
    "request_hour_to",
    "date_from",
    "date_to",
)


@dataclass(frozen=True, kw_only=True)
class OdooLeave:
    odoo_id: int
    employee: Link
    type_name: str
    approved: bool
    """False: it awaits the second approval and counts for nothing yet."""
    first_day: date | None
    last_day: date | None
    """The employee's own days, where this version says them."""
    begins_at: datetime | None
    ends_at: datetime | None
    half: str | None
    """`am` or `pm` for half a day."""
    hours: tuple[float, float] | None
    """From and to, as hours of the employee's own clock, for leave by the hour."""

    def days(self, timezone: str) -> tuple[date, date] | None:
        """Return the first and the last day in the employee's zone; None where Odoo gives no dates."""
        if self.first_day and self.last_day:
            return self.first_day, self.last_day
        if self.begins_at is None or self.ends_at is None:
            return None
        zone = ZoneInfo(timezone)
        last = self.ends_at - timedelta(seconds=1) if self.ends_at > self.begins_at else self.ends_at
        return self.begins_at.astimezone(zone).date(), last.astimezone(zone).date()

    def covers_morning(self, window_start: time, window_end: time) -> bool:
        """Say whether the check-in window falls into it: whole days, mornings, or hours over the whole window."""
        if self.half is not None:
            return self.half == "am"
        if self.hours is not None:
            begin, end = self.hours
            closes = _hour(window_end) + 24 * (window_end < window_start)
            return begin <= _hour(window_start) and end >= closes
        return True


def read_leaves(client: OdooClient, *, since: date) -> tuple[OdooLeave, ...]:
    """Return leave that ends on `since` or later and is approved, or waits for its second approval."""
    try:
        model, readable = MODEL, client.fields_of(MODEL)
        only_leave: Domain = []
    except OdooUnknownModel:
        model, readable = OLD_MODEL, client.fields_of(OLD_MODEL)
        only_leave = [("type", "=", "remove")]
    fields = [name for name in WANTED if name in readable]
    ends_after = datetime.combine(since - timedelta(days=1), time(), UTC).strftime("%Y-%m-%d %H:%M:%S")
    states = ("state", "in", [APPROVED, SECOND_APPROVAL])
    return tuple(_leaves(read_all(client, model, [*only_leave, states, ("date_to", ">=", ends_after)], fields)))


def _leaves(records: Iterable[Record]) -> Iterable[OdooLeave]:
    for record in records:
        employee = link(record, "employee_id")
        if employee is None:  # leave of a whole department or company: Odoo also keeps a record per person
            continue
        leave_type = link(record, "holiday_status_id")
        yield OdooLeave(
            odoo_id=int(record["id"]),
            employee=employee,
            type_name=leave_type.name if leave_type else "",
            approved=record.get("state") == APPROVED,
            first_day=day(record, "request_date_from"),
            last_day=day(record, "request_date_to"),
            begins_at=instant(record, "date_from"),
            ends_at=instant(record, "date_to"),
            half=(text(record, "request_date_from_period") or "am") if record.get("request_unit_half") else None,
            hours=_hours(record) if record.get("request_unit_hours") else None,
        )


def _hours(record: Record) -> tuple[float, float] | None:
    begin, end = number(record, "request_hour_from"), number(record, "request_hour_to")
    return (begin, end) if begin is not None and end is not None else None


def _hour(wall_time: time) -> float:
    return wall_time.hour + wall_time.minute / 60
