"""What people ask, and that it is told from what they answer."""

import pytest

from app.domain.checkins.asked import ASKED, QuestionBack, answer, find_asked
from app.domain.checkins.script import MOST_WORDS_A_QUESTION
from app.domain.checkins.time_box import count_words, spoken_seconds

LONGEST_ANSWER_SECONDS = 8


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.slug)
def test_question_is_heard_as_itself_and_answered_in_a_few_words(asked: QuestionBack) -> None:
    assert find_asked(asked.example) is asked
    for words in filter(None, (asked.say, asked.without)):
        assert count_words(words) <= MOST_WORDS_A_QUESTION
        assert spoken_seconds(words) <= LONGEST_ANSWER_SECONDS


def test_slugs_are_unique() -> None:
    assert len({asked.slug for asked in ASKED}) == len(ASKED)


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("who can see my answers", "who-sees-this"),
        ("Are you a real person?", "robot"),
        ("am I talking to a computer", "robot"),
        ("Is this call recorded?", "is-it-recorded"),
        ("what’s my KPI", "my-number"),
        ("how many more questions", "how-long"),
    ],
)
def test_other_ways_to_ask(said: str, slug: str) -> None:
    asked = find_asked(said)
    assert (asked.slug if asked else None) == slug


@pytest.mark.parametrize(
    "said", ["Ready", "Call the person who sees the gate", "My goal is one module", "Record three readings", "", "No"]
)
def test_answers_are_no_questions(said: str) -> None:
    assert find_asked(said) is None


def test_what_is_not_known_is_not_claimed() -> None:
    goal = next(asked for asked in ASKED if asked.slug == "my-goal")
    assert answer(goal, {"goal": "cut callbacks"}) == "Your goal: cut callbacks."
    assert answer(goal, {}) == goal.without
