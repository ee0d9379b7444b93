"""Who gets which message about which alert, from the check-in to the outbox."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.checkins.fields import NotReadyReason
from app.domain.permissions import Role
from app.models import Alert, AlertEvent, DailyCheckin, Employee, OutboxMessage, OutboxStatus
from app.services.alerts.actions import acknowledge_alert, hand_over_alert
from app.services.alerts.escalate import escalate_due_alerts
from app.services.alerts.follow import raise_alerts
from app.services.alerts.missed import record_missed_checkins
from app.services.alerts.records import Actor
from app.settings import Settings
from tests.builders import NOW, TODAY, make_checkin, make_employee

SICK: dict[str, Any] = {"ready_status": False, "not_ready_reason": NotReadyReason.SICK}


@pytest.fixture
def people(session: Session) -> dict[str, Employee]:
    """Return Marcus, his manager Sam, Sam's manager Lee, the dispatcher Dana, her backup Kay, and the admin Omar."""
    lee = make_employee(session, name="Lee", role=Role.MANAGER)
    sam = make_employee(session, name="Sam", role=Role.MANAGER, manager_id=lee.id)
    return {
        "lee": lee,
        "sam": sam,
        "dana": make_employee(session, name="Dana", role=Role.DISPATCHER),
        "kay": make_employee(session, name="Kay", role=Role.DISPATCHER, dispatch_backup=True),
        "omar": make_employee(session, name="Omar", role=Role.ADMIN),
        "marcus": make_employee(session, name="Marcus Webb", manager_id=sam.id),
    }


def checkin(session: Session, settings: Settings, employee: Employee, days: int = 0, **said: Any) -> DailyCheckin:
    at = NOW + timedelta(days=days)
    row = make_checkin(session, employee, timestamp=at, **said)
    raise_alerts(session, row, settings=settings, now=at)
    return row


def told(session: Session, *statuses: OutboxStatus) -> list[str]:
    """Return the names of the recipients, in the order of the messages."""
    query = select(Employee.name).join(OutboxMessage, OutboxMessage.recipient_id == Employee.id)
    if statuses:
        query = query.where(OutboxMessage.status.in_(statuses))
    return list(session.scalars(query.order_by(OutboxMessage.created_at, Employee.name)))


def test_low_energy_on_two_workdays_is_one_message_to_the_manager(
    session: Session, settings: Settings, people: dict[str, Employee]
) -> None:
    for days in (-1, 0, 1):
        checkin(session, settings, people["marcus"], days, energy_level=2)
    assert told(session) == ["Sam"]
    message = session.scalars(select(OutboxMessage)).one()
    assert message.subject == "Marcus Webb may need a conversation"
    assert "2" not in message.body_text.partition("/a/")[0].partition("http")[0]
    assert session.scalars(select(Alert.facts)).one()["days"][-1]["on"] == "2026-11-18"


def test_sick_is_one_message_each_and_dispatch_reads_no_reason(
    session: Session, settings: Settings, people: dict[str, Employee]
) -> None:
    checkin(session, settings, people["marcus"], **SICK)
    bodies = dict(
        session.execute(
            select(Employee.name, OutboxMessage.body_text).join(Employee, Employee.id == OutboxMessage.recipient_id)
        ).all()
    )
    assert sorted(bodies) == ["Dana", "Sam"]
    assert ("(sick)" in bodies["Sam"], "sick" in bodies["Dana"], "(personal)" in bodies["Dana"]) == (True, False, True)


def test_saving_again_sends_nothing_more(session: Session, settings: Settings, people: dict[str, Employee]) -> None:
    row = checkin(session, settings, people["marcus"], **SICK)
    for seconds in (5, 90, 600):
        raise_alerts(session, row, settings=settings, now=NOW + timedelta(seconds=seconds))
    assert told(session) == ["Dana", "Sam"]


def test_withdrawal_before_sending_cancels_both_messages(
    session: Session, settings: Settings, people: dict[str, Employee]
) -> None:
    row = checkin(session, settings, people["marcus"], **SICK)
    row.ready_status, row.not_ready_reason = True, None
    session.flush()
    raise_alerts(session, row, settings=settings, now=NOW)
    assert told(session, OutboxStatus.PENDING) == []
    assert told(session, OutboxStatus.CANCELLED) == ["Dana", "Sam"]


