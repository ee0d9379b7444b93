"""Taking, handing over, putting off and closing alerts; two people at once."""

import threading
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.errors import InvalidInput, InvalidTransition, NotFound
from app.domain.permissions import Role
from app.models import Alert, AlertEvent, Employee
from app.services.alerts.actions import (
    acknowledge_alert,
    hand_over_alert,
    put_back_alert,
    record_outcome,
    resolve_alert,
    snooze_alert,
)
from app.services.alerts.records import Actor
from app.settings import Settings
from tests.builders import NOW, make_alert, make_employee

LATER = NOW + timedelta(minutes=6)


@pytest.fixture
def dana(session: Session) -> Employee:
    return make_employee(session, name="Dana Kim", role=Role.DISPATCHER)


@pytest.fixture
def kay(session: Session) -> Employee:
    return make_employee(session, name="Kay Ortiz", role=Role.DISPATCHER)


@pytest.fixture
def alert(session: Session) -> Alert:
    technician = make_employee(session, name="Marcus Webb")
    return make_alert(session, technician, next_escalation_at=NOW + timedelta(minutes=10))


def actor(employee: Employee) -> Actor:
    return Actor(id=employee.id, name=employee.name)


def events(session: Session, alert: Alert) -> list[tuple[AlertEventKind, str | None]]:
    query = select(AlertEvent.event, AlertEvent.actor_name).where(AlertEvent.alert_id == alert.id)
    return [(kind, name) for kind, name in session.execute(query.order_by(AlertEvent.id))]


def test_acknowledge_names_the_owner_and_stops_the_chain(
    session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    taken = acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=LATER)
    assert (taken.status, taken.owner_id, taken.owner_name, taken.acknowledged_at) == (
        AlertStatus.ACKNOWLEDGED,
        dana.id,
        "Dana Kim",
        LATER,
    )
    assert (taken.escalation_step, taken.next_escalation_at) == (0, LATER + timedelta(minutes=60))
    assert events(session, alert) == [(AlertEventKind.ACKNOWLEDGED, "Dana Kim")]


@pytest.mark.parametrize("kind", [AlertKind.BLOCKER, AlertKind.BURNOUT, AlertKind.MISSED, AlertKind.LINE])
def test_only_an_attendance_alert_asks_for_an_outcome_later(
    session: Session, settings: Settings, dana: Employee, kind: AlertKind
) -> None:
    other = make_alert(session, make_employee(session), kind=kind)
    assert (
        acknowledge_alert(session, other.id, actor=actor(dana), settings=settings, now=NOW).next_escalation_at is None
    )


def test_second_to_acknowledge_is_told_who_was_first(
    session: Session, settings: Settings, alert: Alert, dana: Employee, kay: Employee
) -> None:
    acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=LATER)
    with pytest.raises(InvalidTransition) as refused:
        acknowledge_alert(session, alert.id, actor=actor(kay), settings=settings, now=LATER)
    assert refused.value.sentence == "Dana Kim has had this since 07:06."


def test_owner_who_presses_twice_is_told_so(session: Session, settings: Settings, alert: Alert, dana: Employee) -> None:
    acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=LATER)
    with pytest.raises(InvalidTransition) as refused:
        acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=LATER)
    assert refused.value.sentence == "You have had this since 07:06."


def test_owner_of_a_reopened_alert_has_it_since_they_took_it(
    session: Session, settings: Settings, alert: Alert, dana: Employee, kay: Employee
) -> None:
    acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=NOW)
    alert.status, alert.owner_id, alert.owner_name = AlertStatus.OPEN, None, None
    session.flush()
    acknowledge_alert(session, alert.id, actor=actor(kay), settings=settings, now=NOW + timedelta(minutes=80))
    with pytest.raises(InvalidTransition) as refused:
        acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=NOW + timedelta(minutes=90))
    assert refused.value.sentence == "Kay Ortiz has had this since 08:20."


def test_acknowledging_a_resolved_alert_does_not_reopen_it(
    session: Session, settings: Settings, alert: Alert, dana: Employee, kay: Employee
) -> None:
    resolve_alert(session, alert.id, actor=actor(dana), now=LATER, outcome=AlertOutcome.COVERED)
    with pytest.raises(InvalidTransition) as refused:
        acknowledge_alert(session, alert.id, actor=actor(kay), settings=settings, now=LATER)
    assert refused.value.sentence == "This was already closed by Dana Kim at 07:06: covered."
    assert session.get_one(Alert, alert.id, populate_existing=True).status is AlertStatus.RESOLVED


