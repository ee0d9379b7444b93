"""What people ask the coach, and what it answers before it asks its own question again: for prompt, evals and rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class QuestionBack:
    slug: str
    example: str
    """As somebody asks it."""
    heard_as: str
    """A pattern for the rule coach, over small letters."""
    say: str
    """`{…}` stand for fields of the context tool."""
    without: str = ""
    """Said instead where the field is not there."""


ASKED: tuple[QuestionBack, ...] = (
    QuestionBack(
        "who-sees-this",
        "Who sees this?",
        r"(?:^|[,.;!?] ?)(?:so |and |but |wait |hey )?who(?:'s| is| can| will| gets to)? (?:see|read|hear|know|look)",
        "You, your own managers and, on record, HR. Dispatch only hears if you're in and what blocks you.",
    ),
    QuestionBack(
        "is-it-recorded",
        "Is this being recorded?",
        r"\b(?:recorded|recording|taped|listening in)\b",
        "No recording is kept, only your answers.",
    ),
    QuestionBack(
        "robot",
        "Are you a robot?",
        r"\b(?:are you|is this|talking to) (?:an? )?(?:real )?(?:robot|machine|computer|ai\b|bot|human|person)",
        "I'm an automated coach. Want a person? Just say so.",
    ),
    QuestionBack(
        "my-goal",
        "What's my goal again?",
        r"\bwhat(?:'s| is| was) my (?:ninety[- ]day |90[- ]day )?goal\b",
        "Your goal: {goal}.",
        without="I don't have your goal here. Your manager does.",
    ),
    QuestionBack(
        "my-number",
        "What's my number?",
        r"\bwhat(?:'s| is| was) my (?:kpi|number|metric)\b",
        "Your number is {primary_kpi}.",
        without="I don't have a number for you. Pick what would make today a good one.",
    ),
    QuestionBack(
        "yesterday",
        "What did I say yesterday?",
        r"\bwhat did i (?:say|promise|tell you)\b",
        "You said: {last_commitment}.",
        without="I have nothing noted from last time.",
    ),
    QuestionBack(
        "spanish",
        "¿Hablas español?",
        r"\b(?:espa[nñ]ol|spanish)\b",
        "Lo siento, solo en inglés. Diga persona, y alguien le llama.",
    ),
    QuestionBack(
        "how-long",
        "How long is this going to take?",
        r"\bhow (?:long|many (?:more )?questions)\b",
        "Two minutes at most, or say skip.",
    ),
)


def find_asked(text: str) -> QuestionBack | None:
    """Return what was asked, where it is one of these questions."""
    plain = text.casefold().replace("’", "'")
    return next((asked for asked in ASKED if re.search(asked.heard_as, plain)), None)


def answer(asked: QuestionBack, facts: Mapping[str, str]) -> str:
    """Return the words to say. `facts`: the fields by name, those that are not known left out."""
    try:
        return asked.say.format_map(facts)
    except KeyError:
        return asked.without
