""" "Got it" as a reply to an alert's text: one owner, by the rights of today, and never a guess which alert."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.domain.messages.delivery import ChannelName
from app.domain.messages.destinations import fingerprint
from app.domain.permissions import Role
from app.models import Alert, AlertEvent, Employee, OutboxStatus
from app.services.alerts.actions import acknowledge_alert
from app.services.alerts.records import Actor
from app.services.texting.takings import is_desk, take_last_alert, take_last_alert_of_desk
from app.settings import Settings
from tests.builders import NOW, make_alert, make_employee, make_message

NUMBER, DESK = "+12015550101", "+13125550190"


@pytest.fixture
def kay(session: Session) -> Employee:
    return make_employee(session, name="Kay Ortiz", role=Role.DISPATCHER, phone=NUMBER)


@pytest.fixture
def alert(session: Session) -> Alert:
    return make_alert(session, make_employee(session, name="Marcus Webb"), opened_at=NOW)


def text_about(session: Session, person: Employee, *alerts: Alert, **more: Any) -> None:
    for alert in alerts:
        first = more.get("sent_with_id")
        message = make_message(
            session,
            **{
                "channel": ChannelName.SMS,
                "address": NUMBER,
                "recipient_id": person.id,
                "status": OutboxStatus.SENT,
                "sent_at": NOW,
                "alert_id": alert.id,
                "data": {"alert_ids": [alert.id]},
            }
            | more,
        )
        more["sent_with_id"] = first or message.id


def take(session: Session, person: Employee, settings: Settings, *, after: timedelta = timedelta()) -> str | None:
    return take_last_alert(session, person, number=NUMBER, settings=settings, now=NOW + after)


def test_reply_takes_the_alert_of_the_last_text(
    session: Session, settings: Settings, kay: Employee, alert: Alert
) -> None:
    other = make_alert(session, make_employee(session), opened_at=NOW)
    text_about(session, kay, other, sent_at=NOW - timedelta(minutes=5))
    text_about(session, kay, alert)
    assert take(session, kay, settings) == "You have it: Marcus Webb is not coming in. Nobody else is asked."
    assert (alert.status, alert.owner_name, other.status) == (AlertStatus.ACKNOWLEDGED, "Kay Ortiz", AlertStatus.OPEN)
    event = session.scalars(sa.select(AlertEvent).where(AlertEvent.event == AlertEventKind.ACKNOWLEDGED)).one()
    assert event.data["by"] == "text message"
    assert take(session, kay, settings) == "You have had this since 07:00."


def test_second_is_told_who_was_first(session: Session, settings: Settings, kay: Employee, alert: Alert) -> None:
    text_about(session, kay, alert)
    acknowledge_alert(session, alert.id, actor=Actor(id=None, name="Dana Kim"), settings=settings, now=NOW)
    assert take(session, kay, settings) == "Dana Kim has had this since 07:00."


def test_text_about_several_takes_none(session: Session, settings: Settings, kay: Employee, alert: Alert) -> None:
    other = make_alert(session, make_employee(session), opened_at=NOW)
    text_about(session, kay, alert, other)
    reply = take(session, kay, settings)
    assert reply == f"That text was about 2 alerts. Take each one here: {settings.public_url}/alerts"
    assert (alert.status, other.status) == (AlertStatus.OPEN, AlertStatus.OPEN)


def test_without_a_recent_text_there_is_nothing_to_take(
    session: Session, settings: Settings, kay: Employee, alert: Alert
) -> None:
    assert take(session, kay, settings) is None
    text_about(session, kay, alert)
    assert take(session, kay, settings, after=timedelta(hours=settings.ack_link_hours, seconds=1)) is None
    assert alert.status is AlertStatus.OPEN


def test_right_of_today_decides(session: Session, settings: Settings, kay: Employee) -> None:
    burnout = make_alert(session, make_employee(session), kind=AlertKind.BURNOUT, opened_at=NOW)
    text_about(session, kay, burnout)
    assert take(session, kay, settings) == "That alert is not among those you look after any more."
    assert burnout.status is AlertStatus.OPEN


@pytest.fixture
def desk(settings: Settings) -> Settings:
    return replace(settings, dispatch_urls=("mailto:desk@example.com", f"sms:{DESK}"))


def text_to_desk(session: Session, alert: Alert) -> None:
    about = {"alert_ids": [alert.id], "destination": fingerprint(f"sms:{DESK}")}
    text_about(session, make_employee(session), alert, recipient_id=None, address=DESK, data=about)


def test_at_a_desk_whoever_takes_it_gives_a_name(session: Session, desk: Settings, alert: Alert) -> None:
    text_to_desk(session, alert)
    assert (is_desk(DESK, desk), is_desk(NUMBER, desk)) == (True, False)
    take_as = partial(take_last_alert_of_desk, session, number=DESK, settings=desk, now=NOW)
    assert take_as("") == "Who has it? Text: got it, and your name."
    assert alert.status is AlertStatus.OPEN
    assert take_as("Kay Ortiz") == "You have it: Marcus Webb is not coming in. Nobody else is asked."
    assert (alert.owner_id, alert.owner_name) == (None, "Kay Ortiz (name given at the desk)")
    assert take_as("Dana") == "Kay Ortiz (name given at the desk) has had this since 07:00."


def test_desk_takes_nothing_that_is_not_for_a_desk(session: Session, desk: Settings) -> None:
    take_as = partial(take_last_alert_of_desk, session, "Kay", number=DESK, settings=desk, now=NOW)
    assert take_as() == "No alert was texted to this number of late."
    burnout = make_alert(session, make_employee(session), kind=AlertKind.BURNOUT, opened_at=NOW)
    text_to_desk(session, burnout)
    assert take_as() == "That alert is not among those you look after any more."
    assert burnout.status is AlertStatus.OPEN