def test_acknowledging_what_does_not_exist_is_not_found(session: Session, settings: Settings, dana: Employee) -> None:
    with pytest.raises(NotFound):
        acknowledge_alert(session, 999_999, actor=actor(dana), settings=settings, now=NOW)


def test_outcome_closes_an_attendance_alert_and_keeps_both_times(
    session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=LATER)
    covered_at = LATER + timedelta(minutes=12)
    closed = record_outcome(
        session, alert.id, outcome=AlertOutcome.COVERED, actor=actor(dana), now=covered_at, note="by Luis"
    )
    assert (closed.status, closed.outcome, closed.outcome_note) == (
        AlertStatus.RESOLVED,
        AlertOutcome.COVERED,
        "by Luis",
    )
    assert (closed.acknowledged_at, closed.covered_at, closed.resolved_at) == (LATER, covered_at, covered_at)
    assert closed.next_escalation_at is None


def test_outcome_of_a_blocker_leaves_it_open_until_somebody_resolves_it(session: Session, dana: Employee) -> None:
    blocker = make_alert(session, make_employee(session), kind=AlertKind.BLOCKER)
    kept = record_outcome(session, blocker.id, outcome=AlertOutcome.JOB_MOVED, actor=actor(dana), now=LATER)
    assert (kept.status, kept.owner_name, kept.outcome) == (
        AlertStatus.ACKNOWLEDGED,
        "Dana Kim",
        AlertOutcome.JOB_MOVED,
    )


def test_blocker_that_is_fixed_is_closed(session: Session, dana: Employee) -> None:
    blocker = make_alert(session, make_employee(session), kind=AlertKind.BLOCKER)
    closed = record_outcome(session, blocker.id, outcome=AlertOutcome.FIXED, actor=actor(dana), now=LATER)
    assert (closed.status, closed.owner_name, closed.resolved_at) == (AlertStatus.RESOLVED, "Dana Kim", LATER)
    assert events(session, blocker) == [(AlertEventKind.OUTCOME, "Dana Kim")]


@pytest.mark.parametrize("outcome", [AlertOutcome.CORRECTED_BY_CALLER, AlertOutcome.TALKED])
def test_outcome_must_be_one_of_its_kind(session: Session, alert: Alert, dana: Employee, outcome: AlertOutcome) -> None:
    with pytest.raises(InvalidInput):
        record_outcome(session, alert.id, outcome=outcome, actor=actor(dana), now=LATER)


def test_resolving_an_open_alert_takes_it(session: Session, alert: Alert, dana: Employee) -> None:
    closed = resolve_alert(session, alert.id, actor=actor(dana), now=LATER, note="spoke to him")
    assert (closed.owner_id, closed.acknowledged_at, closed.resolved_at) == (dana.id, LATER, LATER)


def test_resolving_keeps_the_owner_who_had_it(
    session: Session, settings: Settings, alert: Alert, dana: Employee, kay: Employee
) -> None:
    acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=NOW)
    assert resolve_alert(session, alert.id, actor=actor(kay), now=LATER).owner_name == "Dana Kim"
    assert events(session, alert)[-1] == (AlertEventKind.RESOLVED, "Kay Ortiz")


def test_hand_over_names_the_new_owner_and_asks_them_later(
    session: Session, settings: Settings, alert: Alert, dana: Employee, kay: Employee
) -> None:
    acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=NOW)
    given = hand_over_alert(session, alert.id, to_id=kay.id, actor=actor(dana), settings=settings, now=LATER)
    assert (given.owner_name, given.acknowledged_at, given.next_escalation_at) == (
        "Kay Ortiz",
        NOW,
        LATER + timedelta(minutes=60),
    )


def test_burnout_alert_is_never_handed_to_dispatch(session: Session, settings: Settings, kay: Employee) -> None:
    burnout = make_alert(session, make_employee(session), kind=AlertKind.BURNOUT)
    manager = make_employee(session, role=Role.MANAGER)
    with pytest.raises(InvalidInput):
        hand_over_alert(session, burnout.id, to_id=kay.id, actor=actor(manager), settings=settings, now=NOW)


