"""An erasure over the demo company: nothing of the person is found in any text, and no figure has moved."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.dev.demo_data import load_demo_data
from app.domain.alerts.kinds import AlertStatus
from app.domain.errors import NotAllowed, NotFound
from app.domain.messages.delivery import ChannelName
from app.domain.mornings.window import Week
from app.domain.people.problems import InvalidPeople, ProblemKind
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.extensions import db
from app.models import (
    Alert,
    AuditEvent,
    Base,
    ChangeSource,
    Employee,
    EmployeePhone,
    OutboxMessage,
    OutboxStatus,
    ProfileChange,
    TechProfile,
    User,
    WeeklyRollup,
)
from app.queries.people_facts import load_facts
from app.queries.team_weeks import TrendPeriod, list_team_weeks
from app.services.alerts.follow import raise_alerts
from app.services.people.changed_by import ChangedBy
from app.services.people.erasing import Erasure, erase_person, set_legal_hold
from app.services.people.saving import save_people
from app.services.weeks.roll_up import roll_up_week
from app.settings import Settings
from tests.builders import make_checkin, make_message

MID_MORNING = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
NOTE = "The gate at the Harlan substation is locked"


class Erased(NamedTuple):
    session: Session
    number: int
    words: list[str]
    """What pointed to the person before."""
    before: dict[str, Any]
    erasure: Erasure


@pytest.fixture(scope="module")
def company(app: Flask, settings: Settings) -> Iterator[Session]:
    with app.app_context():
        engine = db.engine
    with engine.connect() as connection, connection.begin() as transaction, Session(connection) as session:
        load_demo_data(session, now=MID_MORNING, password="a long demo password", settings=settings)
        yield session
        session.close()
        transaction.rollback()


@pytest.fixture(scope="module")
def erased(company: Session, settings: Settings) -> Erased:
    session = company
    person = session.scalars(
        sa.select(Employee).join(TechProfile, TechProfile.employee_id == Employee.id).where(Employee.active)
        .join(User, User.employee_id == Employee.id).where(Employee.role == Role.TECHNICIAN)
    ).first()  # fmt: skip
    assert person is not None
    checkin = make_checkin(session, person, timestamp=MID_MORNING, blocker_present=True, blocker_note=NOTE)
    raise_alerts(session, checkin, settings=settings, now=MID_MORNING)
    session.add(EmployeePhone(employee_id=person.id, number="+12025550177"))
    make_message(session, kind="brief", body_text=f"1 no call ({person.name})", data={"happened": person.name.upper()})
    session.add(
        ProfileChange(
            employee_id=session.scalars(sa.select(Employee.id).where(Employee.id != person.id)).first(),
            changed_at=MID_MORNING,
            changed_by_id=person.id,
            changed_by_name=person.name,
            source=ChangeSource.FORM,
            field="manager_id",
            after=person.name,
            after_value=person.id,
        )
    )
    session.flush()
    profile = session.scalars(sa.select(TechProfile).where(TechProfile.employee_id == person.id)).one()
    profile.personal_why = "For the boat that my brother and I are building."
    session.flush()
    words = [person.name, person.email, person.phone, "+12025550177", NOTE, profile.personal_why]
    before = figures(session, person.id, settings)
    erasure = erase_person(session, person.id, actor_id=None, now=MID_MORNING)
    session.flush()
    return Erased(session, person.id, [word for word in words if word], before, erasure)


def figures(session: Session, number: int, settings: Settings) -> dict[str, Any]:
    """Return the person's weeks, and every team's, as numbers."""
    left_out = {"goal", "flag_facts", "computed_at"}
    columns = [column for column in WeeklyRollup.__table__.c if column.name not in left_out]
    weeks = session.execute(
        sa.select(*columns).where(WeeklyRollup.employee_id == number).order_by(WeeklyRollup.week_start)
    )
    viewer = Viewer(employee_id=0, role=Role.EXECUTIVE, timezone="UTC", name="Executive")
    period = TrendPeriod.of(date(2026, 8, 3), date(2026, 11, 22), holidays={}, now=MID_MORNING)
    return {"weeks": weeks.all(), "teams": list_team_weeks(session, viewer, period)}


def holding(session: Session, word: str) -> list[str]:
    """Return the text and JSON columns in which the word stands."""
    found = []
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, (sa.Text, sa.String, sa.JSON, sa.ARRAY)):
                text = sa.cast(column, sa.Text)
                if session.scalar(sa.select(sa.func.count()).where(text.icontains(word, autoescape=True))):
                    found.append(f"{table.name}.{column.name}")
    return found


def test_no_text_of_any_table_holds_name_number_address_or_notes(erased: Erased) -> None:
    assert len(erased.words) == 6
    assert {word: holding(erased.session, word) for word in erased.words} == {word: [] for word in erased.words}
    assert "employees.name" in holding(erased.session, f"erased person {erased.number}")


def test_the_search_finds_what_is_there(erased: Erased) -> None:
    other = erased.session.scalars(sa.select(Employee.name).where(Employee.erased_at.is_(None))).first()
    assert "employees.name" in holding(erased.session, str(other))


def test_weeks_and_teams_are_as_before_also_when_they_are_made_again(erased: Erased, settings: Settings) -> None:
    assert figures(erased.session, erased.number, settings) == erased.before
    for back in (1, 2):
        week = Week.of(MID_MORNING.date() - timedelta(weeks=back))
        roll_up_week(erased.session, week, now=MID_MORNING, settings=settings)
    assert figures(erased.session, erased.number, settings)["weeks"] == erased.before["weeks"]


def test_the_row_stays_under_its_number_and_the_sign_in_is_gone(erased: Erased) -> None:
    person = erased.session.get_one(Employee, erased.number)
    assert (person.name, person.active, person.phone, person.email, person.erased_at) == (
        f"erased person {erased.number}",
        False,
        None,
        None,
        MID_MORNING,
    )
    assert erased.session.scalars(sa.select(User).where(User.employee_id == erased.number)).all() == []


def test_nothing_waits_and_nothing_is_open(erased: Erased) -> None:
    open_alerts = sa.select(Alert).where(Alert.employee_id == erased.number, Alert.status != AlertStatus.RESOLVED)
    assert erased.session.scalars(open_alerts).all() == []
    about = sa.select(OutboxMessage.status).join(Alert, Alert.id == OutboxMessage.alert_id)
    statuses = erased.session.scalars(about.where(Alert.employee_id == erased.number)).all()
    assert OutboxStatus.PENDING not in statuses


def test_what_is_kept_is_named_and_the_erasure_is_on_record(erased: Erased) -> None:
    assert {"daily_checkins", "weekly_rollups", "audit_events"} <= {table for table, _ in erased.erasure.kept}
    actions = sa.select(AuditEvent.action).where(AuditEvent.subject_id == erased.number)
    assert "person.erased" in erased.session.scalars(actions).all()


def test_nobody_is_written_under_the_number_again(erased: Erased, settings: Settings) -> None:
    facts = load_facts(erased.session, [erased.number])[erased.number]
    by = ChangedBy(employee_id=None, name="HR", source=ChangeSource.FORM)
    with pytest.raises(InvalidPeople) as refused:
        save_people(erased.session, {erased.number: facts}, by=by, now=MID_MORNING, settings=settings)
    assert [problem.kind for problem in refused.value.problems] == [ProblemKind.ERASED]


def test_erased_again_it_takes_what_came_in_since(erased: Erased) -> None:
    with erased.session.begin_nested() as savepoint:
        make_message(erased.session, recipient_id=erased.number, address="late@demo.example", channel=ChannelName.EMAIL)
        erase_person(erased.session, erased.number, actor_id=None, now=MID_MORNING)
        assert holding(erased.session, "late@demo.example") == []
        savepoint.rollback()


def test_legal_hold_stops_it(erased: Erased) -> None:
    number = erased.session.scalars(sa.select(Employee.id).where(Employee.erased_at.is_(None))).first()
    assert number is not None
    with erased.session.begin_nested() as savepoint:
        set_legal_hold(erased.session, number, held=True, actor_id=None, now=MID_MORNING)
        with pytest.raises(NotAllowed, match="legal hold"):
            erase_person(erased.session, number, actor_id=None, now=MID_MORNING)
        savepoint.rollback()


def test_nobody_has_the_number(erased: Erased) -> None:
    with pytest.raises(NotFound):
        erase_person(erased.session, 999_999, actor_id=None, now=MID_MORNING)
