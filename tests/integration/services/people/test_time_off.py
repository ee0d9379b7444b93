from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.models import ProfileChange, TimeOff
from app.services.people.changed_by import ChangedBy
from app.services.people.time_off import WantedTimeOff, add_time_off, cancel_time_off, change_time_off
from tests.builders import NOW, TODAY, make_employee

WEEK = WantedTimeOff(starts_on=TODAY, ends_on=TODAY + timedelta(days=3), kind=TimeOffKind.VACATION)


def test_days_off_are_added_changed_and_taken_back_with_a_history(session: Session, hr: ChangedBy) -> None:
    ana = make_employee(session)
    added = add_time_off(session, ana.id, WEEK, by=hr, now=NOW)
    one_afternoon = WantedTimeOff(starts_on=TODAY, ends_on=TODAY, kind=TimeOffKind.PERSONAL, part=DayPart.AFTERNOON)
    change_time_off(session, added.id, one_afternoon, by=hr, now=NOW)
    assert cancel_time_off(session, added.id, by=hr, now=NOW) == ana.id
    session.flush()
    assert session.scalars(sa.select(TimeOff)).all() == []
    told = session.execute(sa.select(ProfileChange.before, ProfileChange.after).order_by(ProfileChange.id)).all()
    first, second = "17 Nov 2026 to 20 Nov 2026 (vacation)", "17 Nov 2026, afternoons (personal)"
    assert [tuple(row) for row in told] == [(None, first), (first, second), (second, None)]


def test_days_that_are_off_already_name_the_other_entry(session: Session, hr: ChangedBy) -> None:
    ana = make_employee(session)
    add_time_off(session, ana.id, WEEK, by=hr, now=NOW)
    with pytest.raises(InvalidInput, match="Off already: 17 Nov 2026 to 20 Nov 2026"):
        add_time_off(session, ana.id, WEEK, by=hr, now=NOW)


def test_the_last_day_is_not_before_the_first(session: Session, hr: ChangedBy) -> None:
    ana = make_employee(session)
    backwards = WantedTimeOff(starts_on=TODAY, ends_on=TODAY - timedelta(days=1), kind=TimeOffKind.OTHER)
    with pytest.raises(InvalidInput) as refused:
        add_time_off(session, ana.id, backwards, by=hr, now=NOW)
    assert refused.value.field == "ends_on"


def test_what_somebody_took_back_is_not_changed(session: Session, hr: ChangedBy) -> None:
    with pytest.raises(NotFound):
        change_time_off(session, 4711, WEEK, by=hr, now=NOW)
