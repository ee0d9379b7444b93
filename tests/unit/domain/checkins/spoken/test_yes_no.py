import math
from itertools import product

import pytest

from app.domain.checkins.spoken.yes_no import read_yes_no
from app.domain.checkins.spoken.yes_no_words import BLOCKERS, FINISHED, READY

PLAIN = [(True, True), (False, False), (1, True), (0, False), (1.0, True), ("1", True), ("0", False)]
PLAIN += [(word, True) for word in ("yes", "Yeah.", "YEP", " yup ", "true", "sure", "absolutely", "Yes, sir")]
PLAIN += [(word, False) for word in ("no", "Nope", "nah", "false", "never", "no, thanks", "no sir")]
QUESTIONS = [READY, BLOCKERS, FINISHED]


@pytest.mark.parametrize(("raw", "meaning"), PLAIN)
def test_plain_yes_and_no_answer_every_question(raw: object, meaning: object) -> None:
    assert [read_yes_no(raw, question) for question in QUESTIONS] == [meaning] * 3


def test_ok_is_a_yes_but_not_yet_a_blocker() -> None:
    assert [read_yes_no("ok", question) for question in QUESTIONS] == [True, None, True]


@pytest.mark.parametrize(
    ("raw", "meaning"),
    [
        ("ready", True),
        ("I'm ready to roll", True),
        ("good to go", True),
        ("all set", True),
        ("no problem", True),
        ("not ready", False),
        ("No, not ready", False),
        ("I’m not ready yet", False),
        ("not yet", False),
        ("unavailable", False),
        ("yes, not ready", None),
        ("yes but no", None),
        ("no yes", None),
        ("not sure", None),
        ("not unavailable", None),
        ("ready? no", None),
        ("sick", None),
        ("two", None),
    ],
)
def test_ready_is_read_in_its_own_words(raw: str, meaning: object) -> None:
    assert read_yes_no(raw, READY) is meaning


@pytest.mark.parametrize(
    ("raw", "meaning"),
    [
        ("none", False),
        ("no blockers", False),
        ("zero blockers", False),
        ("nothing blocking me", False),
        ("all clear", False),
        ("nope, all good", False),
        ("not blocked", False),
        ("good to go", False),
        ("blocked", True),
        ("a blocker", True),
        ("yes, waiting on the compressor", True),
        ("yes, but it is fine", None),
        ("not clear", None),
        ("compressor", None),
        ("2", None),
    ],
)
def test_blockers_are_read_in_their_own_words(raw: str, meaning: object) -> None:
    assert read_yes_no(raw, BLOCKERS) is meaning


@pytest.mark.parametrize("raw", [2, -1, math.nan, 10**400, [True], {"ready": True}, "yes " * 200])
def test_what_is_neither_yes_nor_no_is_not_read(raw: object) -> None:
    assert read_yes_no(raw, READY) is None


YES_WORDS = ("yes", "yeah", "yep", "sure", "absolutely", "uh-huh")
NO_WORDS = ("no", "nope", "nah", "negative", "not really", "never")
AGAINST_READY = (
    "not ready",
    "I'm sick",
    "at the hospital",
    "staying home",
    "my truck broke down",
    "tomorrow",
    "hold on",
)
ABOUT_NOTHING = ("none", "nothing", "no blockers", "all clear", "I'm good", "never mind", "it's fixed")
THINGS = ("the gate is locked", "waiting on parts", "no keys", "a part is missing", "customer isn't home")


@pytest.mark.parametrize(("yes", "no"), [*product(YES_WORDS, NO_WORDS)])
def test_a_yes_and_a_no_are_no_answer_to_any_question(yes: str, no: str) -> None:
    for said in (f"{yes}. {no}.", f"{no}. {yes}."):
        assert [read_yes_no(said, question) for question in QUESTIONS] == [None] * 3


@pytest.mark.parametrize(("yes", "tail"), [*product(YES_WORDS, AGAINST_READY)])
def test_a_yes_with_what_speaks_against_it_is_no_answer(yes: str, tail: str) -> None:
    assert read_yes_no(f"{yes}, {tail}", READY) is None


@pytest.mark.parametrize(("no", "tail"), [*product(NO_WORDS, ("I'm ready", "all good", "good to go", "I'm here"))])
def test_a_no_with_what_speaks_against_it_is_no_answer(no: str, tail: str) -> None:
    assert read_yes_no(f"{no}, {tail}", READY) is None


@pytest.mark.parametrize("thing", THINGS)
def test_a_thing_beside_a_yes_is_a_blocker_and_beside_a_no_is_unread(thing: str) -> None:
    assert {read_yes_no(f"{yes}, {thing}", BLOCKERS) for yes in YES_WORDS} == {True}
    assert {read_yes_no(f"{no}, {thing}", BLOCKERS) for no in NO_WORDS} == {None}


@pytest.mark.parametrize("tail", ABOUT_NOTHING)
def test_a_yes_that_is_taken_back_is_no_blocker(tail: str) -> None:
    assert {read_yes_no(f"{yes}, {tail}", BLOCKERS) for yes in YES_WORDS} == {None}
