"""From the facts of a call to the row that it leaves and what has to follow it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.domain.checkins.fields import CallType, NotReadyReason, StepName
from app.domain.checkins.log_decision import Follow, LogDecision, LogFacts, SavedRow, decide_log, decide_report
from app.domain.checkins.spoken.moment import Moment

AT = datetime(2026, 11, 23, 12, 40, tzinfo=UTC)
MOMENT = Moment(local=AT)
EMPTY = SavedRow(timestamp=AT, checkin_on=date(2026, 11, 23), answers={})
FACTS = LogFacts(row=EMPTY)
READY: dict[str, Any] = {
    "call_type": "daily_checkin",
    "ready_status": True,
    "energy_level": 4,
    "blocker_present": False,
}


def decided(facts: LogFacts = FACTS, **arguments: Any) -> LogDecision:
    return decide_log(facts, arguments, moment=MOMENT, low_energy=2)


def having(fact: str) -> LogFacts:
    given: dict[str, Any] = {fact: True}
    return replace(FACTS, **given)


def known(**answers: Any) -> LogFacts:
    return replace(FACTS, row=replace(EMPTY, answers=answers))


def test_ordinary_check_in_is_a_row_and_nothing_more() -> None:
    decision = decided(**READY, duration_seconds=70)
    assert decision.row == replace(
        EMPTY,
        answers={**READY, "call_type": CallType.DAILY_CHECKIN},
        call_completed=True,
        duration_seconds=70,
        report_fields=[],
    )
    assert (decision.before, decision.follows) == (EMPTY, frozenset())


@pytest.mark.parametrize(
    ("arguments", "follows"),
    [
        ({"ready_status": False, "not_ready_reason": "sick"}, {Follow.ALERTS}),
        ({"blocker_present": True, "blocker_note": "no ladder"}, {Follow.ALERTS}),
        ({"blocker_present": "no, but the gate code is wrong"}, {Follow.ALERTS}),
        ({"energy_level": 2}, {Follow.ALERTS}),
        ({"energy_level": 3}, set()),
        ({"eta_minutes": 30}, {Follow.LATE}),
        ({"ready_status": False, "out_until": "2026-11-26"}, {Follow.ALERTS, Follow.DAYS_OUT}),
    ],
)
def test_what_an_answer_may_touch(arguments: dict[str, Any], follows: set[Follow]) -> None:
    assert decided(**READY | arguments).follows == follows


@pytest.mark.parametrize(
    ("fact", "follows"),
    [
        ("has_alerts", {Follow.ALERTS}),
        ("may_alert_already", {Follow.ALERTS}),
        ("is_reported_out", {Follow.DAYS_OUT}),
        ("has_words_waiting", {Follow.WORD}),
    ],
)
def test_what_is_there_already_is_looked_at(fact: str, follows: set[Follow]) -> None:
    assert decided(having(fact), **READY).follows == follows


def test_words_are_said_once_before_the_energy_of_somebody_ready() -> None:
    waiting = having("has_words_waiting")
    assert decided(replace(waiting, row=known(**READY).row), energy_level=3).follows == frozenset()
    assert Follow.WORD not in decided(waiting, ready_status=True).follows
    assert Follow.WORD not in decided(waiting, **READY | {"ready_status": False}).follows


def test_later_answer_replaces_what_the_report_had_said() -> None:
    facts = known(**READY)
    facts = replace(facts, row=replace(facts.row, report_fields=["energy_level", "ready_status"]))
    assert decided(facts, energy_level=5).row.report_fields == ["ready_status"]


def test_figure_of_telephony_beats_what_the_model_counted() -> None:
    assert decided(replace(FACTS, reported_duration=81), duration_seconds=70).row.duration_seconds == 81


def test_step_at_which_the_caller_stopped_stays() -> None:
    facts = known(**READY)
    stopped = replace(facts, row=replace(facts.row, stopped_at=StepName.GOAL))
    assert decided(stopped, energy_level=5).row.stopped_at is StepName.GOAL
    assert decided(stopped, stopped_at="energy").row.stopped_at is StepName.ENERGY


def test_report_fills_what_was_not_logged() -> None:
    facts = replace(known(ready_status=True, call_type=CallType.OPS_ONLY), reported_duration=64)
    row = decide_report(facts, {"ready_status": False, "energy_level": 2}, moment=MOMENT)
    assert row == replace(
        EMPTY,
        answers={"ready_status": True, "call_type": CallType.OPS_ONLY, "energy_level": 2},
        duration_seconds=64,
        report_fields=["energy_level"],
    )


@pytest.mark.parametrize("structured", [{}, {"call_type": "ops_only"}, {"call_completed": True}])
def test_report_without_an_answer_invents_nothing(structured: dict[str, Any]) -> None:
    assert decide_report(FACTS, structured, moment=MOMENT) is None


def test_report_leaves_a_complete_check_in_alone() -> None:
    complete = replace(FACTS, row=replace(EMPTY, call_completed=True))
    assert decide_report(complete, {"not_ready_reason": NotReadyReason.SICK}, moment=MOMENT) is None
