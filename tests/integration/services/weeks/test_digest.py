"""One digest per manager and week: for whom, in which words, once, and what was told is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from markupsafe import escape
from sqlalchemy.orm import Session

from app.domain.figures.digest_times import DigestDay
from app.domain.permissions import Role
from app.models import Employee, OutboxMessage, ToldWeek, WeeklyRollup
from app.services.messages.compose import compose_wording
from app.services.messages.texts import mail_foot
from app.services.weeks.digest import queue_weekly_digests
from app.settings import Settings
from tests.builders import make_checkin, make_employee

MONDAY = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)
"""Seven in the morning in Chicago; the week before is 2026-W46."""
LOW, USUAL = 2, 4


@pytest.fixture
def sam(session: Session) -> Employee:
    return make_employee(session, role=Role.MANAGER, name="Sam Lee", email="sam@demo.example")


def make_week(session: Session, person: Employee, *energies: int) -> None:
    for number, energy in enumerate(energies):
        at = datetime(2026, 11, 9, 13, 0, tzinfo=UTC) + timedelta(days=number)
        make_checkin(session, person, timestamp=at, energy_level=energy)


def queue(session: Session, settings: Settings, now: datetime = MONDAY, **changes: Any) -> list[OutboxMessage]:
    queue_weekly_digests(session, now=now, settings=replace(settings, **changes))
    return session.query(OutboxMessage).order_by(OutboxMessage.created_at).all()


@pytest.fixture
def ana(session: Session, sam: Employee) -> Employee:
    ana = make_employee(session, name="Ana Ruiz", manager_id=sam.id)
    make_week(session, ana, LOW, LOW, USUAL, USUAL, USUAL)
    return ana


@pytest.fixture
def ben(session: Session, sam: Employee) -> Employee:
    ben = make_employee(session, name="Ben Cho", manager_id=sam.id)
    make_week(session, ben, *[USUAL] * 5)
    return ben


@pytest.mark.usefixtures("ben")
def test_manager_is_told_who_may_need_a_word(
    session: Session, settings: Settings, sam: Employee, ana: Employee
) -> None:
    [message] = queue(session, settings)
    assert (message.recipient_id, message.subject) == (sam.id, "Week 46: one person may need a word")
    assert message.body_text.startswith("One person may need a word this week: Ana Ruiz.")
    assert "Low energy (2 or less) on 2 days: Mon 9 Nov and Tue 10 Nov." in message.body_text
    assert "8 of 8 check-ins from 2 technicians; 0 blockers open." in message.body_text
    assert f"/milestones/2026-W46#person-{ana.id}" in message.body_text
    assert "Ben Cho" not in message.body_text
    for word in ("burnout", "energy", "score"):
        assert word not in message.subject.lower()


@pytest.mark.usefixtures("ana")
def test_html_has_its_styles_in_the_tags_and_is_light(session: Session, settings: Settings) -> None:
    [message] = queue(session, settings)
    assert message.body_html is not None
    assert 'class="pad person" style="' in message.body_html
    assert "prefers-color-scheme: dark" in message.body_html
    assert len(message.body_html.encode()) < 80_000
    [chart] = message.data["charts"]
    assert f'src="cid:{chart["cid"]}"' in message.body_html
    assert [panel["title"] for panel in chart["panels"]] == ["Energy", "KPI", "Goal %"]


@pytest.mark.usefixtures("ana")
def test_it_ends_as_every_mail_does_in_both_parts(session: Session, settings: Settings) -> None:
    [message] = queue(session, settings)
    settings = replace(settings, mail_from="ops@coach.example", company_name="Harlan & Sons")
    sent = compose_wording([message], settings, str)
    assert sent.text.endswith(f"-- \n{mail_foot(settings)}\n")
    assert sent.html is not None
    assert str(escape(mail_foot(settings))) in sent.html


@pytest.mark.usefixtures("ana")
def test_it_is_queued_once_and_keeps_what_was_told(session: Session, settings: Settings, sam: Employee) -> None:
    queue(session, settings)
    assert len(queue(session, settings, MONDAY + timedelta(minutes=1))) == 1
    [told] = session.query(ToldWeek).all()
    assert (told.manager_id, told.week_start, told.figures["flags"]) == (sam.id, date(2026, 11, 9), ["WEEK-BURNOUT"])


@pytest.mark.usefixtures("ana")
def test_it_waits_for_seven_where_the_manager_is(session: Session, settings: Settings) -> None:
    assert queue(session, settings, MONDAY - timedelta(seconds=1)) == []


@pytest.mark.usefixtures("ben")
def test_manager_of_nobody_flagged_gets_nothing_unless_always(session: Session, settings: Settings) -> None:
    assert queue(session, settings) == []
    assert session.query(WeeklyRollup).count() == 1
    [message] = queue(session, settings, weekly_digest="always")
    assert message.subject == "Week 46: nobody is flagged"


@pytest.mark.usefixtures("ana")
def test_company_that_wants_none_sends_none(session: Session, settings: Settings) -> None:
    assert queue(session, settings, weekly_digest="never") == []


@pytest.mark.usefixtures("ana")
def test_friday_tells_the_running_week(session: Session, settings: Settings, sam: Employee) -> None:
    sam.weekly_digest = DigestDay.FRIDAY
    friday = datetime(2026, 11, 13, 21, 0, tzinfo=UTC)
    [message] = queue(session, settings, friday)
    assert message.subject == "Week 46: one person may need a word"


@pytest.mark.usefixtures("ana")
def test_after_an_outage_the_newest_week_alone_is_mailed(session: Session, settings: Settings) -> None:
    [message] = queue(session, settings, MONDAY + timedelta(days=3))
    assert message.dedupe_key.endswith("2026-W46")
    [*_, later] = queue(session, settings, MONDAY + timedelta(weeks=2, hours=1), weekly_digest="always")
    assert later.dedupe_key.endswith("2026-W48")


def test_more_than_fifteen_are_on_the_page(session: Session, settings: Settings, sam: Employee) -> None:
    for number in range(17):
        make_week(session, make_employee(session, name=f"Tech {number:02}", manager_id=sam.id), LOW, LOW)
    [message] = queue(session, settings)
    assert message.subject == "Week 46: 17 people may need a word"
    assert "Tech 11 and 5 more." in message.body_text
    assert "And 2 more on the page." in message.body_text
    assert len(message.data["charts"]) == 15
