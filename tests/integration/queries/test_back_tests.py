"""Back-tests over stored facts equal what was flagged, count for figures' readers, and name for readers of names."""

import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dev.demo_data import load_demo_data
from app.domain.alerts.kinds import AlertKind
from app.domain.alerts.rules import RuleSettings
from app.domain.figures.week_flags import FlagRule, FlagThresholds
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Alert, Employee, WeeklyRollup
from app.queries.back_tests import report_flags, report_low_energy
from app.services.weeks.due import roll_up_due_weeks
from app.settings import Settings
from tests.builders import make_checkin, make_employee, make_rollup

MONDAY = date(2026, 11, 9)
LIMITS = FlagThresholds()
WATCHFUL = FlagThresholds(low_days=1)


def viewer(role: Role, employee: Employee | None = None) -> Viewer:
    return Viewer(employee_id=employee.id if employee else 0, role=role, timezone="UTC", name="Reader")


@pytest.fixture
def manager(session: Session) -> Employee:
    """Sam, whose report Ana had one low day; Ben, of nobody's, had one as well."""
    sam = make_employee(session, role=Role.MANAGER)
    low = {"energies": [4, 2, 4, 4, 4, None, None], "energy_min": 2}
    make_rollup(session, make_employee(session, name="Ana", manager_id=sam.id), **low)
    make_rollup(session, make_employee(session, name="Ben"), **low)
    make_rollup(session, make_employee(session, name="Cal", manager_id=sam.id))
    return sam


@pytest.mark.parametrize(
    ("role", "notices", "names"),
    [
        (Role.MANAGER, 1, ("Ana",)),
        (Role.EXECUTIVE, 2, ()),
        (Role.ADMIN, 2, ()),
    ],
)
def test_counts_are_of_the_viewers_figures_and_names_of_the_readable(
    session: Session, manager: Employee, role: Role, notices: int, names: tuple[str, ...]
) -> None:
    reader = viewer(role, manager if role is Role.MANAGER else None)
    report = report_flags(session, reader, WATCHFUL, first=MONDAY, last=MONDAY)
    assert (report.result.notices, report.names) == (notices, names)
    assert report_flags(session, reader, LIMITS, first=MONDAY, last=MONDAY).result.notices == 0


def test_low_energy_is_tested_over_the_calls(session: Session, settings: Settings, manager: Employee) -> None:
    ana = session.scalars(select(Employee).where(Employee.name == "Ana")).one()
    for day in (2, 3):
        make_checkin(session, ana, timestamp=datetime(2026, 11, day, 14, tzinfo=UTC), energy_level=2)
    days = {"first": date(2026, 10, 1), "last": date(2026, 11, 15)}
    report = report_low_energy(session, viewer(Role.MANAGER, manager), RuleSettings(), settings=settings, **days)
    assert (report.result.notices, report.names) == (1, ("Ana",))
    longer = RuleSettings(burnout_workdays=3)
    assert report_low_energy(session, viewer(Role.EXECUTIVE), longer, settings=settings, **days).result.notices == 0


def test_ninety_days_of_the_demo_equal_what_was_flagged_within_two_seconds(
    session: Session, settings: Settings
) -> None:
    now = datetime(2026, 11, 19, 20, 0, tzinfo=UTC)
    load_demo_data(session, now=now, password="demo password of the tests", settings=settings)
    roll_up_due_weeks(session, now=now, settings=settings)
    first, last = date(2026, 8, 21), date(2026, 11, 15)
    flags = session.scalars(select(WeeklyRollup.flags).where(WeeklyRollup.week_start.between(first, last)))
    fired = Counter(rule for of_week in flags for rule in of_week)
    started = time.perf_counter()
    report = report_flags(session, viewer(Role.EXECUTIVE), LIMITS, first=first, last=last)
    low = report_low_energy(session, viewer(Role.EXECUTIVE), RuleSettings(), first=first, last=last, settings=settings)
    assert time.perf_counter() - started < 2
    assert {rule: count for rule, count in report.result.by_rule.items() if count} == fired
    assert set(report.result.by_rule) == set(FlagRule)
    alerted = select(Alert.employee_id).where(Alert.kind == AlertKind.BURNOUT, Alert.alert_on.between(first, last))
    assert low.result.people == set(session.scalars(alerted))
    assert (last - first) < timedelta(days=90)
