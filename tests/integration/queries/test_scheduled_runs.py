"""Which periodic jobs are due."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.models import ScheduledRun
from app.queries.scheduled_runs import list_due_runs, list_runs
from tests.builders import NOW


def test_due_are_those_whose_time_has_come_and_those_that_never_ran(session: Session) -> None:
    for name, seconds in (("due", 0), ("later", 1), ("not_asked", 0)):
        session.add(ScheduledRun(name=name, due_at=NOW + timedelta(seconds=seconds), started_at=NOW))
    session.flush()
    assert list_due_runs(session, ["never_ran", "later", "due"], NOW) == ["never_ran", "due"]


def test_runs_are_listed_by_name(session: Session) -> None:
    for name in ("second", "first"):
        session.add(ScheduledRun(name=name, due_at=NOW, started_at=NOW))
    session.flush()
    assert [run.name for run in list_runs(session)] == ["first", "second"]
