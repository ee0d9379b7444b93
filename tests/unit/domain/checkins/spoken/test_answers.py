"""Answers as people give them and models pass them on, each with the value that is right: `tests/fixtures/spoken`.

An empty value is an answer that must not be read: two meanings, another question's answer, or no answer at all.
"""

import csv
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.checkins.fields import BY_NAME
from app.domain.checkins.readers import Nothing, read_field
from app.domain.checkins.spoken.choice_words import REASON
from app.domain.checkins.spoken.choices import read_choice
from app.domain.checkins.spoken.moment import Moment
from app.domain.checkins.spoken.numbers import read_integer
from app.domain.checkins.spoken.text import clean_text, read_text
from app.domain.checkins.spoken.unsaid import is_absent
from app.domain.checkins.spoken.yes_no import read_yes_no
from app.domain.checkins.spoken.yes_no_words import BLOCKERS, FINISHED, READY

QUESTIONS = [READY, BLOCKERS, FINISHED]
MOMENT = Moment(local=datetime(2026, 11, 24, 7, 50, tzinfo=ZoneInfo("America/Chicago")))
TABLE = Path(__file__).parents[4] / "fixtures" / "spoken" / "answers.csv"
WORD_FOR: dict[object, str] = {True: "yes", False: "no", Nothing.UNREAD: "", Nothing.SAID: ""}
KEPT: dict[object, str] = {Nothing.SAID: "nothing", Nothing.UNREAD: "unread"}
with TABLE.open(newline="") as lines:
    ANSWERS = [(row["field"], row["said"], row["value"]) for row in csv.DictReader(lines)]


def value_of(name: str, said: str) -> str:
    value = read_field(BY_NAME[name], said, MOMENT)
    if BY_NAME[name].limit:  # a free text
        return KEPT.get(value, "kept")
    return WORD_FOR.get(value, str(value)) if not isinstance(value, int) or isinstance(value, bool) else str(value)


@pytest.mark.parametrize(("name", "said", "value"), ANSWERS)
def test_an_answer_is_read_as_it_was_meant(name: str, said: str, value: str) -> None:
    assert value_of(name, said) == value


def test_the_table_asks_enough() -> None:
    assert len(ANSWERS) >= 300
    assert {name for name, _said, _value in ANSWERS} >= {
        "ready_status",
        "not_ready_reason",
        "energy_level",
        "blocker_present",
        "blocker_note",
        "goal_action_today",
    }


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(ANYTHING)
def test_no_value_makes_a_reader_fail(raw: object) -> None:
    assert read_integer(raw, minimum=1, maximum=5) in {None, 1, 2, 3, 4, 5}
    assert all(read_yes_no(raw, question) in {None, True, False} for question in QUESTIONS)
    reason = read_choice(raw, REASON)
    assert reason in {None, *REASON.keywords}
    text = read_text(raw)
    assert text is None or text == clean_text(text)
    assert is_absent(raw) in {True, False}
