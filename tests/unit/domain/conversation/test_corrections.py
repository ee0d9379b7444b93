"""Corrections, and answers that only sound like them."""

import pytest

from app.domain.conversation.corrections import read_correction, wants_a_change


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("Make the energy a three", {"energy_level": 3}),
        ("wait, make that a four", {"energy_level": 4}),
        ("my energy's a two", {"energy_level": 2}),
        ("actually I have a blocker", {"blocker_present": True}),
        ("I’ve got a blocker: no lift at Hill", {"blocker_present": True, "blocker_note": "no lift at Hill"}),
        ("there's one blocker, the gate code", {"blocker_present": True, "blocker_note": "the gate code"}),
    ],
)
def test_correction_is_heard(said: str, arguments: dict[str, object]) -> None:
    assert read_correction(said) == arguments


@pytest.mark.parametrize("said", ["Nope", "No, good", "Make three calls", "I have a blocked drain to fix", "two", ""])
def test_ordinary_answers_correct_nothing(said: str) -> None:
    assert read_correction(said) is None


@pytest.mark.parametrize(("said", "wants"), [("yes", True), ("Yeah, actually", True), ("no", False), ("ready", False)])
def test_yes_alone_wants_a_change(said: str, *, wants: bool) -> None:
    assert wants_a_change(said) is wants
