"""What texts say of the day: no wrong value from a bare word, from thanks, or from a tail that could turn it over."""

import pytest

from app.domain.conversation.answers import Topic
from app.domain.conversation.texted import (
    is_answered_by_the_network,
    is_polite,
    name_behind_got_it,
    read_text,
    says_start,
    says_stop,
    takes_an_alert,
)

READY, SICK = {"ready_status": True}, {"ready_status": False, "not_ready_reason": "sick"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ready 4", READY | {"energy_level": 4}),
        ("Ready, 4.", READY | {"energy_level": 4}),
        ("READY", READY),
        ("ready 5/5", READY | {"energy_level": 5}),
        ("ready 4 no blockers", READY | {"energy_level": 4, "blocker_present": False}),
        ("Ready 3, thanks", READY | {"energy_level": 3}),
        ("not ready", {"ready_status": False}),
        ("sick", SICK),
        ("Sick today", SICK),
        ("sick until Thursday", SICK | {"out_until": "until Thursday"}),
        ("out sick until Thursday", SICK | {"out_until": "until Thursday"}),
        ("my kid is sick", {"ready_status": False, "not_ready_reason": "family"}),
        ("late 30", READY | {"eta_minutes": "30"}),
        ("I'll be 20 min late", READY | {"eta_minutes": "20"}),
        ("20 min", READY | {"eta_minutes": "20"}),
        ("late 8:30", READY),
        ("skip", {"call_type": "ops_only"}),
        ("4", {"energy_level": 4}),
        ("make it a 3", {"energy_level": 3}),
        ("blocker gate code wrong", {"blocker_present": True, "blocker_note": "gate code wrong"}),
        ("no blockers", {"blocker_present": False}),
    ],
)
def test_text_is_read_without_a_question_before_it(text: str, values: dict[str, object]) -> None:
    assert read_text(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "ok thanks", "yes", "no", "good", "?", "", "what", "who is this", "ready by 4", "ready at 4", "ready 7",
        "not sick", "ready but the compressor is missing", "ready 4 but sick", "ready 4 waiting on parts",
        "I'm driving, will reply later", "got it", "👍", "gate code wrong",
    ],
)  # fmt: skip
def test_what_could_mean_something_else_is_not_read(text: str) -> None:
    assert read_text(text) is None


@pytest.mark.parametrize(
    ("text", "asked", "values"),
    [
        ("yes", Topic.READY, READY),
        ("ok", Topic.READY, READY),
        ("no", Topic.READY, {"ready_status": False}),
        ("no", Topic.BLOCKER, {"blocker_present": False}),
        ("ok", Topic.BLOCKER, None),
        ("good", Topic.BLOCKER, None),
        ("yes", Topic.BLOCKER, None),
        ("no", Topic.REASON, None),
        ("sick", Topic.BLOCKER, SICK),
        ("ready now", Topic.BLOCKER, READY),
    ],
)
def test_bare_answer_belongs_to_the_question_before_it(
    text: str, asked: Topic, values: dict[str, object] | None
) -> None:
    assert read_text(text, asked=asked) == values


def test_words_of_consent_are_the_networks_own() -> None:
    stops = ["STOP", "stop.", "Unsubscribe", "CANCEL", "end", "Quit", "stop all"]
    assert [text for text in stops if not says_stop(text)] == []
    assert [text for text in ("stop by later", "the end", "starting now", "ready") if says_stop(text)] == []
    assert (says_start("Start"), says_start("unstop"), says_start("yes")) == (True, True, False)
    assert (is_answered_by_the_network("HELP"), is_answered_by_the_network("help me")) == (True, False)


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("got it", True),
        ("Got it, thanks!", True),
        ("ok I've got this", True),
        ("I’m on it", True),
        ("mine", True),
        ("ack", True),
        ("got it from the shop", False),
        ("what did he get", False),
        ("ok", False),
    ],
)
def test_got_it_takes_an_alert_and_nothing_else_does(text: str, *, takes: bool) -> None:
    assert takes_an_alert(text) is takes


def test_name_behind_got_it_is_who_takes_it_at_a_desk() -> None:
    texts = ("got it Kay", "Got it, Kay Ortiz.", "got it", "ready 4")
    assert [name_behind_got_it(text) for text in texts] == ["Kay", "Kay Ortiz", "", None]


def test_thanks_wait_for_no_answer_and_long_ones_are_read_at_once() -> None:
    assert [is_polite(text) for text in ("ok thanks!", "thx 👍", "thanks, sick", "")] == [True, True, False, False]
    assert is_polite("ok " * 500 + "x") is False
    assert takes_an_alert("ok " * 500 + "x") is False
    assert read_text("ok " * 500 + "x") is None
