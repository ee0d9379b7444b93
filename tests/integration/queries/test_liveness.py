"""Signs of life: how old one may be."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.models import ScheduledRun
from app.queries.liveness import CLOCK, CLOCK_IS_LATE, clock_alive
from tests.builders import NOW

A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("age", "alive"), [(A_SECOND, True), (CLOCK_IS_LATE - A_SECOND, True), (CLOCK_IS_LATE, False)])
def test_clock_is_there_while_its_sign_is_fresh(session: Session, age: timedelta, alive: bool) -> None:  # noqa: FBT001
    session.add(ScheduledRun(name=CLOCK, due_at=NOW, started_at=NOW - age))
    session.add(ScheduledRun(name="another_job", due_at=NOW, started_at=NOW))
    session.flush()
    assert clock_alive(session, NOW) is alive


def test_clock_that_never_ran_is_not_there(session: Session) -> None:
    assert clock_alive(session, NOW) is False
