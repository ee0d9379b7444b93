"""Time off is scoped to the viewer; the calendar shows days and no kinds."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee
from app.queries.paging import Listing
from app.queries.time_off import get_time_off_row, list_time_off, load_time_off_calendar
from tests.builders import TODAY, make_employee, make_team, make_time_off


@pytest.fixture
def sam(session: Session) -> Employee:
    return make_employee(session, role=Role.MANAGER, name="Sam Lee")


def reader(manager: Employee) -> Viewer:
    return Viewer(employee_id=manager.id, role=Role.MANAGER, timezone="UTC", name=manager.name)


def test_now_and_past_are_parted_and_others_out_of_reach(session: Session, sam: Employee) -> None:
    own = make_employee(session, manager_id=sam.id)
    now, past = make_time_off(session, own), make_time_off(session, own, starts_on=TODAY - timedelta(days=9))
    other = make_time_off(session, make_employee(session))
    for is_past, entry in ((False, now), (True, past)):
        rows = list_time_off(session, reader(sam), Listing(sort="starts_on"), today=TODAY, past=is_past).rows
        assert [row.id for row in rows] == [entry.id]
    with pytest.raises(NotFound):
        get_time_off_row(session, reader(sam), other.id)


def test_the_calendar_holds_days_within_its_span(session: Session, sam: Employee) -> None:
    north = make_team(session, name="North")
    ana = make_employee(session, name="Ana", manager_id=sam.id, team_id=north.id)
    tomorrow = TODAY + timedelta(days=1)
    make_time_off(session, ana, starts_on=TODAY - timedelta(days=3), ends_on=TODAY, kind=TimeOffKind.SICK)
    make_time_off(session, ana, starts_on=tomorrow, part=DayPart.AFTERNOON)
    [person] = load_time_off_calendar(session, reader(sam), TODAY, tomorrow, team_id=north.id)
    assert (person.name, person.off) == ("Ana", {TODAY: "off", tomorrow: "off in the afternoon"})
