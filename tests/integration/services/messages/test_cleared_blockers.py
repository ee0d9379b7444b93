"""A text to whoever reported a blocker, on the day on which somebody cleared it, once and with consent."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.models import Alert, Employee, OutboxMessage
from app.services.messages.cleared_blockers import tell_cleared_blockers
from app.settings import Settings
from tests.builders import NOW, make_alert, make_employee

LATER = NOW + timedelta(minutes=6)


@pytest.fixture
def texting(settings: Settings) -> Settings:
    return replace(settings, twilio_account_sid="AC0", twilio_auth_token="token", twilio_from="+13125550100")


def cleared(session: Session, person: Employee, **facts: Any) -> Alert:
    defaults = {
        "kind": AlertKind.BLOCKER,
        "note": "Gate code",
        "status": AlertStatus.RESOLVED,
        "resolved_at": NOW,
        "owner_name": "Kay Ortiz",
        "outcome": AlertOutcome.FIXED,
    }
    return make_alert(session, person, **defaults | facts)


def test_reporter_is_told_once_who_cleared_what(session: Session, texting: Settings) -> None:
    person = make_employee(session, sms_opt_in=True)
    cleared(session, person)
    assert [tell_cleared_blockers(session, now=LATER, settings=texting) for _ in range(2)] == [1, 0]
    message = session.scalars(select(OutboxMessage)).one()
    assert (message.address, message.recipient_id) == (person.phone, person.id)
    assert message.body_text == (
        "Kay Ortiz has cleared the blocker that you reported on Tue 17 Nov. Still stuck? Say so on the check-in line."
    )


def test_not_before_the_minutes_in_which_it_can_be_undone(session: Session, texting: Settings) -> None:
    cleared(session, make_employee(session, sms_opt_in=True))
    assert tell_cleared_blockers(session, now=NOW + timedelta(minutes=4), settings=texting) == 0


@pytest.mark.parametrize(
    "facts",
    [
        {"outcome": AlertOutcome.CORRECTED_BY_CALLER},
        {"outcome": AlertOutcome.FALSE_ALARM},
        {"owner_name": None},
        {"status": AlertStatus.ACKNOWLEDGED, "resolved_at": None},
        {"resolved_at": NOW - timedelta(hours=13)},
        {"kind": AlertKind.ATTENDANCE},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_what_is_no_news_is_not_told(session: Session, texting: Settings, facts: dict[str, Any]) -> None:
    cleared(session, make_employee(session, sms_opt_in=True), **facts)
    assert tell_cleared_blockers(session, now=LATER, settings=texting) == 0


def test_without_consent_or_a_channel_nobody_is_told(session: Session, settings: Settings, texting: Settings) -> None:
    cleared(session, make_employee(session))
    assert tell_cleared_blockers(session, now=LATER, settings=texting) == 0
    cleared(session, make_employee(session, sms_opt_in=True))
    assert tell_cleared_blockers(session, now=LATER, settings=settings) == 0


def test_news_of_the_evening_is_left_to_the_next_call(session: Session, texting: Settings) -> None:
    evening = NOW.replace(hour=4) + timedelta(days=1)
    cleared(session, make_employee(session, sms_opt_in=True, timezone="America/Chicago"), resolved_at=evening)
    assert tell_cleared_blockers(session, now=evening + timedelta(minutes=6), settings=texting) == 0
