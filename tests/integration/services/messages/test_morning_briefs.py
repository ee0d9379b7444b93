"""One brief per reader and morning, with the counts of the people that reader looks after."""

import dataclasses
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.messages.delivery import ChannelName
from app.domain.permissions import Role
from app.models import OutboxMessage
from app.services.messages.morning_briefs import queue_morning_briefs
from app.settings import Settings
from tests.builders import make_alert, make_checkin, make_employee

CUT_OFF = datetime(2026, 11, 17, 16, 15, tzinfo=UTC)  # 10:15 in Chicago
LINE = "1 of 3 ready · 1 out · 1 no call (Ana) · 1 blocker open"


def morning(session: Session) -> None:
    """Three technicians: one ready with a blocker, one out, one missing; two of them under the manager."""
    manager = make_employee(session, role=Role.MANAGER, email="max@demo.example", wants_morning_brief=True)
    make_employee(session, role=Role.MANAGER, email="nobrief@demo.example")
    make_employee(session, role=Role.DISPATCHER, email="dee@demo.example")
    make_employee(session, name="Ana Ruiz", manager_id=manager.id)
    ready = make_employee(session, name="Bo Lind", manager_id=manager.id)
    out = make_employee(session, name="Cy Young")
    make_checkin(session, ready)
    make_checkin(session, out, ready_status=False)
    make_alert(session, ready, kind=AlertKind.BLOCKER, note="no ladder")


def brief(session: Session, settings: Settings, now: datetime = CUT_OFF) -> dict[str, OutboxMessage]:
    return {message.address: message for message in queue_morning_briefs(session, now=now, settings=settings)}


def test_brief_goes_to_dispatch_and_to_managers_who_want_it(session: Session, settings: Settings) -> None:
    morning(session)
    queued = brief(session, settings)
    assert {address: message.subject for address, message in queued.items()} == {
        "dee@demo.example": LINE,
        "max@demo.example": "1 of 2 ready · 1 no call (Ana) · 1 blocker open",
    }
    assert queued["dee@demo.example"].body_text == f"{LINE}\n\n{settings.public_url}/\n"


def test_brief_goes_out_once(session: Session, settings: Settings) -> None:
    morning(session)
    assert len(brief(session, settings)) == 2
    assert brief(session, settings, CUT_OFF + timedelta(minutes=1)) == {}


def test_brief_waits_for_the_cut_off_and_is_not_caught_up_in_the_afternoon(
    session: Session, settings: Settings
) -> None:
    morning(session)
    assert brief(session, settings, CUT_OFF - timedelta(seconds=1)) == {}
    assert brief(session, settings, CUT_OFF + timedelta(hours=2)) == {}


def test_day_off_has_no_brief(session: Session, settings: Settings) -> None:
    morning(session)
    assert brief(session, settings, CUT_OFF + timedelta(days=5)) == {}  # a Sunday


def test_desk_gets_its_brief_too(session: Session, settings: Settings) -> None:
    morning(session)
    routed = dataclasses.replace(settings, dispatch_urls=("mailto:desk@demo.example",))
    message = brief(session, routed)["desk@demo.example"]
    assert (message.subject, message.route, message.channel) == (LINE, "dispatch", ChannelName.EMAIL)


def test_people_can_leave_the_brief_by_its_own_mail_and_a_desk_cannot(session: Session, settings: Settings) -> None:
    morning(session)
    routed = dataclasses.replace(settings, dispatch_urls=("mailto:desk@demo.example",))
    links = {address: message.data["unsubscribe"] for address, message in brief(session, routed).items()}
    assert links.pop("desk@demo.example") is None
    assert set(links) == {"dee@demo.example", "max@demo.example"}
    assert all(link.startswith(f"{settings.public_url}/unsubscribe/") for link in links.values())
