"""One text to who has not called when most of the window is over, and to nobody else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from app.domain.messages.segments import segments
from app.jobs.minting import mint_token
from app.services.messages.checkin_links import make_checkin_token
from app.services.messages.compose import compose
from app.services.messages.deliveries import Claim
from app.services.messages.reminders import remind_technician, remind_unanswered
from app.settings import Settings
from tests.builders import NOW, TODAY, make_checkin, make_employee

REMIND_FROM = datetime(2026, 11, 17, 15, 12, tzinfo=UTC)
"""80 % of the window from 06:00 to 10:00 in Chicago."""


@pytest.mark.parametrize(
    ("now", "reminded"),
    [
        (REMIND_FROM - timedelta(seconds=1), []),
        (REMIND_FROM, ["Ana Ruiz"]),
        (REMIND_FROM + timedelta(minutes=48), []),
    ],
    ids=["before", "at-80-percent", "window-over"],
)
def test_reminder_goes_once_most_of_the_window_is_over(
    session: Session, settings: Settings, now: datetime, reminded: list[str]
) -> None:
    texting = settings.__class__(**{**vars(settings), "twilio_account_sid": "AC0", "twilio_from": "+13125550100"})
    make_employee(session, name="Ana Ruiz", sms_opt_in=True)
    make_employee(session, name="No consent")
    make_checkin(session, make_employee(session, sms_opt_in=True), timestamp=REMIND_FROM - timedelta(hours=1))
    assert [person.name for person in remind_unanswered(session, now=now, settings=texting)] == reminded


def test_no_reminder_without_a_channel(session: Session, settings: Settings) -> None:
    make_employee(session, sms_opt_in=True)
    assert remind_unanswered(session, now=REMIND_FROM, settings=settings) == ()


@pytest.mark.parametrize("by_link", [True, False])
def test_reminder_carries_the_link_unless_it_is_switched_off(
    session: Session, settings: Settings, *, by_link: bool
) -> None:
    texting = replace(
        settings,
        twilio_account_sid="AC0",
        twilio_auth_token="token",
        twilio_from="+13125550100",
        public_url="https://ops.example.com",
        checkin_link=by_link,
    )
    ana = make_employee(session, name="Ana Ruiz", sms_opt_in=True)
    message = remind_technician(session, ana, day=TODAY, settings=texting, now=REMIND_FROM)
    assert message is not None
    ending = ", or check in here: https://ops.example.com/c/minted-when-sent" if by_link else "."
    assert message.body_text == (
        "Good morning Ana, Northwind Field Service has not had your check-in yet."
        f' Please call the check-in line before 10:00, reply "ready 4", "sick" or "late 30"{ending}'
    )
    sent = compose(
        Claim(uuid4(), (message,), (message.id,), 1),
        texting,
        lambda row: mint_token(session, row, settings=texting, now=NOW),
    )
    token = make_checkin_token(texting, ana.id, TODAY, number=ana.phone or "", now=NOW)
    assert sent.text.endswith(f"/c/{token}" if by_link else '"late 30".')
    assert segments(sent.text) <= 2
    assert (token in message.body_text, token in str(message.data)) == (False, False)
