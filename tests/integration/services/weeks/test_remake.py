"""A change of a row that a finished week is made from has that week made again; other changes do not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.figures.team_weeks import Share
from app.domain.mornings.window import Week
from app.models import ChangedWeek, Employee, Employment, OutageDay, RuleChange, WeeklyRollup
from app.queries.group_weeks import list_company_weeks
from app.services.weeks.remake import remake_changed_weeks
from app.services.weeks.roll_up import roll_up_week
from app.settings import Settings
from tests.builders import (
    make_alert,
    make_call,
    make_checkin,
    make_employee,
    make_kpi,
    make_profile,
    make_reading,
    make_time_off,
)

MONDAY = date(2026, 11, 2)
WEEK = Week.of(MONDAY)
NOW = datetime(2026, 11, 12, 20, 0, tzinfo=UTC)
AT_NINE = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


def row(session: Session, employee: Employee, week: Week = WEEK) -> WeeklyRollup | None:
    key = {"employee_id": employee.id, "week_start": week.start}
    return session.get(WeeklyRollup, key, populate_existing=True)


def figure(session: Session, employee: Employee, name: str, week: Week = WEEK) -> Any:
    found = row(session, employee, week)
    return None if found is None else getattr(found, name)


@pytest.fixture
def ana(session: Session, settings: Settings) -> Employee:
    """A technician whose week is finished and rolled up: one check-in, on Monday."""
    ana = make_employee(session)
    make_checkin(session, ana, timestamp=AT_NINE, energy_level=4)
    roll_up_week(session, WEEK, now=NOW, settings=settings)
    return ana


def remake(session: Session, settings: Settings) -> int:
    session.flush()
    return remake_changed_weeks(session, now=NOW, settings=settings)


def late_checkin(session: Session, ana: Employee) -> None:
    make_checkin(session, ana, timestamp=AT_NINE + timedelta(days=1), energy_level=2)


def leave(session: Session, ana: Employee) -> None:
    make_time_off(session, ana, starts_on=MONDAY + timedelta(days=3))


def corrected_energy(session: Session, ana: Employee) -> None:
    session.execute(sa.text("UPDATE daily_checkins SET energy_level = 2 WHERE employee_id = :ana"), {"ana": ana.id})


def removed_checkin(session: Session, ana: Employee) -> None:
    session.execute(sa.text("DELETE FROM daily_checkins WHERE employee_id = :ana"), {"ana": ana.id})


def replayed_call(session: Session, ana: Employee) -> None:
    make_call(session, ana, started_at=AT_NINE + timedelta(days=1), created_at=NOW)


def replayed_blocker(session: Session, ana: Employee) -> None:
    make_alert(session, ana, kind=AlertKind.BLOCKER, alert_on=MONDAY, opened_at=NOW)


def last_day(session: Session, ana: Employee) -> None:
    ana.ended_on = MONDAY + timedelta(days=1)


def dated_work_week(session: Session, ana: Employee) -> None:
    """From Thursday on Ana works no more Thursdays and Fridays."""
    session.add(Employment(employee_id=ana.id, starts_on=ana.started_on, workdays=[1, 2, 3, 4, 5], **stay(ana)))
    ana.employment_since, ana.workdays = MONDAY + timedelta(days=3), [1, 2, 3]


def stay(ana: Employee) -> dict[str, Any]:
    return {"role": ana.role, "timezone": ana.timezone, "started_on": ana.started_on}


def outage(session: Session, ana: Employee) -> None:
    session.add(OutageDay(day=MONDAY, timezone=None))


@pytest.mark.parametrize(
    ("change", "name", "before", "after"),
    [
        (late_checkin, "checkins_done", 1, 2),
        (corrected_energy, "low_energy_days", 0, 1),
        (removed_checkin, "checkins_done", 1, 0),
        (leave, "workdays_expected", 5, 4),
        (
            replayed_call,
            "missed_on",
            [MONDAY + timedelta(days=n) for n in (1, 2, 3, 4)],
            [MONDAY + timedelta(days=n) for n in (2, 3, 4)],
        ),
        (replayed_blocker, "blockers_open", 0, 1),
        (last_day, "workdays_expected", 5, 2),
        (dated_work_week, "workdays_expected", 5, 3),
        (outage, "checkins_extra", 0, 1),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_change_makes_the_finished_week_again(  # noqa: PLR0917 - a test's table
    session: Session,
    settings: Settings,
    ana: Employee,
    change: Callable[[Session, Employee], None],
    name: str,
    before: object,
    after: object,
) -> None:
    assert figure(session, ana, name) == before
    change(session, ana)
    assert remake(session, settings) >= 1
    assert figure(session, ana, name) == after
    assert remake(session, settings) == 0


def test_reading_makes_the_weeks_after_it_again_as_well(session: Session, settings: Settings) -> None:
    ana, kpi = make_employee(session), make_kpi(session)
    make_profile(session, ana, primary_kpi=kpi.name)
    for back in (1, 2, 4):
        make_reading(session, ana, kpi, read_on=MONDAY - timedelta(weeks=back))
    for week in (WEEK.shifted(-3), WEEK.shifted(-1), WEEK):
        roll_up_week(session, week, now=NOW, settings=settings)
    assert figure(session, ana, "kpi_weeks") == 3
    make_reading(session, ana, kpi, read_on=MONDAY - timedelta(weeks=3))
    assert remake(session, settings) == 3
    assert [figure(session, ana, "kpi_weeks", week) for week in (WEEK.shifted(-1), WEEK)] == [4, 4]


def test_blocker_that_is_resolved_now_leaves_past_weeks_alone(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    blocker = make_alert(session, ana, kind=AlertKind.BLOCKER, alert_on=MONDAY, opened_at=AT_NINE)
    roll_up_week(session, WEEK, now=NOW, settings=settings)
    blocker.status, blocker.resolved_at = AlertStatus.RESOLVED, NOW
    assert remake(session, settings) == 0
    assert figure(session, ana, "blockers_open") == 1


def test_changes_of_the_running_week_wait_for_its_evening(session: Session, settings: Settings, ana: Employee) -> None:
    roll_up_week(session, WEEK.shifted(1), now=NOW, settings=settings)
    make_checkin(session, ana, timestamp=AT_NINE + timedelta(days=8))
    session.flush()
    assert session.scalar(sa.select(sa.func.count()).select_from(ChangedWeek)) == 0


def test_company_that_never_rolled_up_has_no_marks(session: Session) -> None:
    ana = make_employee(session)
    late_checkin(session, ana)
    make_call(session)
    session.flush()
    assert session.scalar(sa.select(sa.func.count()).select_from(ChangedWeek)) == 0


def test_new_person_with_calls_from_today_makes_no_past_week_again(
    session: Session, settings: Settings, ana: Employee
) -> None:
    make_employee(session, started_on=date(2020, 1, 1), checkins_from=date(2026, 11, 13))
    assert remake(session, settings) == 0


def test_person_who_turns_out_not_to_have_been_employed_loses_the_row(
    session: Session, settings: Settings, ana: Employee
) -> None:
    ana.started_on = MONDAY + timedelta(days=14)
    remake(session, settings)
    assert row(session, ana) is None


def test_person_deactivated_without_a_last_day_keeps_past_weeks(
    session: Session, settings: Settings, ana: Employee
) -> None:
    ana.active = False
    session.flush()
    roll_up_week(session, WEEK, now=NOW, settings=settings)
    assert figure(session, ana, "checkins_done") == 1


def test_week_stays_with_the_manager_of_its_last_day(session: Session, settings: Settings, ana: Employee) -> None:
    old, new = make_employee(session), make_employee(session)
    session.add(Employment(employee_id=ana.id, starts_on=ana.started_on, manager_id=old.id, **stay(ana)))
    ana.employment_since, ana.manager_id = MONDAY + timedelta(days=7), new.id
    remake(session, settings)
    roll_up_week(session, WEEK.shifted(1), now=NOW, settings=settings)
    managers = [figure(session, ana, "manager_id", week) for week in (WEEK, WEEK.shifted(1))]
    assert managers == [old.id, new.id]


def test_week_made_again_is_judged_by_the_rules_of_its_time(
    session: Session, settings: Settings, ana: Employee
) -> None:
    """The threshold was changed after the week was over: the readings of two days, of 2 and 3, are one low day."""
    yesterday = NOW - timedelta(days=1)
    session.add(RuleChange(name="low_energy_threshold", value="4", before="2", starts_at=yesterday))
    make_checkin(session, ana, timestamp=AT_NINE + timedelta(days=1), energy_level=2)
    make_checkin(session, ana, timestamp=AT_NINE + timedelta(days=2), energy_level=3)
    remake(session, replace(settings, low_energy_threshold=4))
    assert figure(session, ana, "low_energy_days") == 1


def test_sums_of_the_teams_are_made_again_with_the_rows(session: Session, settings: Settings, ana: Employee) -> None:
    days = {"first": MONDAY, "last": MONDAY}
    [before] = list_company_weeks(session, **days)
    late_checkin(session, ana)
    remake(session, settings)
    [after] = list_company_weeks(session, **days)
    assert (before.energy, after.energy) == (Share(total=4, count=1, people=1), Share(total=6, count=2, people=1))
