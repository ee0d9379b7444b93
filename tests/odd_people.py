"""Made-up people with every oddity a week can have, the same for the same seed."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.checkins.fields import CallType, CommitmentDone
from app.domain.mornings.workdays import DayPart
from app.domain.permissions import Role
from app.models import Employee, Employment, Goal, Kpi, KpiDirection, OutageDay
from tests.builders import (
    make_alert,
    make_call,
    make_checkin,
    make_employee,
    make_kpi,
    make_profile,
    make_reading,
    make_team,
    make_time_off,
)

ZONES = (
    "America/Chicago", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns",
)  # fmt: skip
WORKWEEKS = ([1, 2, 3, 4, 5], [2, 3, 4, 5, 6], [1, 2, 4, 5], [6, 7], [7, 1, 3], [1, 2, 3, 4, 5, 6, 7])
NOTES = ("No key for the gate", "no KEY for the gate!", "Van is in the shop", "...", None)


class OddPeople:
    def __init__(self, session: Session, seed: int, *, first: date, last: date) -> None:
        self.session, self.chance, self.first, self.last = session, Random(seed), first, last  # noqa: S311 - no secret
        self.teams = [make_team(session) for _ in range(3)]
        self.managers = [make_employee(session, role=Role.MANAGER) for _ in range(3)]
        self.kpis = [
            make_kpi(session, direction=direction, smallest_change=Decimal(change))
            for direction, change in ((KpiDirection.HIGHER, "1"), (KpiDirection.LOWER, "0.5"))
        ]

    def add(self, count: int) -> None:
        for _ in range(count):
            self._person()
        for zone in (None, "Europe/Berlin"):
            self.session.add(OutageDay(day=self._day(), timezone=zone))
        self.session.flush()

    def _day(self, slack: int = 0) -> date:
        return self.first + timedelta(days=self.chance.randint(-slack, (self.last - self.first).days + slack))

    def _maybe(self, value: Any, share: float = 0.5) -> Any:
        return value if self.chance.random() < share else None

    def _employment(self, started_on: date) -> dict[str, Any]:
        chance = self.chance
        ended_on = self._maybe(max(self._day(), started_on), 0.2)
        return {
            "role": chance.choices((Role.TECHNICIAN, Role.MANAGER), (9, 1))[0],
            "team_id": self._maybe(chance.choice(self.teams).id, 0.8),
            "manager_id": self._maybe(chance.choice(self.managers).id, 0.8),
            "timezone": chance.choice(ZONES),
            "workdays": chance.choice(WORKWEEKS),
            **chance.choice(({}, {"window_start": time(5), "window_end": time(7, 30)})),
            "holiday_calendar": chance.choice((None, None, "", "DE", "US-TX")),
            "expected_to_call": chance.random() < 0.9,
            "started_on": started_on,
            "ended_on": ended_on,
            "checkins_from": self._maybe(self._day(), 0.2),
        }

    def _person(self) -> None:
        started_on = self._maybe(self._day(), 0.3) or date(2020, 1, 1)
        employee = make_employee(self.session, **self._employment(started_on), active=self.chance.random() < 0.9)
        if self.chance.random() < 0.5:
            employee.employment_since = self._day()
        for since in {self._day(30) for _ in range(self.chance.randint(0, 2))} - {employee.employment_since}:
            if employee.employment_since is None and since < self.first:
                continue
            started_on = min(started_on, since)
            self.session.add(Employment(employee_id=employee.id, starts_on=since, **self._employment(started_on)))
        self._goals(employee)
        for number in range((self.last - self.first).days + 40):
            self._calls(employee, self.first - timedelta(days=35) + timedelta(days=number))
        for _ in range(self.chance.randint(0, 3)):
            starts_on, part = self._day(10), self.chance.choice(list(DayPart))
            ends_on = starts_on + timedelta(days=self.chance.choice((0, 0, 1, 9)))
            make_time_off(self.session, employee, starts_on=starts_on, ends_on=ends_on, part=part)
        self._alerts(employee)

    def _calls(self, employee: Employee, day: date) -> None:
        at = datetime.combine(day, time(6, 30), tzinfo=ZoneInfo(employee.timezone)).astimezone(UTC)
        for number in range(self.chance.choices((0, 1, 2), (2, 7, 1))[0]):
            self._checkin(employee, day, at + timedelta(minutes=7 * number))
        if self.chance.random() < 0.15:
            make_call(self.session, employee, started_at=at + timedelta(hours=self.chance.choice((-7, 1, 17))))

    def _checkin(self, employee: Employee, day: date, at: datetime) -> None:
        chance, ops_only = self.chance, self.chance.random() < 0.2
        note = chance.choice(NOTES) if chance.random() < 0.3 else None
        make_checkin(
            self.session,
            employee,
            timestamp=at,
            checkin_on=day,
            call_type=CallType.OPS_ONLY if ops_only else CallType.DAILY_CHECKIN,
            energy_level=None if ops_only else self._maybe(chance.randint(1, 5), 0.9),
            blocker_present=True if note else chance.choice((True, False, None)),
            blocker_note=note,
            kpi_action_today=self._maybe("Check the parts list"),
            goal_action_today=self._maybe("Practise"),
            last_commitment_done=self._maybe(chance.choice(list(CommitmentDone))),
            call_completed=chance.random() < 0.9,
            duration_seconds=self._maybe(chance.randint(10, 120), 0.9),
        )

    def _goals(self, employee: Employee) -> None:
        chance = self.chance
        if chance.random() < 0.2:
            return
        kpi = chance.choice(self.kpis)
        primary = chance.choice((kpi.name, kpi.name.upper(), "Something else", None))
        make_profile(self.session, employee, primary_kpi=primary, **self._goal(kpi))
        if chance.random() < 0.3:
            self.session.add(Goal(employee_id=employee.id, starts_on=self._day(), **self._goal(kpi)))
        for number in range(chance.choice((0, 3, 20))):
            read_on = self.last - timedelta(days=7 * number + chance.randint(0, 6))
            make_reading(
                self.session, employee, kpi, read_on=read_on, value=Decimal(chance.randint(0, 400)) / 10 + number
            )

    def _goal(self, kpi: Kpi) -> dict[str, Any]:
        chance, started_on = self.chance, self._day(60)
        ticks = [self._maybe(self._day(20).isoformat()) for _ in range(chance.choice((0, 3)))]
        return {
            "current_90day_goal": "A goal",
            "goal_started_on": self._maybe(started_on, 0.9),
            "goal_due_on": started_on + timedelta(days=chance.choice((20, 90))),
            "goal_kpi_id": self._maybe(kpi.id, 0.7),
            "goal_baseline": self._maybe(Decimal(10), 0.8),
            "goal_target": chance.choice((Decimal(10), Decimal(30), Decimal("2.5"))),
            "goal_updated_at": self._maybe(datetime.combine(self._day(30), time(23), tzinfo=UTC)),
            "goal_milestones": [{"text": "Step", "done_on": tick} for tick in ticks],
        }

    def _alerts(self, employee: Employee) -> None:
        for kind in (AlertKind.BLOCKER, AlertKind.BLOCKER, AlertKind.BURNOUT):
            if self.chance.random() < 0.5:
                opened = datetime.combine(self._day(20), time(13), tzinfo=UTC)
                resolved_at = self._maybe(opened + timedelta(hours=self.chance.choice((2, 40, 400))))
                status = AlertStatus.RESOLVED if resolved_at else AlertStatus.OPEN
                make_alert(
                    self.session,
                    employee,
                    kind=kind,
                    alert_on=opened.date(),
                    opened_at=opened,
                    resolved_at=resolved_at,
                    status=status,
                )
