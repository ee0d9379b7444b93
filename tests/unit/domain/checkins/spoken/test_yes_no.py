import math

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
