"""For any order of calls, corrections, redeliveries, pauses and runs of the clock on one day: what the final state is.

The expectation is read from the rows that the day leaves behind, by the same pure functions that pages may use; how the
day came about is free.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.days import folded, is_blocked, is_personal, obstacles, readiness
from app.domain.alerts.kinds import AlertKind, AlertNotice, AlertStatus
from app.domain.checkins.fields import PERSONAL_REASONS
from app.domain.permissions import Role
from app.models import Alert, Call, Employee, OutboxMessage, OutboxStatus
from app.queries.outbox import list_due_messages
from app.queries.person_days import list_day_calls
from app.services.alerts.escalate import escalate_due_alerts
from app.services.alerts.notify import reword
from app.services.checkins.calls import CallEnd, end_call, record_call
from app.services.checkins.log import log_checkin, settle_call
from app.services.messages.deliveries import claim_message, record_sent
from app.settings import Settings
from tests.builders import NOW, TODAY, make_employee

SICK, FAMILY = (
    {"ready_status": False, "not_ready_reason": "sick"},
    {"ready_status": False, "not_ready_reason": "family"},
)
VAN, READY = {"ready_status": False, "not_ready_reason": "vehicle"}, {"ready_status": True}
GATE, GATE_AGAIN = {"blocker_note": "The gate is locked"}, {"blocker_note": "the gate is locked!"}
LADDER, UNNAMED, CLEAR = {"blocker_note": "No ladder on the van"}, {"blocker_present": True}, {"blocker_present": False}
UNCLEAR = {"blocker_present": False, "blocker_note": "The gate is locked"}
ANSWERS = st.one_of(
    st.sampled_from([SICK, FAMILY, VAN, READY, GATE, GATE_AGAIN, LADDER, UNNAMED, CLEAR, UNCLEAR]),
    st.builds(dict.__or__, st.sampled_from([SICK, READY]), st.sampled_from([GATE, LADDER, UNNAMED, CLEAR, UNCLEAR])),
)
CALLS = st.integers(0, 2)
LOG = st.tuples(st.just("log"), CALLS, ANSWERS)
OTHER: st.SearchStrategy[tuple[str, int, dict[str, Any]]] = st.tuples(
    st.sampled_from(["repeat", "end", "deliver", "pause", "clock"]), CALLS, st.just({})
)
STEPS = st.lists(st.one_of(LOG, LOG, LOG, OTHER), min_size=2, max_size=9)
Step = tuple[str, int, dict[str, Any]]


@dataclass
class Morning:
    """One technician's day, step by step."""

    session: Session
    settings: Settings
    ana: Employee
    now: Any = NOW
    logged: dict[int, dict[str, Any]] = field(default_factory=dict)

    def run(self, steps: Sequence[Step]) -> None:
        for kind, number, answers in steps:
            self.now += timedelta(seconds=7)
            match kind:
                case "log":
                    self.log(number, answers)
                case "repeat" if number in self.logged:
                    self.log(number, self.logged[number])
                case "end":
                    self.end(number)
                case "deliver":
                    self.deliver()
                case "pause":
                    self.now += timedelta(hours=1)
                case "clock":
                    escalate_due_alerts(self.session, now=self.now, settings=self.settings)

    def log(self, number: int, answers: dict[str, Any]) -> None:
        self.logged[number] = answers
        log_checkin(
            self.session,
            call=self.call(number),
            employee=self.ana,
            arguments={"call_type": "ops_only", **answers},
            settings=self.settings,
            now=self.now,
        )

    def end(self, number: int) -> None:
        call = self.call(number)
        end_call(self.session, call, CallEnd(), reported=False, now=self.now)
        settle_call(self.session, call, settings=self.settings, now=self.now)

    def call(self, number: int) -> Call:
        return record_call(
            self.session, call_id=f"call-{number}", employee_id=self.ana.id, caller_masked="", now=self.now
        )

    def deliver(self) -> None:
        for due in list_due_messages(self.session, self.now + timedelta(minutes=5)):
            claim = claim_message(self.session, due.id, settings=self.settings, now=self.now + timedelta(minutes=5))
            if claim is not None:
                record_sent(self.session, claim, reference=None, now=self.now)

    def alerts(self, kind: AlertKind) -> list[Alert]:
        query = select(Alert).where(Alert.kind == kind, Alert.employee_id == self.ana.id).order_by(Alert.id)
        return list(self.session.scalars(query.execution_options(populate_existing=True)))

    def live(self, kind: AlertKind) -> list[Alert]:
        return [alert for alert in self.alerts(kind) if alert.status is not AlertStatus.RESOLVED]

    def messages(self, alerts: Sequence[Alert]) -> list[OutboxMessage]:
        """Return what reached somebody, or will, in the order of writing."""
        query = (
            select(OutboxMessage)
            .where(OutboxMessage.alert_id.in_([alert.id for alert in alerts]))
            .where(OutboxMessage.status != OutboxStatus.CANCELLED)
            .order_by(OutboxMessage.created_at, OutboxMessage.id)
            .execution_options(populate_existing=True)
        )
        return list(self.session.scalars(query))


