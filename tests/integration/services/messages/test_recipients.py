"""Who hears is decided by right and reach: every role in the manager's place, for every kind of message."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.audiences import Audience, may_hear
from app.domain.alerts.kinds import AlertKind, AlertNotice
from app.domain.permissions import Role
from app.models import Employee
from app.services.messages.recipients import Recipient, recipients
from app.settings import Settings
from tests.builders import NOW, TODAY, make_alert, make_employee

LINE_KINDS = [AlertKind.ATTENDANCE, AlertKind.BURNOUT, AlertKind.MISSED]


@pytest.fixture(autouse=True)
def company(session: Session) -> None:
    make_employee(session, role=Role.DISPATCHER, name="Dana")
    make_employee(session, role=Role.DISPATCHER, name="Bea", dispatch_backup=True)
    make_employee(session, role=Role.HR, name="Hana")
    make_employee(session, role=Role.ADMIN, name="Ada")


def hear(
    session: Session,
    settings: Settings,
    person: Employee,
    kind: AlertKind,
    notice: AlertNotice = AlertNotice.RAISED,
    **facts: object,
) -> list[Recipient]:
    alert = make_alert(session, None if kind is AlertKind.LINE else person, kind=kind, **facts)
    return recipients(session, alert, notice, settings, now=NOW)


@pytest.mark.parametrize("notice", AlertNotice)
@pytest.mark.parametrize("kind", AlertKind)
@pytest.mark.parametrize("role", Role)
def test_nobody_hears_what_their_role_may_not_read(
    session: Session, settings: Settings, role: Role, kind: AlertKind, notice: AlertNotice
) -> None:
    lead = make_employee(session, role=role, name="Lee")
    person = make_employee(session, manager_id=lead.id)
    if kind is AlertKind.LINE and notice is AlertNotice.MANAGERS_MANAGER:
        return  # the line has no manager
    told = hear(session, settings, person, kind, notice)
    roles = {each.employee_id: session.get_one(Employee, each.employee_id).role for each in told}
    assert [each.name for each in told if not may_hear(roles[each.employee_id], kind, each.audience)] == []
    assert person.id not in roles


@pytest.mark.parametrize("kind", LINE_KINDS)
@pytest.mark.parametrize("role", Role)
def test_nearest_in_the_line_who_may_hears_and_else_hr(
    session: Session, settings: Settings, role: Role, kind: AlertKind
) -> None:
    upper = make_employee(session, role=Role.MANAGER, name="Uma")
    lead = make_employee(session, role=role, name="Lee", manager_id=upper.id)
    person = make_employee(session, manager_id=lead.id)
    told = [each for each in hear(session, settings, person, kind) if each.audience is Audience.MANAGER]
    assert [each.name for each in told] == (["Lee"] if may_hear(role, kind, Audience.MANAGER) else ["Uma"])
    upper.active = False
    session.flush()
    if not may_hear(role, kind, Audience.MANAGER):
        told = [each for each in hear(session, settings, person, kind) if each.audience is Audience.HR]
        assert [each.name for each in told] == (["Hana", "Lee"] if role is Role.HR else ["Hana"])


@pytest.mark.parametrize("kind", LINE_KINDS)
def test_person_without_a_manager_is_hrs(session: Session, settings: Settings, kind: AlertKind) -> None:
    told = hear(session, settings, make_employee(session), kind)
    assert [each.name for each in told if each.audience is Audience.HR] == ["Hana"]


def test_manager_hears_nothing_of_their_own_wellbeing(session: Session, settings: Settings) -> None:
    lead = make_employee(session, role=Role.MANAGER, name="Lee", manager_id=None)
    assert [each.name for each in hear(session, settings, lead, AlertKind.BURNOUT)] == ["Hana"]


@pytest.mark.parametrize("last_day", [TODAY - timedelta(days=1), TODAY], ids=["over", "today"])
def test_nobody_past_their_last_day_hears_anything(session: Session, settings: Settings, last_day: object) -> None:
    upper = make_employee(session, role=Role.MANAGER, name="Uma")
    lead = make_employee(session, role=Role.MANAGER, name="Lee", manager_id=upper.id, ended_on=last_day)
    person = make_employee(session, manager_id=lead.id)
    told = hear(session, settings, person, AlertKind.BURNOUT)
    assert [each.name for each in told] == (["Lee"] if last_day == TODAY else ["Uma"])


def test_owner_who_lost_the_right_is_not_asked_any_more(session: Session, settings: Settings) -> None:
    manager = make_employee(session, role=Role.MANAGER, name="Mia")
    former = make_employee(session, role=Role.TECHNICIAN, name="Fred")
    person = make_employee(session, manager_id=manager.id)
    told = hear(
        session,
        settings,
        person,
        AlertKind.BURNOUT,
        AlertNotice.OUTCOME_REMINDER,
        owner_id=former.id,
        owner_name="Fred",
    )
    assert [each.name for each in told] == ["Mia"]
