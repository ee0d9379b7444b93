"""The history, newest first, with a word for each field."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.models import ChangeSource
from app.queries.paging import Listing
from app.queries.profile_history import find_last_change, list_history
from app.services.people.changed_by import ChangedBy
from app.services.people.history import record_change
from tests.builders import NOW, make_employee

HR = ChangedBy(employee_id=None, name="Joan Whitaker", source=ChangeSource.FORM)


def test_the_newest_stands_first(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    for minute, (person, field) in enumerate([(ana, "team_id"), (ana, "time_off"), (ben, "name"), (ana, "team_id")]):
        at = NOW + timedelta(minutes=minute)
        record_change(session, person.id, field, before=None, after=str(minute), by=HR, now=at)
    rows = list_history(session, ana.id, Listing(sort="at", descending=True)).rows
    assert [(row.label, row.after) for row in rows] == [("Team", "3"), ("Time off", "1"), ("Team", "0")]
    last = find_last_change(session, ana.id, frozenset({"team_id", "email"}))
    assert last is not None
    assert (last.after, last.changed_by) == ("3", "Joan Whitaker")
    assert find_last_change(session, ana.id, frozenset({"email"})) is None
