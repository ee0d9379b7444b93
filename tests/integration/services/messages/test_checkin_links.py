"""The token of a reminder's link: what it names, until when, and that another purpose or a changed one is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.services.alerts.link_tokens import make_ack_token
from app.services.messages.checkin_links import (
    CheckinClaim,
    CheckinLinkProblem,
    CheckinLinkRefused,
    checkin_link,
    make_checkin_token,
    read_checkin_token,
)
from app.settings import Settings
from tests.builders import NOW, TODAY

NUMBER = "+13125550143"


def problem_of(token: str, settings: Settings, *, after: timedelta = timedelta()) -> CheckinLinkProblem:
    with pytest.raises(CheckinLinkRefused) as refused:
        read_checkin_token(token, settings=settings, now=NOW + after)
    return refused.value.problem


def test_token_names_one_person_one_day_and_no_whole_number(settings: Settings) -> None:
    token = make_checkin_token(settings, 7, TODAY, number=NUMBER, now=NOW)
    claim = read_checkin_token(token, settings=settings, now=NOW)
    assert claim == CheckinClaim(employee_id=7, day=TODAY, number_ending="0143")
    assert len(checkin_link(replace(settings, public_url="https://ops.example.com"), token)) < 120


def test_old_changed_and_foreign_tokens_are_refused(settings: Settings) -> None:
    token = make_checkin_token(settings, 7, TODAY, number=NUMBER, now=NOW)
    assert problem_of(token, settings, after=timedelta(hours=24)) is CheckinLinkProblem.EXPIRED
    assert problem_of(f"x{token}", settings) is CheckinLinkProblem.BROKEN
    foreign = make_ack_token(settings, 1, "Dana", employee_id=7, now=NOW)
    assert problem_of(foreign, settings) is CheckinLinkProblem.BROKEN
