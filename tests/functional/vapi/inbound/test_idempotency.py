"""One row per call, whatever Vapi repeats, corrects, sends in parallel or out of order. Commits here are real."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.checkins.fields import CallType, NotReadyReason
from app.models import Alert, Call, DailyCheckin, Employee, OutboxMessage, ToolResult
from tests.builders import make_employee
from tests.vapi_line import DAILY, OPS_ONLY, VapiLine

CALLS_AT_ONCE = 16


@pytest.fixture
def technician(committed: Session) -> Employee:
    manager = make_employee(committed, name="Max Ortega")
    technician = make_employee(committed, name="Dee Okafor", manager_id=manager.id)
    committed.commit()
    return technician


@pytest.fixture
def new_line(app: Flask, vapi_headers: dict[str, str], technician: Employee) -> Callable[[str], VapiLine]:
    """Return a line of the technician for a call id; each has a client of its own, so that threads do not share one."""
    phone = technician.phone
    return lambda call_id: VapiLine(app.test_client(), vapi_headers, phone, call_id=call_id)


def rows(session: Session) -> list[DailyCheckin]:
    session.expire_all()
    return list(session.scalars(select(DailyCheckin).order_by(DailyCheckin.id)))


def only_row(session: Session) -> DailyCheckin:
    [row] = rows(session)
    return row


def count(session: Session, model: type[Alert | Call | OutboxMessage | ToolResult]) -> int:
    return session.scalars(select(func.count()).select_from(model)).one()


def at_once(work: Callable[[int], str], times: int = CALLS_AT_ONCE) -> list[str]:
    """Run `work` in as many threads, which start together."""
    barrier = Barrier(times)

    def together(number: int) -> str:
        barrier.wait(timeout=30)
        return work(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(together, range(times)))


def test_16_identical_calls_at_once_are_one_row_and_16_equal_answers(
    new_line: Callable[[str], VapiLine], committed: Session
) -> None:
    answers = at_once(lambda _: new_line("call-p1").log(DAILY, id="toolcall_same"))
    assert answers == [answers[0]] * CALLS_AT_ONCE
    assert answers[0].startswith("Saved: Ready, energy four, no blockers.")
    row = only_row(committed)
    assert (row.energy_level, row.call_completed) == (4, True)
    assert (count(committed, Call), count(committed, ToolResult)) == (1, 1)


def test_16_calls_reissued_under_new_ids_at_once_are_one_row(
    new_line: Callable[[str], VapiLine], committed: Session
) -> None:
    at_once(lambda number: new_line("call-p2").log(DAILY, id=f"toolcall_{number}"))
    assert only_row(committed).energy_level == 4
    assert (count(committed, Call), count(committed, ToolResult)) == (1, CALLS_AT_ONCE)


def test_16_calls_that_are_not_ready_at_once_raise_one_alert(
    new_line: Callable[[str], VapiLine], committed: Session
) -> None:
    not_ready = OPS_ONLY | {"ready_status": False, "not_ready_reason": "family"}
    at_once(lambda number: new_line("call-p3").log(not_ready, id=f"toolcall_{number}"))
    assert only_row(committed).not_ready_reason is NotReadyReason.FAMILY
    assert count(committed, Alert) == 1
    keys = list(committed.scalars(select(OutboxMessage.dedupe_key)))
    assert len(keys) == len(set(keys))


def test_different_answers_at_once_leave_one_whole_row(new_line: Callable[[str], VapiLine], committed: Session) -> None:
    parts: list[dict[str, object]] = [{name: value} for name, value in DAILY.items()]
    at_once(lambda number: new_line("call-p4").log(parts[number % len(parts)], id=f"toolcall_{number}"))
    row = only_row(committed)
    assert {name: getattr(row, name) for name in DAILY if name not in {"call_type", "call_completed"}} == {
        name: value for name, value in DAILY.items() if name not in {"call_type", "call_completed"}
    }


def test_calls_of_one_caller_at_once_are_one_row_each(new_line: Callable[[str], VapiLine], committed: Session) -> None:
    at_once(lambda number: new_line(f"call-of-its-own-{number}").log(OPS_ONLY, id="toolcall_same"), 8)
    assert sorted(row.call_id for row in rows(committed)) == [f"call-of-its-own-{number}" for number in range(8)]


def test_report_and_tool_at_once_are_one_row(new_line: Callable[[str], VapiLine], committed: Session) -> None:
    def send(number: int) -> str:
        line = new_line("call-p5")
        if number % 2:
            line.hang_up(structured={"ready_status": "yes", "energy_level": 1})
            return ""
        return line.log(DAILY, id="toolcall_same")

    at_once(send, 8)
    row = only_row(committed)
    assert (row.energy_level, row.duration_seconds, row.report_fields) == (4, 71, [])


def test_a_corrected_energy_is_the_same_row_corrected(new_line: Callable[[str], VapiLine], committed: Session) -> None:
    line = new_line("call-c1")
    line.log(DAILY)
    first = only_row(committed).id
    assert "energy two" in line.log(DAILY | {"energy_level": "two"})
    row = only_row(committed)
    assert (row.id, row.energy_level, row.call_completed) == (first, 2, True)


def test_a_correction_back_and_forth_ends_on_the_last_word(
    new_line: Callable[[str], VapiLine], committed: Session
) -> None:
    line = new_line("call-c2")
    for energy in (4, 2, 4):
        line.log(DAILY | {"energy_level": energy})
    assert only_row(committed).energy_level == 4


def test_a_late_redelivery_does_not_undo_a_correction(new_line: Callable[[str], VapiLine], committed: Session) -> None:
    line = new_line("call-c3")
    first = line.log(DAILY, id="toolcall_a")
    line.log({"energy_level": 2}, id="toolcall_b")
    assert line.log(DAILY, id="toolcall_a") == first
    assert only_row(committed).energy_level == 2


def test_a_partial_call_is_completed_by_the_next(new_line: Callable[[str], VapiLine], committed: Session) -> None:
    line = new_line("call-c4")
    line.log(DAILY | {"ready_status": "perhaps"})
    assert only_row(committed).call_completed is False
    line.log({"ready_status": "ready"})
    row = only_row(committed)
    assert (row.ready_status, row.call_completed, row.kpi_action_today) == (True, True, DAILY["kpi_action_today"])


def test_ops_only_turned_into_a_daily_checkin_is_the_same_row(
    new_line: Callable[[str], VapiLine], committed: Session
) -> None:
    line = new_line("call-c5")
    line.log(OPS_ONLY)
    line.log(DAILY)
    assert only_row(committed).call_type is CallType.DAILY_CHECKIN


def test_one_message_that_logs_twice_is_one_row_with_the_later_value(
    new_line: Callable[[str], VapiLine], committed: Session
) -> None:
    results = new_line("call-c6").tools(
        ("log_daily_checkin", DAILY), ("log_daily_checkin", DAILY | {"energy_level": 5})
    )
    assert [result["result"].startswith("Saved: Ready, energy") for result in results] == [True, True]
    assert only_row(committed).energy_level == 5


def test_not_ready_taken_back_withdraws_nothing_twice(new_line: Callable[[str], VapiLine], committed: Session) -> None:
    line = new_line("call-c7")
    not_ready = OPS_ONLY | {"ready_status": False, "not_ready_reason": "sick"}
    line.log(not_ready)
    line.log(OPS_ONLY)
    line.log(not_ready)
    row = only_row(committed)
    assert (row.ready_status, row.not_ready_reason) == (False, NotReadyReason.SICK)
    keys = list(committed.scalars(select(OutboxMessage.dedupe_key)))
    assert len(keys) == len(set(keys))


def test_reports_twice_and_before_the_tool_change_nothing_of_what_was_logged(
    new_line: Callable[[str], VapiLine], committed: Session
) -> None:
    line = new_line("call-c8")
    line.hang_up(structured={"ready_status": False, "not_ready_reason": "vehicle", "energy_level": 1})
    line.log(DAILY)
    line.hang_up(structured={"ready_status": False, "not_ready_reason": "vehicle", "energy_level": 1})
    row = only_row(committed)
    assert (row.ready_status, row.not_ready_reason, row.energy_level) == (True, None, 4)
    assert (row.report_fields, row.call_completed, row.duration_seconds) == ([], True, 71)
