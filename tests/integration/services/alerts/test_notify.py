"""Who hears of what, by which channel, when, and in which words."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertNotice, AlertStatus
from app.domain.messages.delivery import TOKEN_AT_SENDING, ChannelName
from app.domain.permissions import Role
from app.models import Alert, Employee, OutboxMessage, OutboxStatus
from app.phones import spaced_phones
from app.services.alerts.notify import notify_alert, notify_missed_checkins
from app.services.messages.reminders import remind_technician
from app.settings import Settings
from tests.builders import NOW, TODAY, make_alert, make_employee, make_message, make_team

NIGHT = datetime(2026, 11, 17, 4, 0, tzinfo=UTC)  # 22:00 on Monday in Chicago
SLACK = "https://hooks.slack.com/services/T1/B1/hush"  # pragma: allowlist secret


class Company:
    """One technician, the people around, and nobody else."""

    def __init__(self, session: Session) -> None:
        self.director = make_employee(session, name="Dora Director", role=Role.MANAGER, email="dora@demo.example")
        self.manager = make_employee(
            session, name="Max Manager", role=Role.MANAGER, email="max@demo.example", manager_id=self.director.id
        )
        self.dispatcher = make_employee(session, name="Dee", role=Role.DISPATCHER, email="dee@demo.example")
        self.backup = make_employee(
            session, name="Bea", role=Role.DISPATCHER, email="bea@demo.example", dispatch_backup=True
        )
        team = make_team(session, name="North")
        self.ana = make_employee(session, name="Ana Ruiz", team_id=team.id, manager_id=self.manager.id)


@pytest.fixture
def company(session: Session) -> Company:
    return Company(session)


def sick(session: Session, employee: Employee, **overrides: Any) -> Alert:
    return make_alert(session, employee, **{"facts": {"not_ready_reason": "sick"}} | overrides)


def notify(
    session: Session,
    alert: Alert,
    settings: Settings,
    notice: AlertNotice = AlertNotice.RAISED,
    now: datetime = NOW,
) -> list[OutboxMessage]:
    return notify_alert(session, alert, notice=notice, settings=settings, now=now)


def addresses(messages: Sequence[OutboxMessage]) -> list[str]:
    return [message.address for message in messages]


def by_address(messages: Sequence[OutboxMessage]) -> dict[str, OutboxMessage]:
    return {message.address: message for message in messages}


def test_attendance_goes_to_the_manager_with_the_reason_and_to_dispatch_without(
    session: Session, company: Company, settings: Settings
) -> None:
    queued = by_address(notify(session, sick(session, company.ana), settings))
    assert set(queued) == {"max@demo.example", "dee@demo.example"}
    manager, dispatch = queued["max@demo.example"], queued["dee@demo.example"]
    assert manager.subject == dispatch.subject == "Ana Ruiz is not coming in today"
    said = "Ana Ruiz (North) told the check-in line at 07:00 that they are not coming in today"
    todo = "Cover or move the jobs, then press “I've got it”."
    assert manager.body_text.splitlines()[:2] == [f"{said} (sick).", todo]
    assert dispatch.body_text.splitlines()[:2] == [f"{said} (personal).", todo]
    assert "sick" not in f"{dispatch.body_text}{dispatch.body_html}{dispatch.data}"
    assert dispatch.urgent
    assert dispatch.body_text.splitlines()[3] == f"{settings.public_url}/a/{TOKEN_AT_SENDING}"


def test_company_may_show_the_reason_to_dispatch(session: Session, company: Company, settings: Settings) -> None:
    shown = dataclasses.replace(settings, show_reason_to_dispatch=True)
    queued = by_address(notify(session, sick(session, company.ana), shown))
    assert "(sick)" in queued["dee@demo.example"].body_text


def test_vehicle_is_no_secret(session: Session, company: Company, settings: Settings) -> None:
    alert = make_alert(session, company.ana, facts={"not_ready_reason": "vehicle"})
    assert "(vehicle)" in by_address(notify(session, alert, settings))["dee@demo.example"].body_text


def test_same_notice_twice_is_queued_once(session: Session, company: Company, settings: Settings) -> None:
    alert = sick(session, company.ana)
    assert len(notify(session, alert, settings)) == 2
    assert notify(session, alert, settings, now=NOW + timedelta(minutes=1)) == []


def test_texts_go_to_those_who_agreed_where_sms_is_set_up(
    session: Session, company: Company, settings: Settings
) -> None:
    company.manager.sms_opt_in = True
    twilio = dataclasses.replace(settings, twilio_account_sid="AC1", twilio_auth_token="t", twilio_from="+12015550100")
    queued = notify(session, sick(session, company.ana), twilio)
    assert sorted((message.channel, message.address) for message in queued) == [
        (ChannelName.EMAIL, "dee@demo.example"),
        (ChannelName.EMAIL, "max@demo.example"),
        (ChannelName.SMS, company.manager.phone),
    ]
    assert [m.channel for m in notify(session, sick(session, company.ana), settings)] == [ChannelName.EMAIL] * 2


def test_long_note_still_fits_a_text(session: Session, company: Company, settings: Settings) -> None:
    company.dispatcher.sms_opt_in = True
    twilio = dataclasses.replace(settings, twilio_account_sid="AC1", twilio_auth_token="t", twilio_from="+12015550100")
    alert = make_alert(session, company.ana, kind=AlertKind.BLOCKER, note="no ladder " * 300)
    [text] = [m for m in notify(session, alert, twilio) if m.channel is ChannelName.SMS]
    assert len(text.body_text) < 700
    assert text.body_text.endswith(str(text.data["link"]))


def test_dispatch_route_is_named_without_its_secret(session: Session, company: Company, settings: Settings) -> None:
    routed = dataclasses.replace(settings, dispatch_urls=(SLACK, "mailto:desk@demo.example"))
    queued = notify(session, sick(session, company.ana), routed)
    routes = [(message.route, message.channel, message.recipient_id) for message in queued if message.route]
    assert routes == [("dispatch", ChannelName.CHAT, None), ("dispatch", ChannelName.EMAIL, None)]
    assert not any("hush" in f"{m.address}{m.data}{m.body_text}{m.dedupe_key}" for m in queued)


def test_blocker_goes_to_ops_alone(session: Session, company: Company, settings: Settings) -> None:
    routed = dataclasses.replace(settings, ops_urls=("mailto:ops@demo.example",), dispatch_urls=(SLACK,))
    alert = make_alert(session, company.ana, kind=AlertKind.BLOCKER, note="the lift at Oak Street is locked")
    [message] = notify(session, alert, routed)
    assert (message.address, message.route) == ("ops@demo.example", "ops")
    assert message.subject == "Blocker, Ana Ruiz: the lift at Oak Street is locked"
    assert message.body_text.startswith(
        "Ana Ruiz (North) reported at 07:00 today: “the lift at Oak Street is locked”\n"
    )


def test_blocker_without_an_ops_route_is_not_silent(session: Session, company: Company, settings: Settings) -> None:
    alert = make_alert(session, company.ana, kind=AlertKind.BLOCKER, note="no ladder")
    assert addresses(notify(session, alert, settings)) == ["dee@demo.example"]


def test_blockers_of_two_minutes_follow_the_first_together(
    session: Session, company: Company, settings: Settings
) -> None:
    held = []
    for seconds in (0, 30, 60):
        alert = make_alert(session, company.ana, kind=AlertKind.BLOCKER, note="no ladder")
        [message] = notify(session, alert, settings, now=NOW + timedelta(seconds=seconds))
        held.append(message.available_at - NOW)
    assert held == [timedelta(), timedelta(minutes=2), timedelta(minutes=2)]


def test_burnout_goes_to_the_manager_alone_and_gives_no_score(
    session: Session, company: Company, settings: Settings
) -> None:
    routed = dataclasses.replace(settings, dispatch_urls=(SLACK,), ops_urls=(SLACK,))
    facts = {"days": [{"on": "2026-11-16", "energy": 1}], "why": "Energy 2 or less", "low_energy_threshold": 2}
    alert = make_alert(session, company.ana, kind=AlertKind.BURNOUT, facts=facts)
    [message] = notify(session, alert, routed)
    assert message.address == "max@demo.example"
    assert message.subject == "Ana Ruiz may need a conversation"
    lines = message.body_text.splitlines()
    assert lines[:2] == [
        "The recent check-ins of Ana Ruiz (North) suggest that a conversation may help.",
        "Take ten quiet minutes with Ana Ruiz this week. It is an indicator, not a diagnosis.",
    ]
    assert "nergy" not in f"{message.subject}{message.body_text}{message.body_html}{message.data}"


def test_burnout_without_a_manager_goes_to_hr_never_to_dispatch(
    session: Session, company: Company, settings: Settings
) -> None:
    make_employee(session, name="Hal", role=Role.HR, email="hal@demo.example")
    company.ana.manager_id = None
    alert = make_alert(session, company.ana, kind=AlertKind.BURNOUT)
    assert addresses(notify(session, alert, settings)) == ["hal@demo.example"]


def test_manager_who_has_left_is_passed_over(session: Session, company: Company, settings: Settings) -> None:
    company.manager.active = False
    assert addresses(notify(session, sick(session, company.ana), settings)) == ["dora@demo.example", "dee@demo.example"]


def test_circle_of_managers_ends(session: Session, company: Company, settings: Settings) -> None:
    company.director.manager_id = company.manager.id
    queued = notify(session, sick(session, company.ana), settings, AlertNotice.MANAGERS_MANAGER)
    assert addresses(queued) == ["dora@demo.example"]


def test_dispatcher_who_is_the_manager_too_hears_once(session: Session, company: Company, settings: Settings) -> None:
    company.ana.manager_id = company.dispatcher.id
    assert addresses(notify(session, sick(session, company.ana), settings)) == ["dee@demo.example"]


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        (AlertNotice.REPEATED, ["max@demo.example", "dee@demo.example"]),
        (AlertNotice.BACKUP, ["bea@demo.example"]),
        (AlertNotice.MANAGERS_MANAGER, ["dora@demo.example"]),
        (AlertNotice.REOPENED, ["max@demo.example", "dee@demo.example"]),
    ],
)
def test_chain_reaches_the_next_people(
    session: Session, company: Company, settings: Settings, notice: AlertNotice, expected: list[str]
) -> None:
    alert = sick(session, company.ana)
    notify(session, alert, settings)
    assert addresses(notify(session, alert, settings, notice, NOW + timedelta(minutes=20))) == expected


def test_chain_says_how_long_nobody_has_taken_it(session: Session, company: Company, settings: Settings) -> None:
    queued = notify(session, sick(session, company.ana), settings, AlertNotice.BACKUP, NOW + timedelta(minutes=20))
    assert queued[0].subject == "Still open: Ana Ruiz is not coming in"
    assert queued[0].body_text.splitlines()[:2] == [
        (
            "Ana Ruiz (North) told the check-in line at 07:00 that they are not coming in today (personal). "
            "Nobody has taken it in 20 minutes."
        ),
        "You are the backup: cover the jobs, then press “I've got it”.",
    ]


def test_repeat_after_a_reopening_is_a_message_of_its_own(
    session: Session, company: Company, settings: Settings
) -> None:
    alert = sick(session, company.ana)
    notify(session, alert, settings, AlertNotice.REPEATED, NOW + timedelta(minutes=10))
    assert len(notify(session, alert, settings, AlertNotice.REPEATED, NOW + timedelta(minutes=95))) == 2


def test_owner_is_asked_for_the_outcome(session: Session, company: Company, settings: Settings) -> None:
    alert = sick(
        session, company.ana, status=AlertStatus.ACKNOWLEDGED, owner_id=company.dispatcher.id, acknowledged_at=NOW
    )
    [message] = notify(session, alert, settings, AlertNotice.OUTCOME_REMINDER, NOW + timedelta(hours=1))
    assert message.address == "dee@demo.example"
    assert message.body_text == (
        "You took this at 07:00: Ana Ruiz (North) is not coming in today (personal).\n"
        "Say what became of it: covered, job moved, customer told or false alarm.\n\n"
        f"{settings.public_url}/alerts/{alert.id}\n"
        f"Telephone: {spaced_phones(company.ana.phone or '')}\n"
    )
    assert f'href="tel:{company.ana.phone}"' in (message.body_html or "")


def test_withdrawal_cancels_what_waits_and_tells_who_was_told(
    session: Session, company: Company, settings: Settings
) -> None:
    alert = sick(session, company.ana)
    queued = by_address(notify(session, alert, settings))
    queued["dee@demo.example"].status = OutboxStatus.SENT
    corrections = notify(session, alert, settings, AlertNotice.WITHDRAWN, NOW + timedelta(seconds=30))
    assert addresses(corrections) == ["dee@demo.example"]
    assert corrections[0].subject == "Correction: Ana Ruiz changed the answer"
    session.refresh(queued["max@demo.example"])
    assert queued["max@demo.example"].status is OutboxStatus.CANCELLED


@pytest.mark.parametrize(
    ("kind", "available_at"),
    [(AlertKind.ATTENDANCE, NIGHT), (AlertKind.BURNOUT, datetime(2026, 11, 17, 12, 0, tzinfo=UTC))],
)
def test_quiet_hours_hold_everything_but_attendance(
    session: Session, company: Company, settings: Settings, kind: AlertKind, available_at: datetime
) -> None:
    alert = make_alert(session, company.ana, kind=kind, opened_at=NIGHT)
    queued = by_address(notify(session, alert, settings, now=NIGHT))
    assert queued["max@demo.example"].available_at == available_at


def missed(session: Session, employee: Employee) -> Alert:
    facts = {"cut_off_at": "2026-11-17T16:15:00+00:00"}
    return make_alert(session, employee, kind=AlertKind.MISSED, facts=facts)


def test_missed_checkins_are_one_message_per_recipient(session: Session, company: Company, settings: Settings) -> None:
    bo = make_employee(session, name="Bo Lind", manager_id=company.director.id)
    alerts = [missed(session, company.ana), missed(session, bo)]
    queued = by_address(notify_missed_checkins(session, alerts, settings=settings, now=NOW))
    assert set(queued) == {"max@demo.example", "dora@demo.example", "dee@demo.example"}
    assert queued["dee@demo.example"].subject == "No call from 2 people"
    assert queued["dee@demo.example"].body_text.startswith(
        "No call by 10:15 today: Ana Ruiz (North), Bo Lind.\nPhone them, then take each one on the board.\n"
    )
    assert queued["max@demo.example"].subject == "No call from Ana Ruiz"
    assert "Bo Lind" not in queued["max@demo.example"].body_text


def test_technician_is_reminded_once_a_day_by_text(session: Session, company: Company, settings: Settings) -> None:
    company.ana.sms_opt_in = True
    twilio = dataclasses.replace(settings, twilio_account_sid="AC1", twilio_auth_token="t", twilio_from="+12015550100")
    message = remind_technician(session, company.ana, day=TODAY, settings=twilio, now=NOW)
    assert message is not None
    assert message.body_text == (
        "Good morning Ana, Northwind Field Service has not had your check-in yet. "
        'Please call the check-in line before 10:00, reply "ready 4", "sick" or "late 30", '
        "or check in here: http://127.0.0.1:8000/c/minted-when-sent"
    )
    assert remind_technician(session, company.ana, day=TODAY, settings=twilio, now=NOW) is None
    assert remind_technician(session, company.ana, day=TODAY, settings=settings, now=NOW) is None


@pytest.mark.parametrize("notice", AlertNotice)
@pytest.mark.parametrize("kind", AlertKind)
def test_every_text_fits_a_watch(
    session: Session, company: Company, settings: Settings, kind: AlertKind, notice: AlertNotice
) -> None:
    company.ana.name = "Maximiliane Featherstonehaugh-Cholmondeley"
    alert = make_alert(
        session,
        None if kind is AlertKind.LINE else company.ana,
        kind=kind,
        note="the customer will not let anybody in before the paperwork of last week is signed",
        facts={"why": "3 of 20 expected people had called.", "cut_off_at": "2026-11-17T16:15:00+00:00"},
    )
    make_message(session, alert_id=alert.id, status=OutboxStatus.SENT, data={"audience": "ops", "recipient": "ops"})
    if kind is AlertKind.LINE and notice in {AlertNotice.MANAGERS_MANAGER, AlertNotice.BACKUP}:
        return  # the chain is attendance's
    for message in notify(session, alert, settings, notice):
        assert 0 < len(message.subject) <= 60
        happened, todo, blank, link, *telephone = message.body_text.splitlines()
        assert all(re.fullmatch(r"Telephone: \+\d+( \d+)+", line) for line in telephone)
        assert (blank, link.partition("://")[0]) == ("", "http")
        assert happened
        assert todo


def test_reminder_names_the_lines_number_where_it_is_set(
    session: Session, company: Company, settings: Settings
) -> None:
    company.ana.sms_opt_in = True
    twilio = dataclasses.replace(settings, twilio_account_sid="AC1", twilio_auth_token="t", twilio_from="+12015550100")
    with_number = dataclasses.replace(twilio, line_number="+13125550100", checkin_link=False, checkin_texts=False)
    message = remind_technician(session, company.ana, day=TODAY, settings=with_number, now=NOW)
    assert message is not None
    assert message.body_text.endswith("Please call +13125550100 before 10:00.")
