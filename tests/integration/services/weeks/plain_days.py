"""One person's days read from the raw rows in plain Python: employed, at work, expected, past their cut-off."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.calendars import public_holidays
from app.domain.mornings.holidays import is_holiday
from app.models import (
    Alert,
    Base,
    Call,
    DailyCheckin,
    Employee,
    Employment,
    Goal,
    Kpi,
    KpiReading,
    OutageDay,
    TechProfile,
    TimeOff,
)
from app.settings import Settings

DAY = timedelta(days=1)


def by_employee(session: Session, model: type[Base]) -> dict[int, list[Any]]:
    rows: defaultdict[int, list[Any]] = defaultdict(list)
    for row in session.scalars(select(model)):
        rows[row.employee_id].append(row)  # type: ignore[attr-defined]
    return rows


@dataclass
class Raw:
    """Every raw row, by person."""

    session: Session
    settings: Settings
    rows: dict[type[Base], dict[int, list[Any]]] = field(init=False)

    def __post_init__(self) -> None:
        models = (Alert, Call, DailyCheckin, Employment, Goal, KpiReading, TechProfile, TimeOff)
        self.rows = {model: by_employee(self.session, model) for model in models}
        self.people = list(self.session.scalars(select(Employee).order_by(Employee.id)))
        self.kpis = {kpi.id: kpi for kpi in self.session.scalars(select(Kpi))}
        self.outages = list(self.session.scalars(select(OutageDay)))
        self.at_work: dict[tuple[int, date], bool] = {}


@dataclass
class PlainDays:
    raw: Raw
    person: Employee
    now: datetime

    def own(self, model: type[Base]) -> list[Any]:
        return self.raw.rows[model][self.person.id]

    def at(self, day: date) -> Any:
        """The employment that held on a day."""
        return dated(self.person, self.person.employment_since, self.own(Employment), day)

    def is_employed(self, day: date) -> bool:
        row = self.at(day)
        known_end = row.ended_on is not None
        return row.started_on <= day and (not known_end or day <= row.ended_on) and (self.person.active or known_end)

    def is_expected(self, day: date) -> bool:
        row = self.at(day)
        return (
            self.is_at_work(day)
            and self.is_employed(day)
            and row.role == "technician"
            and row.expected_to_call
            and (row.checkins_from is None or row.checkins_from <= day)
        )

    def is_at_work(self, day: date) -> bool:
        key = (self.person.id, day)
        if key not in self.raw.at_work:
            self.raw.at_work[key] = self.works_on(day)
        return self.raw.at_work[key]

    def works_on(self, day: date) -> bool:
        row = self.at(day)
        calendar = self.raw.settings.holidays if row.holiday_calendar is None else row.holiday_calendar
        return (
            day.isoweekday() in row.workdays
            and row.started_on <= day
            and (row.ended_on is None or day <= row.ended_on)
            and not is_holiday(day, public_holidays(calendar, day, day), row.workdays)
            and not any(off.starts_on <= day <= off.ends_on and off.part != "afternoon" for off in self.own(TimeOff))
        )

    def is_outage(self, day: date) -> bool:
        zones = {None, self.at(day).timezone}
        return any(outage.day == day and outage.timezone in zones for outage in self.raw.outages)

    def cut_off(self, day: date) -> datetime:
        row, settings = self.at(day), self.raw.settings
        ends = datetime.combine(day, row.window_end or settings.morning_window_end, tzinfo=ZoneInfo(row.timezone))
        return ends.astimezone(self.now.tzinfo) + timedelta(minutes=settings.missed_grace_minutes)

    def called(self, day: date) -> bool:
        zone = ZoneInfo(self.at(day).timezone)
        return any((call.started_at or call.created_at).astimezone(zone).date() == day for call in self.own(Call))


def dated(present: Any, since: date | None, others: list[Any], day: date) -> Any:
    """Return what held on a day; before the first row, the first."""
    rows = [(since or date.min, 0, present), *((row.starts_on, 1, row) for row in others)]
    rows.sort(key=lambda row: row[:2])
    held = [row for starts_on, _, row in rows if starts_on <= day]
    return held[-1] if held else rows[0][2]
