"""Words about coming in or not, and words that only sound like them."""

import pytest

from app.domain.conversation.attendance import read_absence, read_late


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("I'm not coming in", {}),
        ("actually I’m not coming in today", {}),
        ("not coming in", {}),
        ("No, not coming in, I'm sick", {"not_ready_reason": "sick"}),
        ("I can't make it in, my kid is sick", {"not_ready_reason": "family"}),
        ("I won't be in today", {}),
        ("I'm staying home", {}),
        ("calling out", {}),
        ("I'm calling in sick", {"not_ready_reason": "sick"}),
        ("I'm out until Thursday", {"out_until": "until Thursday"}),
        ("I'm not coming in, the truck won't start", {"not_ready_reason": "vehicle"}),
        ("I need the day off", {"not_ready_reason": "schedule"}),
    ],
)
def test_absence_is_heard(said: str, arguments: dict[str, object]) -> None:
    assert read_absence(said) == {"ready_status": False} | arguments


@pytest.mark.parametrize(
    "said",
    [
        "Ready",
        "The customer isn't coming in until noon",
        "parts not coming in today",
        "I can't make it in before nine",
        "I can't make it on time",
        "my helper is out sick",
        "call out two leads",
        "Nobody is staying home",
        "I'm out the door",
        "",
    ],
)
def test_others_and_later_arrivals_are_no_absence(said: str) -> None:
    assert read_absence(said) is None


@pytest.mark.parametrize(
    ("said", "eta", "rest"),
    [
        ("I'll be thirty minutes late", "thirty minutes", ""),
        ("running about 20 minutes late", "about 20 minutes", ""),
        ("Ready but half an hour late, energy four", "half an hour", "Ready, energy four"),
        ("I'm an hour and a half late", "an hour and a half", ""),
        ("running late", None, ""),
    ],
)
def test_late_arrival_is_heard_with_its_minutes(said: str, eta: str | None, rest: str) -> None:
    arguments, others = read_late(said)
    assert arguments == {"ready_status": True} | ({"eta_minutes": eta} if eta else {})
    assert others == rest


@pytest.mark.parametrize(
    "said", ["I'm not late", "I won't be late", "the parts came late yesterday", "three late jobs"]
)
def test_other_lateness_is_none(said: str) -> None:
    assert read_late(said) == ({}, said)
