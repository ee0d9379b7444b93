"""Commitments on a technician's page, and one line of the timeline for one act."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.domain.alerts.kinds import AlertEventKind, AlertKind
from app.domain.checkins.fields import CommitmentDone
from app.domain.figures.checkin_days import CheckinDay, LoggedCheckin
from app.domain.mornings.day_states import DayState
from app.queries.person_alerts import TimelineEntry
from app.queries.person_record import PersonRecord
from app.web.technicians.page import commitments, timeline

NOW = datetime(2026, 11, 17, 13, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 16)


def entry(event: AlertEventKind, **overrides: Any) -> TimelineEntry:
    values: dict[str, Any] = {
        "at": NOW,
        "event": event,
        "kind": AlertKind.BLOCKER,
        "rule_id": "BLOCKER-1",
        "alert_id": 1,
        "actor_name": "Dana",
        "note": None,
        "why": None,
    }
    return TimelineEntry(**values | overrides)


def test_acts_of_one_moment_are_one_line_in_their_order() -> None:
    entries = [entry(AlertEventKind.RESOLVED, note="New code sent."), entry(AlertEventKind.OUTCOME)]
    [line] = timeline(entries, own=False)
    assert (line.what, line.who, line.said) == (
        "Blocker: outcome, resolved",
        "Dana",
        "New code sent.",
    )


def test_acts_on_two_alerts_are_two_lines() -> None:
    entries = [entry(AlertEventKind.RESOLVED), entry(AlertEventKind.RESOLVED, alert_id=2)]
    assert len(timeline(entries, own=False)) == 2


def test_later_act_is_a_line_of_its_own() -> None:
    earlier = entry(AlertEventKind.RAISED, at=NOW - timedelta(minutes=1), actor_name=None, why="Said on Mon 16 Nov.")
    lines = timeline([entry(AlertEventKind.ACKNOWLEDGED), earlier], own=False)
    assert [(line.what, line.said) for line in lines] == [
        ("Blocker: taken", None),
        ("Blocker: raised", "Said on Mon 16 Nov."),
    ]


@pytest.mark.parametrize(("own", "said"), [(True, None), (False, "Talked at the yard.")])
def test_note_about_a_watch_is_kept_from_the_person(*, own: bool, said: str | None) -> None:
    watch = entry(AlertEventKind.OUTCOME, kind=AlertKind.BURNOUT, note="Talked at the yard.")
    assert timeline([watch], own=own)[0].said == said


def test_own_blockers_note_is_shown_to_the_person() -> None:
    assert timeline([entry(AlertEventKind.RESOLVED, note="Fixed.")], own=True)[0].said == "Fixed."


def a_day(number: int, **answers: Any) -> CheckinDay:
    day = MONDAY + timedelta(days=number)
    call = LoggedCheckin(day=day, ready=True, energy=4, ops_only=False, completed=True, **answers)
    return CheckinDay(day=day, state=DayState.READY, expected=True, calls=(call,))


def test_answer_stands_beside_the_action_that_it_is_about() -> None:
    """It was asked of the last day with an action, whatever days without one lie between."""
    days = [
        a_day(0, kpi_action="A"),
        a_day(1, kpi_action="B", last_done=CommitmentDone.YES),
        a_day(2),
        a_day(3, last_done=CommitmentDone.PARTLY),
        a_day(4, kpi_action="C"),
        a_day(5, kpi_action="D"),
    ]
    record = cast("PersonRecord", SimpleNamespace(shown_days=days))
    assert [(one.said.kpi_action, one.done) for one in commitments(record)] == [
        ("D", None),
        ("C", None),
        ("B", CommitmentDone.PARTLY),
        ("A", CommitmentDone.YES),
    ]


def test_commitments_are_the_latest_days_that_named_one() -> None:
    days = [
        CheckinDay(
            day=MONDAY + timedelta(days=offset),
            state=DayState.READY,
            expected=True,
            calls=(
                LoggedCheckin(
                    day=MONDAY + timedelta(days=offset),
                    ready=True,
                    energy=4,
                    ops_only=False,
                    completed=True,
                    kpi_action=f"Action {offset}" if offset % 2 else None,
                ),
            ),
        )
        for offset in range(20)
    ]
    record = cast("PersonRecord", SimpleNamespace(shown_days=days))
    assert [one.said.kpi_action for one in commitments(record)] == [
        f"Action {offset}" for offset in (19, 17, 15, 13, 11, 9)
    ]
