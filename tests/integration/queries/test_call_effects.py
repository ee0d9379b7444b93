"""What a call left behind: the row, the alerts that it raised with their messages, and nothing of another call."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.messages.delivery import CALL_ID, ChannelName
from app.domain.permissions import Role
from app.models import OutboxStatus
from app.queries.call_effects import (
    SHOWN_COLUMNS,
    CallEffects,
    QueuedMessage,
    RaisedAlert,
    list_callers,
    load_call_effects,
)
from tests.builders import NOW, make_alert, make_call, make_checkin, make_employee, make_message


def test_call_without_a_check_in_left_nothing(session: Session) -> None:
    call = make_call(session, make_employee(session))
    nothing = CallEffects(checkin=(), alerts=(), messages=())
    assert [load_call_effects(session, id_) for id_ in (call.id, "no such call")] == [nothing, nothing]


def test_row_alerts_and_messages_of_this_call_and_no_other(session: Session) -> None:
    ana = make_employee(session)
    checkin = make_checkin(session, ana, energy_level=3)
    sam = make_employee(session, name="Sam Lee", role=Role.MANAGER)
    blocker = make_alert(
        session, ana, kind=AlertKind.BLOCKER, checkin_id=checkin.id, facts={"why": "Reported a blocker."}
    )
    absence = make_alert(session, ana, checkin_id=checkin.id)
    first = make_message(session, alert_id=blocker.id, recipient_id=sam.id, subject="to Sam")
    at = {"created_at": NOW + timedelta(seconds=1)}
    second = make_message(session, alert_id=blocker.id, route="ops", subject="to ops", status=OutboxStatus.SENT, **at)
    other = make_alert(session, ana, kind=AlertKind.BLOCKER, checkin_id=make_checkin(session, ana).id)
    make_message(session, alert_id=other.id)
    effects = load_call_effects(session, checkin.call_id)
    assert [name for name, _ in effects.checkin] == list(SHOWN_COLUMNS)
    assert dict(effects.checkin)["energy_level"] == 3
    assert effects.alerts == (
        RaisedAlert(
            id=blocker.id,
            kind=AlertKind.BLOCKER,
            status=AlertStatus.OPEN,
            rule_id="BLOCKER-1",
            why="Reported a blocker.",
        ),
        RaisedAlert(id=absence.id, kind=AlertKind.ATTENDANCE, status=AlertStatus.OPEN, rule_id="ATTENDANCE-1", why=""),
    )
    assert effects.messages == (
        QueuedMessage(
            id=first.id,
            channel=ChannelName.EMAIL,
            recipient="Sam Lee",
            subject="to Sam",
            status=OutboxStatus.PENDING,
        ),
        QueuedMessage(
            id=second.id, channel=ChannelName.EMAIL, recipient="ops", subject="to ops", status=OutboxStatus.SENT
        ),
    )


def test_what_no_check_in_caused_is_the_calls_own(session: Session) -> None:
    ana = make_employee(session)
    call, other = make_call(session, ana), make_call(session, ana)
    hurt, _ = (
        make_alert(session, ana, kind=AlertKind.SAFETY, dedupe_key=f"{AlertKind.SAFETY}:{each.id}")
        for each in (call, other)
    )
    asked, _ = (make_message(session, kind="call_back", data={CALL_ID: each.id}) for each in (call, other))
    effects = load_call_effects(session, call.id)
    assert (effects.checkin, [alert.id for alert in effects.alerts]) == ((), [hurt.id])
    assert [message.id for message in effects.messages] == [asked.id]


def test_callers_are_active_technicians_with_a_number(session: Session) -> None:
    zoe, ana = make_employee(session, name="Zoe"), make_employee(session, name="Ana")
    make_employee(session, name="No number", phone=None)
    make_employee(session, name="Left", active=False)
    make_employee(session, name="Manager", role=Role.MANAGER)
    assert list_callers(session) == [(ana.id, "Ana"), (zoe.id, "Zoe")]