@pytest.mark.parametrize("kind", [AlertKind.ATTENDANCE, AlertKind.BURNOUT])
def test_alert_is_handed_up_the_management_line_and_to_no_other_manager(
    session: Session, settings: Settings, dana: Employee, kind: AlertKind
) -> None:
    upper = make_employee(session, role=Role.MANAGER)
    direct = make_employee(session, role=Role.MANAGER, manager_id=upper.id)
    stranger = make_employee(session, role=Role.MANAGER)
    alert = make_alert(session, make_employee(session, manager_id=direct.id), kind=kind)
    with pytest.raises(InvalidInput):
        hand_over_alert(session, alert.id, to_id=stranger.id, actor=actor(dana), settings=settings, now=NOW)
    given = hand_over_alert(session, alert.id, to_id=upper.id, actor=actor(dana), settings=settings, now=NOW)
    assert given.owner_id == upper.id


def test_hand_over_of_a_resolved_alert_is_refused(
    session: Session, settings: Settings, alert: Alert, dana: Employee, kay: Employee
) -> None:
    resolve_alert(session, alert.id, actor=actor(dana), now=NOW)
    with pytest.raises(InvalidTransition):
        hand_over_alert(session, alert.id, to_id=kay.id, actor=actor(dana), settings=settings, now=LATER)


def test_snooze_puts_off_the_question(session: Session, settings: Settings, alert: Alert, dana: Employee) -> None:
    acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=NOW)
    until = NOW + timedelta(hours=3)
    snoozed = snooze_alert(session, alert.id, until=until, actor=actor(dana), now=LATER)
    assert (snoozed.snoozed_until, snoozed.next_escalation_at) == (until, until)


def test_open_alert_cannot_be_snoozed(session: Session, alert: Alert, dana: Employee) -> None:
    with pytest.raises(InvalidTransition) as refused:
        snooze_alert(session, alert.id, until=NOW + timedelta(hours=1), actor=actor(dana), now=NOW)
    assert refused.value.sentence == "Nobody has this alert yet: take it first."


@pytest.mark.parametrize("until", [NOW, NOW + timedelta(days=8)], ids=["now", "over-a-week"])
def test_snooze_refuses_a_time_out_of_range(session: Session, alert: Alert, dana: Employee, until: datetime) -> None:
    with pytest.raises(InvalidInput):
        snooze_alert(session, alert.id, until=until, actor=actor(dana), now=NOW)


def test_two_dispatchers_at_once_have_one_owner(committed: Session, settings: Settings) -> None:
    technician = make_employee(committed, name="Marcus Webb")
    rivals = [make_employee(committed, name=name, role=Role.DISPATCHER) for name in ("Dana Kim", "Kay Ortiz")]
    alert_ids = [make_alert(committed, technician).id for _ in range(20)]
    actors = [actor(rival) for rival in rivals]
    committed.commit()
    engine, outcomes = committed.get_bind(), []
    start = threading.Barrier(2)

    def press(who: Actor) -> None:
        for alert_id in alert_ids:
            start.wait(timeout=10)
            with Session(engine) as own:
                try:
                    acknowledge_alert(own, alert_id, actor=who, settings=settings, now=NOW)
                    own.commit()
                    outcomes.append((alert_id, "owner", who.name))
                except InvalidTransition as refused:
                    own.rollback()
                    outcomes.append((alert_id, refused.sentence, who.name))

    threads = [threading.Thread(target=press, args=(who,)) for who in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    owners = {alert_id: name for alert_id, said, name in outcomes if said == "owner"}
    told = {alert_id: said for alert_id, said, _ in outcomes if said != "owner"}
    assert sorted(owners) == sorted(told) == alert_ids
    assert told == {alert_id: f"{name} has had this since 07:00." for alert_id, name in owners.items()}
    assert dict(committed.execute(select(Alert.id, Alert.owner_name)).all()) == owners
    assert committed.scalar(select(sa.func.count(AlertEvent.id))) == len(alert_ids)


def test_alert_put_back_is_nobodys_and_its_chain_begins_again(
    session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=NOW)
    back = put_back_alert(session, alert.id, actor=actor(dana), settings=settings, now=LATER)
    assert (back.status, back.owner_id, back.owner_name, back.acknowledged_at) == (AlertStatus.OPEN, None, None, None)
    assert back.next_escalation_at == LATER + timedelta(minutes=10)
    with pytest.raises(InvalidTransition):
        put_back_alert(session, alert.id, actor=actor(dana), settings=settings, now=LATER)


def test_other_wants_a_note(session: Session, alert: Alert, dana: Employee) -> None:
    with pytest.raises(InvalidInput) as refused:
        record_outcome(session, alert.id, outcome=AlertOutcome.OTHER, actor=actor(dana), now=NOW)
    assert refused.value.field == "outcome_note"
    record_outcome(session, alert.id, outcome=AlertOutcome.OTHER, note="Traded shifts", actor=actor(dana), now=NOW)