def test_chain_reaches_the_backup_and_the_managers_manager(
    session: Session, settings: Settings, people: dict[str, Employee]
) -> None:
    checkin(session, settings, people["marcus"], **SICK)
    for minutes in (10, 20, 30, 40):
        escalate_due_alerts(session, now=NOW + timedelta(minutes=minutes), settings=settings)
    assert told(session) == ["Dana", "Sam", "Dana", "Sam", "Kay", "Lee"]


def test_owner_alone_is_asked_for_the_outcome(
    session: Session, settings: Settings, people: dict[str, Employee]
) -> None:
    checkin(session, settings, people["marcus"], **SICK)
    alert_id = session.scalars(select(Alert.id)).one()
    dana = people["dana"]
    acknowledge_alert(session, alert_id, actor=Actor(id=dana.id, name=dana.name), settings=settings, now=NOW)
    for minutes in (10, 60, 61):
        escalate_due_alerts(session, now=NOW + timedelta(minutes=minutes), settings=settings)
    assert told(session) == ["Dana", "Sam", "Dana"]


def test_new_owner_alone_hears_of_a_hand_over(
    session: Session, settings: Settings, people: dict[str, Employee]
) -> None:
    checkin(session, settings, people["marcus"], **SICK)
    alert_id = session.scalars(select(Alert.id)).one()
    actor = Actor(id=people["dana"].id, name="Dana")
    later = NOW + timedelta(minutes=1)
    hand_over_alert(session, alert_id, to_id=people["kay"].id, actor=actor, settings=settings, now=later)
    assert told(session) == ["Dana", "Sam", "Kay"]
    newest = session.scalars(select(OutboxMessage).order_by(OutboxMessage.created_at.desc())).first()
    assert newest is not None
    assert newest.subject == "Yours now: Marcus Webb is not coming in"


def test_missed_checkins_are_one_message_per_recipient(
    session: Session, settings: Settings, people: dict[str, Employee]
) -> None:
    make_employee(session, name="Ana Ruiz", manager_id=people["sam"].id)
    record_missed_checkins(session, now=NOW + timedelta(hours=3, minutes=15), settings=settings)
    assert told(session) == ["Dana", "Sam"]
    assert set(session.scalars(select(OutboxMessage.subject))) == {"No call from 2 people"}


def test_two_calls_of_one_person_at_once_raise_one_burnout_alert(committed: Session, settings: Settings) -> None:
    marcus = make_employee(committed)
    make_checkin(committed, marcus, timestamp=NOW - timedelta(days=1), energy_level=1)
    rows = [make_checkin(committed, marcus, energy_level=2).id for _ in range(4)]
    committed.commit()
    engine, start = committed.get_bind(), threading.Barrier(4)

    def save(checkin_id: int) -> None:
        with Session(engine) as own:
            row = own.get_one(DailyCheckin, checkin_id)
            start.wait(timeout=10)
            raise_alerts(own, row, settings=settings, now=NOW)
            own.commit()

    threads = [threading.Thread(target=save, args=(checkin_id,)) for checkin_id in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert committed.scalars(select(Alert.kind)).all() == [AlertKind.BURNOUT]
    assert len(committed.scalars(select(AlertEvent)).all()) == 1


def test_mails_button_has_the_name_of_the_button_it_leads_to(
    session: Session, settings: Settings, people: dict[str, Employee]
) -> None:
    checkin(session, settings, people["marcus"], **SICK)
    alert = session.scalars(select(Alert)).one()
    dana, kay = (Actor(id=people[name].id, name=name.title()) for name in ("dana", "kay"))
    acknowledge_alert(session, alert.id, actor=dana, settings=settings, now=NOW)
    hand_over_alert(session, alert.id, to_id=kay.id or 0, actor=dana, settings=settings, now=NOW)
    buttons = {name: data["button"] for name, data in sent_data(session)}
    assert buttons == {"Dana": "I've got it", "Sam": "I've got it", "Kay": "Open the alert"}


def sent_data(session: Session) -> list[tuple[str, dict[str, str]]]:
    query = select(Employee.name, OutboxMessage.data).join(Employee, Employee.id == OutboxMessage.recipient_id)
    return [(row.name, row.data) for row in session.execute(query)]


def test_attendance_message_names_the_last_day_out(
    session: Session, settings: Settings, people: dict[str, Employee]
) -> None:
    checkin(session, settings, people["marcus"], **SICK, out_until=TODAY + timedelta(days=2))
    texts = set(session.scalars(select(OutboxMessage.data["happened"].astext)))
    said = "Marcus Webb told the check-in line at {} that they are not coming in today, out until Thu 19 Nov ({})."
    assert texts == {said.format("07:00", "sick"), said.format("07:00", "personal")}
