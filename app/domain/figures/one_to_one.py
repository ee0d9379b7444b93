"""Three plain questions to open a conversation with somebody whose week was flagged.

Chosen by the flags alone and written once, by people: nothing is made from what somebody said about their health, and
no question asks for it.
"""

from collections.abc import Iterable, Mapping
from itertools import chain, zip_longest
from types import MappingProxyType

from app.domain.figures.week_flags import FlagRule

QUESTIONS_ASKED = 3

QUESTIONS: Mapping[FlagRule, tuple[str, str, str]] = MappingProxyType(
    {
        FlagRule.BURNOUT: (
            "How was this week for you, from your side of the van?",
            "What took more out of you than it should have?",
            "What could I take off your plate next week?",
        ),
        FlagRule.MISSED: (
            "What gets in the way of the morning call?",
            "Would another time of the morning suit you better?",
            "Is there anything about the call that you would change?",
        ),
        FlagRule.GOAL: (
            "Does this goal still fit the work you have now?",
            "What is the next small step, and what would it take to do it this week?",
            "Who or what could help you get it moving again?",
        ),
        FlagRule.KPI: (
            "What do you see behind these numbers that I don't?",
            "Which kind of job makes the difference at the moment?",
            "What would you try first if it were up to you?",
        ),
        FlagRule.BLOCKER_OLD: (
            "What does this blocker cost you on a normal day?",
            "Who have you asked so far, and what did they say?",
            "What can I do by tomorrow to get it out of your way?",
        ),
        FlagRule.BLOCKER_REPEAT: (
            "This keeps coming back: what do you think is behind it?",
            "What helped the last time, even if only for a day?",
            "Who needs to hear about this so that it stops?",
        ),
    }
)


def questions_for(flags: Iterable[FlagRule]) -> tuple[str, ...]:
    """Return three questions, the first of each flag before the second of any; none without a flag."""
    raised = set(flags)
    sets = [QUESTIONS[rule] for rule in FlagRule if rule in raised]
    in_turn = chain.from_iterable(zip_longest(*sets))
    return tuple(question for question in in_turn if question is not None)[:QUESTIONS_ASKED]
