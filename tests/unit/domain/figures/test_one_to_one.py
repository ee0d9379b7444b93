"""Three questions for a flagged week, chosen by the flags."""

import re
from itertools import chain, combinations

import pytest

from app.domain.figures.one_to_one import QUESTIONS, questions_for
from app.domain.figures.week_flags import FlagRule

EVERY_SET = list(chain.from_iterable(combinations(FlagRule, size) for size in range(1, len(FlagRule) + 1)))


def test_no_flag_asks_nothing() -> None:
    assert questions_for([]) == ()


@pytest.mark.parametrize("flags", EVERY_SET, ids="+".join)
def test_there_are_always_three_and_each_of_the_first_three_flags_has_one(flags: tuple[FlagRule, ...]) -> None:
    asked = questions_for(reversed(flags))
    assert len(set(asked)) == 3
    assert {rule for rule in flags for question in QUESTIONS[rule] if question in asked} == set(flags[:3])


def test_one_flag_asks_its_own_three() -> None:
    assert questions_for([FlagRule.GOAL]) == QUESTIONS[FlagRule.GOAL]


@pytest.mark.parametrize("question", [*chain.from_iterable(QUESTIONS.values())])
def test_question_is_a_question_and_no_diagnosis(question: str) -> None:
    assert question.endswith("?")
    assert not re.search(r"burn|sick|health|stress|depress|tired|\bill\b|energy|diagnos", question, re.IGNORECASE)
