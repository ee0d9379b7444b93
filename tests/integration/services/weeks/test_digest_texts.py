"""The words of a digest: the count first, a reason and a question for each person, and what is drawn of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.domain.mornings.window import Week
from app.models import Employee
from app.queries.person_weeks import list_managers_week, list_week_series
from app.services.weeks.digest_texts import WEEKS_DRAWN, Digest, digest_text
from app.settings import Settings
from tests.builders import make_employee, make_rollup

WEEK = Week(2026, 46)
LAST_MONDAY = date(2026, 11, 2)


@pytest.fixture
def ana(session: Session, sam: Employee) -> Employee:
    ana = make_employee(session, name="Ana <Ruiz>", manager_id=sam.id)
    facts = {"missed_on": ["2026-11-09", "2026-11-10"], "expected": 5}
    make_rollup(session, ana, week_start=LAST_MONDAY, energy_mean=Decimal("3.25"))
    make_rollup(session, ana, flags=["WEEK-MISSED"], flag_facts={"WEEK-MISSED": facts}, checkins_done=3)
    return ana


@pytest.fixture
def sam(session: Session) -> Employee:
    return make_employee(session, name="Sam Lee")


def digest(session: Session, sam: Employee, in_place_of: str | None = None) -> Digest:
    people = list_managers_week(session, sam.id, WEEK)
    flagged = [person for person in people if person.row.flags]
    first = WEEK.shifted(1 - WEEKS_DRAWN)
    ids = [person.row.employee_id for person in flagged]
    return Digest(
        week=WEEK,
        people=people,
        flagged=flagged,
        series=list_week_series(session, ids, first=first, last=WEEK),
        reader=sam.name,
        in_place_of=in_place_of,
    )


def test_text_says_who_why_and_what_to_ask(session: Session, settings: Settings, sam: Employee, ana: Employee) -> None:
    lines = digest_text(digest(session, sam), settings=settings).plain.splitlines()
    assert lines[0] == "One person may need a word this week: Ana <Ruiz>."
    assert "  - Expected, and neither a check-in nor a call on 2 days: Mon 9 Nov and Tue 10 Nov." in lines
    assert "  To open a conversation: What gets in the way of the morning call?" in lines
    assert f"  {settings.public_url}/milestones/2026-W46#person-{ana.id}" in lines


@pytest.mark.usefixtures("ana")
def test_html_escapes_names(session: Session, settings: Settings, sam: Employee) -> None:
    html = digest_text(digest(session, sam), settings=settings).html
    assert ">Ana &lt;Ruiz&gt;</a>" in html


@pytest.mark.usefixtures("ana")
def test_stand_in_is_told_for_whom(session: Session, settings: Settings, sam: Employee) -> None:
    text = digest_text(digest(session, sam, in_place_of="Dana Wu"), settings=settings)
    assert "You get this in place of Dana Wu." in text.plain
    assert "You get this in place of Dana Wu." in text.html


@pytest.mark.usefixtures("ana")
def test_pictures_have_a_point_for_each_of_thirteen_weeks(session: Session, sam: Employee) -> None:
    [chart] = digest(session, sam).charts
    energy = chart["panels"][0]["values"]
    assert energy == [None] * 11 + [3.25, 4.0]
    assert WEEK.start - timedelta(weeks=1) == LAST_MONDAY


def test_nobody_flagged_is_said(session: Session, settings: Settings, sam: Employee) -> None:
    make_rollup(session, make_employee(session, manager_id=sam.id))
    text = digest_text(digest(session, sam), settings=settings)
    assert text.subject == "Week 46: nobody is flagged"
    assert text.plain.startswith("Nobody of 1 technician is flagged for week 46.")
