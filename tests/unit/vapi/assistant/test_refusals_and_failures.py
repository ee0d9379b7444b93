"""What Vapi refuses by itself, and where a call goes that breaks down."""

import re
import typing
from typing import Any

import pytest
from vapi.types import CallEndedReason

from app.settings import Settings
from app.vapi.assistant.definition import ONLY_A_PAUSE, WANTS_A_PERSON, assistant
from app.vapi.assistant.failures import ANY_PIPELINE_ERROR, FAILURES, PROVIDERS
from app.vapi.assistant.placeholders import fill, installation_values


def tool_named(kind: str) -> dict[str, Any]:
    body: Any = assistant()
    return next(tool for tool in body["model"]["tools"] if tool["type"] == kind)


def is_refused(kind: str, *said: str) -> bool:
    """Apply the conditions as Vapi describes them: all of them, each to one of the caller's last sentences."""

    def holds(condition: dict[str, Any]) -> bool:
        position = condition["target"]["position"]
        text = said[position] if len(said) >= -position else ""
        return (re.search(condition["regex"], text) is None) is condition["negate"]

    return all(map(holds, tool_named(kind)["rejectionPlan"]["conditions"]))


@pytest.mark.parametrize(
    "said",
    [
        ("Can I talk to somebody?",),
        ("Let me talk to a person.",),
        ("Get me dispatch",),
        ("I want a human", "Now"),
        ("¿Una persona?",),
        ("can somebody call me later",),
        ("Are you a robot?", "Yeah."),
        ("put me through",),
    ],
)
def test_whoever_asks_for_a_person_is_put_through(said: tuple[str, ...]) -> None:
    assert not is_refused("transferCall", *said)


@pytest.mark.parametrize(
    "said", [("Four.",), ("Ready.", "Waiting on the compressor for the Hill job."), ("I cut my hand",)]
)
def test_nobody_is_put_through_unasked(said: tuple[str, ...]) -> None:
    assert is_refused("transferCall", *said)


@pytest.mark.parametrize("said", ["Okay.", "No, good.", "Wait, make that a four"])
def test_call_may_end_after_anything_but_a_pause(said: str) -> None:
    assert not is_refused("endCall", said)


@pytest.mark.parametrize("said", ["One sec.", "uh, hold on"])
def test_pause_does_not_end_the_call(said: str) -> None:
    assert is_refused("endCall", said)


def test_patterns_are_read_alike_by_javascript_and_here() -> None:
    for pattern in (WANTS_A_PERSON, ONLY_A_PAUSE):
        assert pattern.startswith("(?i)")  # as Vapi's reference advises; no look-behind, no named group
        assert "(?P" not in pattern
        assert "(?<" not in pattern


def test_failures_are_published_reasons_of_this_assistants_providers() -> None:
    published = {reason for one in typing.get_args(CallEndedReason) for reason in typing.get_args(one)}
    assert set(FAILURES) - {ANY_PIPELINE_ERROR} <= published
    body: Any = assistant()
    assert {body["model"]["provider"], body["transcriber"]["provider"], body["voice"]["provider"]} == set(PROVIDERS)
    for provider in PROVIDERS:
        assert [reason for reason in FAILURES if f"fault-{provider}" in reason]
    assert {"customer-ended-call", "assistant-ended-call", "exceeded-max-duration"} & set(FAILURES) == set()


@pytest.mark.parametrize(
    ("number", "kind"), [("+15125550111", "transferCall"), ("", "${tool:request_call_back}")], ids=["number", "none"]
)
def test_call_that_breaks_down_ends_with_a_person_in_one_way(number: str, kind: str) -> None:
    filled: Any = fill(assistant(), installation_values(Settings(vapi_fallback_number=number)))
    [hook] = [hook for hook in filled["hooks"] if hook["on"] == "call.ending"]
    [action] = hook["do"]
    assert action.get("toolId", action.get("tool", {}).get("type")) == kind
    if number:
        assert action["tool"]["destinations"][0]["number"] == number
    assert "VAPI_FALLBACK_NUMBER" not in str(hook)


def test_save_and_close_are_acted_on_at_once() -> None:
    body: Any = assistant()
    timed = [hook for hook in body["hooks"] if hook["on"] == "call.timeElapsed"]
    assert [(hook["options"]["seconds"], hook["do"][0]["triggerResponseEnabled"]) for hook in timed] == [
        (90, True),
        (112, True),
    ]
    assert "call_completed false" in timed[0]["do"][0]["message"]["content"]
