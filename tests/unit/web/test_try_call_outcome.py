"""The two sentences of a typed call, for each way that it can stand."""

from collections.abc import Mapping
from uuid import UUID

import pytest

from app.domain.messages.delivery import ChannelName
from app.models import OutboxStatus
from app.queries.call_effects import CallEffects, QueuedMessage
from app.web.try_call.outcome import saved_sentence, told_sentence

READY = {"ready_status": True, "energy_level": 4, "blocker_present": False}


def effects(*recipients: str, quiet: bool = False, row: Mapping[str, object] | None = None) -> CallEffects:
    messages = (
        QueuedMessage(
            id=UUID(int=number),
            channel=ChannelName.EMAIL,
            recipient=recipient,
            subject="",
            status=OutboxStatus.PENDING,
        )
        for number, recipient in enumerate(recipients)
    )
    return CallEffects(checkin=tuple((row or {}).items()), alerts=(), messages=tuple(messages), quiet=quiet)


@pytest.mark.parametrize(
    ("row", "ended", "sentence"),
    [
        ({}, False, "Nothing is saved yet."),
        ({}, True, "Nothing was logged. The call itself is on record."),
        (READY | {"call_completed": False}, False, "Saved so far: Ready, energy four, no blockers."),
        (READY | {"call_completed": True}, True, "Saved: Ready, energy four, no blockers."),
        (
            {"ready_status": True, "call_completed": False, "report_fields": ["ready_status"]},
            True,
            "Saved as half-finished: Ready. It was filled from the report at the end of the call.",
        ),
        ({"ready_status": True, "call_completed": False, "report_fields": []}, True, "Saved as half-finished: Ready."),
    ],
)
def test_what_was_saved(row: dict[str, object], sentence: str, *, ended: bool) -> None:
    assert saved_sentence(effects(row=row), ended=ended) == sentence


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        (effects(), "Told: nobody. Nothing in it was for anybody."),
        (effects(quiet=True), "Told: nobody, as you chose at the start."),
        (effects("Dana Kim"), "Told: Dana Kim."),
        (effects("Dana Kim", "ops", "Dana Kim", "Sam Lee"), "Told: Dana Kim, ops and Sam Lee."),
    ],
)
def test_who_was_told(left: CallEffects, sentence: str) -> None:
    assert told_sentence(left) == sentence
