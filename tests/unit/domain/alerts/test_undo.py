"""Who may undo what, and for how long."""

from datetime import timedelta

import pytest

from app.domain.alerts.kinds import AlertEventKind
from app.domain.alerts.undo import UNDO_FOR, UNDOABLE, may_undo
from tests.builders import NOW

NEVER = set(AlertEventKind) - UNDOABLE


@pytest.mark.parametrize("event", AlertEventKind)
def test_what_a_person_did_can_be_undone_and_nothing_else(event: AlertEventKind) -> None:
    assert may_undo(event, by_id=1, at=NOW, actor_id=1, now=NOW) is (event not in NEVER)


@pytest.mark.parametrize(("by_id", "actor_id"), [(1, 2), (None, None), (None, 1), (1, None)])
def test_by_whoever_did_it(by_id: int | None, actor_id: int | None) -> None:
    assert not may_undo(AlertEventKind.RESOLVED, by_id=by_id, at=NOW, actor_id=actor_id, now=NOW)


def test_for_five_minutes() -> None:
    ages = [UNDO_FOR, UNDO_FOR + timedelta(seconds=1)]
    assert [may_undo(AlertEventKind.RESOLVED, by_id=1, at=NOW - age, actor_id=1, now=NOW) for age in ages] == [
        True,
        False,
    ]
