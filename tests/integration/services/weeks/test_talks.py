"""What a manager did about a week: kept, replaced, and only of people in reach."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.mornings.window import Week
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import TalkStatus, WeekTalk
from app.services.weeks.talks import Talk, record_talk
from tests.builders import NOW, make_employee, make_rollup

WEEK = Week(2026, 46)
PLANNED = Talk(status=TalkStatus.PLANNED, talk_on=date(2026, 11, 20), note="Ask about the van")


def test_talk_is_kept_and_replaced(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    ana = make_employee(session, manager_id=sam.id)
    make_rollup(session, ana)
    viewer = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    for talk in (PLANNED, replace(PLANNED, status=TalkStatus.TALKED)):
        record_talk(session, viewer, employee_id=ana.id, week=WEEK, talk=talk, now=NOW)
    [kept] = session.scalars(select(WeekTalk))
    assert (kept.manager_id, kept.status, kept.talk_on, kept.note) == (
        sam.id,
        TalkStatus.TALKED,
        date(2026, 11, 20),
        "Ask about the van",
    )


@pytest.mark.parametrize("case", ["out-of-reach", "oneself", "no-such-week"])
def test_talk_is_refused(session: Session, case: str) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    about = sam if case == "oneself" else make_employee(session, manager_id=None if case == "out-of-reach" else sam.id)
    if case != "no-such-week":
        make_rollup(session, about)
    viewer = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    with pytest.raises(NotFound):
        record_talk(session, viewer, employee_id=about.id, week=WEEK, talk=PLANNED, now=NOW)
