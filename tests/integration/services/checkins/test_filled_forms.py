"""What was sent by a form, read without the database: whose it is, and without words of distress."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.conversation.distress import Distress
from app.services.checkins.filled_forms import FilledForm, fill_form
from app.services.messages.checkin_links import CheckinLinkProblem, CheckinLinkRefused, make_checkin_token
from app.settings import Settings
from tests.builders import NOW, TODAY

READY = {"call_type": "ops_only", "ready_status": True, "call_completed": True}


def filled(settings: Settings, token: str = "", **arguments: Any) -> FilledForm:
    token = token or make_checkin_token(settings, 7, TODAY, number="+12015550101", now=NOW)
    written = [value for value in arguments.values() if isinstance(value, str)]
    return fill_form(token, arguments=READY | arguments, written=written, settings=settings, now=NOW)


def test_form_is_of_the_person_and_day_of_its_link(settings: Settings) -> None:
    form = filled(settings, blocker_present="yes", blocker_note="Gate code")
    assert (form.call_id, form.distress, form.is_answered) == ("web-7-2026-11-17", None, True)
    assert form.arguments == READY | {"blocker_present": "yes", "blocker_note": "Gate code"}


def test_words_of_distress_are_taken_out(settings: Settings) -> None:
    hurt = filled(settings, blocker_present="yes", blocker_note="I cut my hand")
    assert (hurt.distress, hurt.arguments) == (Distress.DANGER, READY)
    despair = filled(settings, blocker_note="I want to die")
    assert (despair.distress, despair.arguments, despair.is_answered) == (Distress.DESPAIR, {}, False)


def test_strangers_link_and_switched_off_links_are_refused(settings: Settings) -> None:
    with pytest.raises(CheckinLinkRefused) as refused:
        filled(settings, token="nonsense")
    assert refused.value.problem is CheckinLinkProblem.BROKEN
    with pytest.raises(CheckinLinkRefused) as off:
        filled(replace(settings, checkin_link=False))
    assert off.value.problem is CheckinLinkProblem.OFF
