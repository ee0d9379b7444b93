"""Today's board as rows: whose, in which state, and what of it a viewer may read."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.checkins.fields import CallType, NotReadyReason
from app.domain.mornings.day_states import DayState
from app.domain.mornings.workdays import NotExpectedReason
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import CallStatus, Employee
from app.queries.roster import Roster, RosterRow, load_roster
from app.queries.roster_version import roster_version
from app.settings import Settings
from tests.builders import NOW, TODAY, make_alert, make_call, make_checkin, make_employee, make_team, make_time_off

CUT_OFF = datetime(2026, 11, 17, 16, 15, tzinfo=UTC)
"""10:15 in Chicago."""


def viewer(role: Role = Role.ADMIN, employee_id: int = 0) -> Viewer:
    return Viewer(employee_id=employee_id, role=role, timezone="America/Chicago", name="Kay")


def manager_of(session: Session, person: Employee) -> Viewer:
    person.manager_id = make_employee(session, role=Role.MANAGER).id
    return viewer(Role.MANAGER, person.manager_id)


def board(session: Session, settings: Settings, *, who: Viewer | None = None, now: datetime = NOW) -> Roster:
    return load_roster(session, who or viewer(), settings=settings, now=now)


def only(roster: Roster) -> RosterRow:
    (row,) = roster.rows
    return row


def test_ready_technician_shows_when_and_what_they_said(session: Session, settings: Settings) -> None:
    team = make_team(session, name="North")
    dee = make_employee(session, name="Dee Okafor", team_id=team.id)
    make_checkin(session, dee, energy_level=3, focus_summary_5_words="photos before I leave")
    row = only(board(session, settings, who=manager_of(session, dee)))
    assert (row.name, row.team, row.state, row.at) == ("Dee Okafor", "North", DayState.READY, NOW)
    assert (row.energy, row.focus, row.late, row.ops_only) == (3, "photos before I leave", False, False)


def test_the_latest_call_of_the_day_counts(session: Session, settings: Settings) -> None:
    dee = make_employee(session)
    make_checkin(session, dee, timestamp=NOW - timedelta(minutes=30))
    make_checkin(session, dee, ready_status=False, not_ready_reason=NotReadyReason.VEHICLE, call_type=CallType.OPS_ONLY)
    row = only(board(session, settings))
    assert (row.state, row.reason, row.ops_only) == (DayState.NOT_READY, "vehicle", True)


def test_second_call_of_the_day_erases_nothing_and_makes_nobody_late(session: Session, settings: Settings) -> None:
    dee = make_employee(session)
    make_checkin(session, dee, timestamp=NOW, energy_level=3)
    afternoon = CUT_OFF + timedelta(hours=3)
    make_checkin(session, dee, timestamp=afternoon, call_type=CallType.OPS_ONLY, ready_status=None, energy_level=None)
    row = only(board(session, settings, who=manager_of(session, dee), now=afternoon))
    assert (row.state, row.energy, row.late, row.at) == (DayState.READY, 3, False, afternoon)


def test_reason_of_an_earlier_call_goes_with_its_answer(session: Session, settings: Settings) -> None:
    dee = make_employee(session)
    make_checkin(session, dee, ready_status=False, not_ready_reason=NotReadyReason.SICK)
    make_checkin(session, dee, timestamp=NOW + timedelta(minutes=5))
    row = only(board(session, settings, now=NOW + timedelta(minutes=6)))
    assert (row.state, row.reason) == (DayState.READY, None)


def test_each_person_has_their_own_day(session: Session, settings: Settings) -> None:
    """At 05:30 UTC on Wednesday it is still Tuesday in Los Angeles and in Chicago, and Wednesday in New York."""
    now = datetime(2026, 11, 18, 5, 30, tzinfo=UTC)
    made = {
        zone: make_employee(session, name=zone, timezone=zone) for zone in ("America/Los_Angeles", "America/New_York")
    }
    for person in made.values():
        make_checkin(session, person, timestamp=NOW)
    states = {row.name: row.state for row in board(session, settings, now=now).rows}
    assert states == {"America/Los_Angeles": DayState.READY, "America/New_York": DayState.AWAITED}


@pytest.mark.parametrize(
    ("now", "state"), [(CUT_OFF - timedelta(seconds=1), DayState.AWAITED), (CUT_OFF, DayState.MISSED)]
)
def test_silence_is_missing_from_the_cut_off(
    session: Session, settings: Settings, now: datetime, state: DayState
) -> None:
    make_employee(session)
    row = only(board(session, settings, now=now))
    assert (row.state, row.why) == (state, "Tuesday is one of their workdays.")


def test_check_in_after_the_cut_off_is_late(session: Session, settings: Settings) -> None:
    make_checkin(session, make_employee(session), timestamp=CUT_OFF + timedelta(minutes=1))
    row = only(board(session, settings, now=CUT_OFF + timedelta(hours=1)))
    assert (row.state, row.late) == (DayState.READY, True)


def test_call_that_logged_nothing_is_unfinished(session: Session, settings: Settings) -> None:
    make_call(session, make_employee(session))
    row = only(board(session, settings))
    assert (row.state, row.at) == (DayState.UNFINISHED, NOW)


def test_yesterdays_unfinished_call_is_yesterdays(session: Session, settings: Settings) -> None:
    make_call(session, make_employee(session), started_at=NOW - timedelta(hours=20))
    assert only(board(session, settings)).state is DayState.AWAITED


def test_somebody_on_the_phone_is_said_to_be(session: Session, settings: Settings) -> None:
    make_call(session, make_employee(session), status=CallStatus.IN_PROGRESS, ended_at=None)
    row = only(board(session, settings, now=NOW + timedelta(minutes=1)))
    assert (row.state, row.talking) == (DayState.AWAITED, True)


def test_time_off_says_why_and_not_what_for(session: Session, settings: Settings) -> None:
    make_time_off(session, make_employee(session), ends_on=TODAY + timedelta(days=1))
    row = only(board(session, settings))
    assert (row.state, row.off_reason) == (DayState.OFF, NotExpectedReason.TIME_OFF)
    assert row.why == "Time off until Wed 18 Nov 2026."


def test_oldest_blocker_has_its_age_in_own_workdays(session: Session, settings: Settings) -> None:
    dee = make_employee(session)
    friday = TODAY - timedelta(days=4)
    make_alert(session, dee, kind=AlertKind.BLOCKER, alert_on=friday, status=AlertStatus.ACKNOWLEDGED)
    make_alert(session, dee, kind=AlertKind.BLOCKER)
    make_alert(session, dee, kind=AlertKind.BLOCKER, status=AlertStatus.RESOLVED, alert_on=TODAY - timedelta(days=20))
    row = only(board(session, settings))
    assert (len(row.blockers), row.blocker_age) == (2, 2)


def test_inactive_people_and_others_than_technicians_are_not_on_the_board(session: Session, settings: Settings) -> None:
    make_employee(session, active=False)
    make_employee(session, role=Role.MANAGER)
    assert board(session, settings).rows == ()


def test_manager_sees_direct_and_indirect_reports_only(session: Session, settings: Settings) -> None:
    head = make_employee(session, role=Role.MANAGER)
    sam = make_employee(session, role=Role.MANAGER, manager_id=head.id)
    dee = make_employee(session, name="Dee", manager_id=sam.id)
    other = make_employee(session, name="Other")
    make_alert(session, other)
    make_alert(session, dee)
    for boss in (head, sam):
        roster = board(session, settings, who=viewer(Role.MANAGER, boss.id))
        assert [(row.name, len(row.alerts)) for row in roster.rows] == [("Dee", 1)]


class TestWhatADispatcherReads:
    @pytest.fixture
    def dee(self, session: Session) -> Employee:
        dee = make_employee(session)
        make_checkin(
            session,
            dee,
            ready_status=False,
            not_ready_reason=NotReadyReason.SICK,
            energy_level=1,
            focus_summary_5_words="rest",
        )
        for kind in (AlertKind.ATTENDANCE, AlertKind.BURNOUT, AlertKind.BLOCKER):
            make_alert(session, dee, kind=kind, facts={"why": f"{kind} why"})
        return dee

    def test_no_energy_no_focus_no_class_no_burnout(self, session: Session, settings: Settings, dee: Employee) -> None:
        row = only(board(session, settings, who=viewer(Role.DISPATCHER)))
        assert (row.energy, row.focus, row.reason) == (None, None, "personal")
        assert {alert.kind for alert in row.alerts} == {AlertKind.ATTENDANCE, AlertKind.BLOCKER}

    def test_neither_is_in_the_statements(self, session: Session, settings: Settings, dee: Employee) -> None:
        statements = run(session, settings, viewer(Role.DISPATCHER))
        assert [text for text in statements if "energy_level" in text or "focus_summary" in text] == []

    def test_manager_line_reads_all_of_it(self, session: Session, settings: Settings, dee: Employee) -> None:
        row = only(board(session, settings, who=manager_of(session, dee)))
        assert (row.energy, row.focus, row.reason) == (1, "rest", "sick")
        assert row.low_energy_watch is not None

    @pytest.mark.parametrize(("role", "read"), [(Role.HR, ("sick", "rest")), (Role.ADMIN, ("personal", None))])
    def test_energy_stands_in_no_list_of_hr_or_admin(
        self, session: Session, settings: Settings, dee: Employee, role: Role, read: tuple[str, str | None]
    ) -> None:
        row = only(board(session, settings, who=viewer(role)))
        assert (row.energy, row.low_energy_watch) == (None, None)
        assert (row.reason, row.focus) == read


def run(session: Session, settings: Settings, who: Viewer) -> list[str]:
    statements: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    connection = session.connection()
    sa.event.listen(connection, "before_cursor_execute", note)
    load_roster(session, who, settings=settings, now=NOW)
    sa.event.remove(connection, "before_cursor_execute", note)
    return statements


@pytest.mark.parametrize("people", [1, 40])
def test_board_takes_seven_queries_for_any_number(session: Session, settings: Settings, people: int) -> None:
    for _ in range(people):
        person = make_employee(session)
        make_checkin(session, person)
        make_alert(session, person, kind=AlertKind.BLOCKER)
        make_time_off(session, person)
    session.expire_all()
    assert len(run(session, settings, viewer())) == 7


def test_version_changes_with_calls_answers_and_alerts_and_not_by_itself(session: Session) -> None:
    dee = make_employee(session)
    versions = [roster_version(session, NOW), roster_version(session, NOW + timedelta(seconds=30))]
    assert versions[0] == versions[1]
    make_call(session, dee)
    versions.append(roster_version(session, NOW))
    checkin = make_checkin(session, dee)
    versions.append(roster_version(session, NOW))
    checkin.energy_level = 2
    session.flush()
    versions.append(roster_version(session, NOW))
    make_time_off(session, dee)
    versions.append(roster_version(session, NOW))
    assert len(set(versions)) == 5
