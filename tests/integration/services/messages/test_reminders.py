"""One text to who has not called when most of the window is over, and to nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.services.messages.reminders import remind_unanswered
from app.settings import Settings
from tests.builders import make_checkin, make_employee

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
