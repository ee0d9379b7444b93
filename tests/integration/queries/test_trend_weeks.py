"""Weeks of teams from the weekly rows and from the days: the same figures, each week from one of the two."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.calendars import public_holidays
from app.domain.checkins.fields import CallType
from app.domain.figures.team_weeks import Share, TeamWeek
from app.domain.mornings.window import Week
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import DailyCheckin
from app.queries.team_weeks import TrendPeriod, list_team_weeks
from app.queries.trend_weeks import list_trend_weeks
from app.services.weeks.roll_up import roll_up_week
from app.settings import Settings
from tests.builders import make_checkin, make_employee, make_team

MONDAY = date(2026, 10, 19)
NOW = datetime(2026, 11, 17, 18, 0, tzinfo=UTC)
EVERYBODY = Viewer(employee_id=0, role=Role.EXECUTIVE, timezone="UTC", name="Viewer")
WEEKS = [Week.of(MONDAY).shifted(step) for step in range(4)]
HOLIDAYS = public_holidays("US", MONDAY, WEEKS[-1].end)
PERIOD = TrendPeriod.of(MONDAY, WEEKS[-1].end, holidays=HOLIDAYS, now=NOW)


def people_of_two_teams(session: Session) -> None:
    teams = [make_team(session, name=name).id for name in ("North", "South")]
    for number in range(6):
        person = make_employee(session, team_id=teams[number % 2], timezone="UTC")
        for day in range(28):
            on = MONDAY + timedelta(days=day)
            if on.isoweekday() > 5 or (number + day) % 7 == 0:
                continue
            short = (number + day) % 5 == 0
            make_checkin(
                session,
                person,
                timestamp=datetime(on.year, on.month, on.day, 9, tzinfo=UTC),
                energy_level=None if short else 1 + (number + day) % 5,
                call_type=CallType.OPS_ONLY if short else CallType.DAILY_CHECKIN,
            )


def by_week(rows: list[TeamWeek]) -> dict[tuple[Week, str], tuple[Share, Share, Share]]:
    return {(row.week, row.team): (row.energy, row.participation, row.ops_only) for row in rows}


def test_rolled_up_weeks_read_the_same_as_their_days(session: Session, settings: Settings) -> None:
    people_of_two_teams(session)
    assert settings.holidays == "US"
    from_days = by_week(list_team_weeks(session, EVERYBODY, PERIOD))
    assert len(from_days) == 8
    for week in WEEKS:
        assert by_week(list_trend_weeks(session, EVERYBODY, PERIOD)) == from_days
        roll_up_week(session, week, now=NOW, settings=settings)
    assert by_week(list_trend_weeks(session, EVERYBODY, PERIOD)) == from_days


def test_rolled_up_week_is_not_read_from_its_days(session: Session, settings: Settings) -> None:
    people_of_two_teams(session)
    before = by_week(list_trend_weeks(session, EVERYBODY, PERIOD))
    for week in WEEKS:
        roll_up_week(session, week, now=NOW, settings=settings)
    session.execute(delete(DailyCheckin))
    assert by_week(list_trend_weeks(session, EVERYBODY, PERIOD)) == before


def test_company_without_a_call_has_no_weeks(session: Session) -> None:
    make_employee(session)
    assert list_trend_weeks(session, EVERYBODY, PERIOD) == []


BY_HAND = """
SELECT coalesce(t.name, 'No team') AS team, date_trunc('week', c.checkin_on)::date AS monday,
       coalesce(sum(c.energy_level), 0) AS energy, count(c.energy_level) AS readings,
       count(DISTINCT e.id) FILTER (WHERE c.energy_level IS NOT NULL) AS energy_people,
       count(*) FILTER (WHERE c.call_type = 'ops_only') AS ops_only,
       count(*) AS checkins, count(DISTINCT e.id) AS people
FROM daily_checkins c JOIN employees e ON e.id = c.employee_id LEFT JOIN teams t ON t.id = e.team_id
WHERE e.manager_id = ANY(:managers) GROUP BY 1, 2
"""
VETERANS_DAY = date(2026, 11, 11)


@pytest.mark.parametrize("seed", range(3))
def test_figures_are_those_of_plain_sql(session: Session, settings: Settings, seed: int) -> None:
    """One check-in a day on workdays of everybody, so that the plain statement stays short."""
    chance = random.Random(seed)  # noqa: S311 - data of a test
    managers = [make_employee(session, role=Role.MANAGER) for _ in range(2)]
    teams = [*(make_team(session, name=name).id for name in ("North", "South")), None]
    for number in range(9):
        manager_id, team_id = managers[number % 2].id, chance.choice(teams)
        person = make_employee(session, manager_id=manager_id, team_id=team_id, timezone="UTC")
        for on in (MONDAY + timedelta(days=day) for day in range(28)):
            if on.isoweekday() < 6 and on != VETERANS_DAY and chance.random() < 0.7:
                make_checkin(
                    session,
                    person,
                    timestamp=datetime(on.year, on.month, on.day, 9, tzinfo=UTC),
                    energy_level=chance.choice((None, 1, 2, 3, 4, 5)),
                    call_type=chance.choice((CallType.OPS_ONLY, CallType.DAILY_CHECKIN)),
                )
    for week in WEEKS:
        roll_up_week(session, week, now=NOW, settings=settings)
    of_one = Viewer(employee_id=managers[0].id, role=Role.MANAGER, timezone="UTC", name="Sam")
    for viewer, reached in ((EVERYBODY, managers), (of_one, managers[:1])):
        by_hand = session.execute(sa.text(BY_HAND), {"managers": [manager.id for manager in reached]}).mappings()
        rows = {(row.week.start, row.team): row for row in list_trend_weeks(session, viewer, PERIOD)}
        for hand in by_hand:
            row = rows.pop((hand["monday"], hand["team"]))
            assert row.energy == Share(total=hand["energy"], count=hand["readings"], people=hand["energy_people"])
            assert row.ops_only == Share(total=hand["ops_only"], count=hand["checkins"], people=hand["people"])
            workdays = 4 if row.week == Week.of(VETERANS_DAY) else 5
            assert (row.participation.total, row.participation.count) == (
                hand["checkins"],
                workdays * row.participation.people,
            )
        assert [row.ops_only.people for row in rows.values()] == [0] * len(rows)