@pytest.fixture
def company(session: Session) -> Employee:
    manager = make_employee(session, role=Role.MANAGER, email="max@demo.example")
    make_employee(session, role=Role.DISPATCHER, email="dee@demo.example")
    return make_employee(session, name="Ana Ruiz", manager_id=manager.id)


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Give each generated day the same empty database."""
    savepoint = session.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()
        session.expire_all()


many_days = hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@many_days
@given(steps=STEPS)
def test_live_alerts_are_those_of_the_final_state(
    session: Session, settings: Settings, company: Employee, steps: list[Step]
) -> None:
    with undone(session):
        morning = Morning(session, settings, company)
        morning.run(steps)
        calls = list_day_calls(session, company.id, TODAY)
        said = readiness(calls)
        out = said is not None and said.ready_status is False and said.not_ready_reason in {*PERSONAL_REASONS, None}
        reasons = [alert.facts["not_ready_reason"] for alert in morning.live(AlertKind.ATTENDANCE)]
        assert reasons == ([(said.not_ready_reason or "other")] if out and said else [])
        blockers = [folded(alert.note or "") for alert in morning.live(AlertKind.BLOCKER)]
        expected = {obstacle.key for obstacle in obstacles(calls)}
        assert is_blocked(calls) or not blockers
        assert ("" in blockers) or ("" not in expected)
        if is_personal(calls):
            assert [call.blocker_note for call in calls if call.blocker_note] == []
            assert set(blockers) <= {""}
        else:
            assert sorted(filter(None, blockers)) == sorted(filter(None, expected))


@many_days
@given(steps=STEPS)
def test_last_message_to_everybody_tells_the_final_state(
    session: Session, settings: Settings, company: Employee, steps: list[Step]
) -> None:
    with undone(session):
        morning = Morning(session, settings, company)
        morning.run(steps)
        morning.deliver()
        for alerts in ([*morning.alerts(AlertKind.ATTENDANCE)], *([one] for one in morning.alerts(AlertKind.BLOCKER))):
            live = {alert.id: alert for alert in alerts if alert.status is not AlertStatus.RESOLVED}
            told: dict[str, list[OutboxMessage]] = {}
            for message in morning.messages(alerts):
                told.setdefault(message.address, []).append(message)
            assert not live or told
            for messages in told.values():
                last = messages[-1]
                assert (last.alert_id in live) is (last.data["notice"] != AlertNotice.WITHDRAWN)
                if last.alert_id in live:
                    said = last.data["happened"]
                    reword(session, live[last.alert_id], last, settings=settings)
                    assert last.data["happened"] == said
                corrects_nothing = [
                    (before, after)
                    for before, after in zip([None, *messages], messages, strict=False)
                    if after.data["notice"] in {AlertNotice.WITHDRAWN, AlertNotice.CORRECTED}
                    and (before is None or before.data["notice"] == AlertNotice.WITHDRAWN)
                ]
                assert corrects_nothing == []


@pytest.mark.parametrize("first", [VAN, READY])
def test_correction_cancelled_by_a_second_alert_goes_out_when_that_is_taken_back_too(
    session: Session, settings: Settings, company: Employee, first: dict[str, Any]
) -> None:
    morning = Morning(session, settings, company)
    morning.run([("log", 0, SICK), ("deliver", 0, {}), ("log", 0, first), ("log", 0, SICK), ("log", 0, READY)])
    morning.deliver()
    notices: dict[str, list[str]] = {}
    for message in morning.messages(morning.alerts(AlertKind.ATTENDANCE)):
        notices.setdefault(message.address, []).append(message.data["notice"])
    expected = [AlertNotice.RAISED, AlertNotice.WITHDRAWN]
    assert notices == {"max@demo.example": expected, "dee@demo.example": expected}


@many_days
@given(steps=STEPS.map(lambda steps: [step for step in steps if step[0] not in ("deliver", "clock")]))
def test_nothing_sent_yet_leaves_exactly_the_messages_of_the_final_state(
    session: Session, settings: Settings, company: Employee, steps: list[Step]
) -> None:
    with undone(session):
        morning = Morning(session, settings, company)
        morning.run(steps)
        waiting = morning.messages([*morning.alerts(AlertKind.ATTENDANCE), *morning.alerts(AlertKind.BLOCKER)])
        assert {message.data["notice"] for message in waiting} <= {AlertNotice.RAISED}
        expected = [alert.id for alert in morning.live(AlertKind.ATTENDANCE) for _ in range(2)]
        expected += [alert.id for alert in morning.live(AlertKind.BLOCKER)]
        assert sorted(message.alert_id or 0 for message in waiting) == sorted(expected)
