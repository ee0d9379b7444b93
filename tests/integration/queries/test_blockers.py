"""The list of blockers: open and resolved, in reach, with repeats and ages; and the counts by week."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Alert, Employee
from app.queries.blockers import BlockerRow, BlockerWeek, blockers_by_week, count_open_blockers, list_blockers
from app.queries.paging import Listing
from app.settings import Settings
from tests.builders import NOW, TODAY, make_alert, make_employee, make_team
from tests.query_counts import counted

EVERYBODY = Viewer(employee_id=0, role=Role.DISPATCHER, timezone="UTC", name="Dana")


def make_blocker(session: Session, person: Employee, note: str, **overrides: object) -> Alert:
    return make_alert(session, person, kind=AlertKind.BLOCKER, note=note, **overrides)


def rows(
    session: Session, settings: Settings, viewer: Viewer = EVERYBODY, *, resolved: bool = False, **asked: Any
) -> tuple[BlockerRow, ...]:
    listing = Listing(**{"sort": "age", **asked})
    return list_blockers(session, viewer, resolved=resolved, listing=listing, now=NOW, settings=settings).rows


def test_open_ones_and_resolved_ones_are_two_lists(session: Session, settings: Settings) -> None:
    ana = make_employee(session, name="Ana Ruiz", team_id=make_team(session, name="North").id)
    make_blocker(session, ana, "open")
    make_blocker(session, ana, "taken", status=AlertStatus.ACKNOWLEDGED, alert_on=TODAY - timedelta(days=1))
    make_blocker(session, ana, "done", status=AlertStatus.RESOLVED, resolved_at=NOW)
    make_alert(session, ana, note="no blocker")
    assert [(row.note, row.person, row.team, row.age_workdays) for row in rows(session, settings)] == [
        ("taken", "Ana Ruiz", "North", 1),
        ("open", "Ana Ruiz", "North", 0),
    ]
    assert [row.note for row in rows(session, settings, resolved=True)] == ["done"]
    assert count_open_blockers(session, EVERYBODY) == 2


def test_same_words_of_the_same_person_are_counted_but_for_case_and_signs(session: Session, settings: Settings) -> None:
    ana, ben = make_employee(session, name="Ana"), make_employee(session, name="Ben")
    make_blocker(session, ana, "Gate code", status=AlertStatus.RESOLVED, resolved_at=NOW)
    make_blocker(session, ana, "gate code.")
    make_blocker(session, ben, "gate code")
    assert [(row.person, row.times) for row in rows(session, settings, sort="person")] == [("Ana", 2), ("Ben", 1)]


def test_manager_counts_and_lists_own_reports(session: Session, settings: Settings) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    make_blocker(session, make_employee(session, manager_id=sam.id), "own")
    make_blocker(session, make_employee(session), "another team's")
    viewer = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    assert [row.note for row in rows(session, settings, viewer)] == ["own"]
    assert count_open_blockers(session, viewer) == 1


@pytest.mark.parametrize(
    ("asked", "notes"),
    [
        ({"sort": "note"}, ["gate code", "no van"]),
        ({"sort": "note", "descending": True}, ["no van", "gate code"]),
        ({"sort": "person"}, ["no van", "gate code"]),
        ({"sort": "owner"}, ["gate code", "no van"]),
        ({"sort": "team", "search": "north"}, ["gate code"]),
        ({"sort": "age", "search": "hall"}, ["no van"]),
        ({"sort": "age", "search": "kay"}, ["gate code"]),
    ],
)
def test_list_sorts_and_searches(session: Session, settings: Settings, asked: dict[str, Any], notes: list[str]) -> None:
    north = make_team(session, name="North")
    make_blocker(session, make_employee(session, name="Zoe Ruiz", team_id=north.id), "gate code", owner_name="Kay")
    make_blocker(session, make_employee(session, name="Ben Hall"), "no van", owner_name="Sam")
    assert [row.note for row in rows(session, settings, **asked)] == notes


def test_weeks_count_by_the_viewers_calendar_and_leave_out_empty_ones(session: Session) -> None:
    ana = make_employee(session)
    sunday_night = datetime(2026, 11, 16, 3, tzinfo=UTC)
    """Monday in UTC, still Sunday in Chicago."""
    make_blocker(session, ana, "one", alert_on=date(2026, 11, 2), status=AlertStatus.RESOLVED, resolved_at=sunday_night)
    make_blocker(session, ana, "two", alert_on=date(2026, 11, 8))
    make_blocker(session, ana, "before", alert_on=date(2026, 11, 1))
    by_zone = {
        zone: blockers_by_week(session, EVERYBODY, first=date(2026, 11, 2), timezone=zone)
        for zone in ("America/Chicago", "UTC")
    }
    raised = BlockerWeek(week_start=date(2026, 11, 2), raised=2, resolved=0)
    assert by_zone == {
        "America/Chicago": [raised, BlockerWeek(week_start=date(2026, 11, 9), raised=0, resolved=1)],
        "UTC": [raised, BlockerWeek(week_start=date(2026, 11, 16), raised=0, resolved=1)],
    }


def test_more_rows_take_no_more_queries(session: Session, settings: Settings) -> None:
    make_blocker(session, make_employee(session), "one")
    with counted(session.get_bind()) as for_one:
        rows(session, settings)
    for number in range(20):
        make_blocker(session, make_employee(session), f"note {number}")
    with counted(session.get_bind()) as for_many:
        rows(session, settings)
    assert len(for_many) == len(for_one)
