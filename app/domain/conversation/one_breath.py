"""Several answers in one sentence: "Ready, energy four, no blockers" answers three questions at once.

A part with a word of another question goes to that one, where its reader takes it; all else belongs to what was asked.
"""

import re
from collections.abc import Iterator, Mapping

from app.domain.checkins.spoken.yes_no import read_yes_no
from app.domain.checkins.spoken.yes_no_words import BLOCKERS
from app.domain.conversation import answers
from app.domain.conversation.answers import FREE_TEXT, Topic, Values

_LABELS: Mapping[Topic, re.Pattern[str]] = {
    Topic.ENERGY: re.compile(r"\benergy\b", re.IGNORECASE),
    Topic.BLOCKER: re.compile(r"\bblock(?:er|ers|ing|ed)\b|\bin (?:my|the) way\b", re.IGNORECASE),
    Topic.KPI: re.compile(r"^(?:for )?(?:my |the )?(?:kpi|number)(?: is| today)*\b[\s:]*", re.IGNORECASE),
    Topic.FOCUS: re.compile(r"^(?:my |the |today's )*focus(?: is| today|:)*\b[\s:]*", re.IGNORECASE),
    Topic.GOAL: re.compile(
        r"^(?:for |and for )?(?:my |the )?(?:(?:ninety|90)[ -]days? )?goal(?: is|:)*\b[\s:]*", re.IGNORECASE
    ),
}
_PLAN = re.compile(r"^(?:and )?(?:i'll|i will|i'm going to|i'm gonna|gonna|going to)\b", re.IGNORECASE)
_AND = r"\s+and\s+(?=(?:[\w']+\s+){0,3}(?:energy|block\w+|focus|goal)\b)"
_PARTS = re.compile(rf"[,.;!]+\s+|[;!]+|{_AND}", re.IGNORECASE)


def read_all(topic: Topic, text: str) -> Values | None:
    """Return the arguments of every answer in the text; None where nothing in it was understood."""
    if topic in FREE_TEXT:
        return answers.read(topic, text)
    said = _by_topic(topic, text)
    if set(said) == {topic}:
        return answers.read(topic, text)
    heard: Values = {}
    for about, words in said.items():
        heard |= answers.read(about, words) or {}
    return heard or None


def _by_topic(topic: Topic, text: str) -> dict[Topic, str]:
    """Return which words belong to which question."""
    said: dict[Topic, str] = {}
    here = topic
    for part in filter(None, map(str.strip, _PARTS.split(text.replace("’", "'")))):
        here, words = next(_claims(part, here, said), (here, part))
        said[here] = f"{said[here]}, {words}" if here in said else words
    return said


def _claims(part: str, here: Topic, said: Mapping[Topic, str]) -> Iterator[tuple[Topic, str]]:
    """Yield the question that a part answers besides the one it follows, with its words."""
    for topic, label in _LABELS.items():
        words = label.sub("", part) if topic in FREE_TEXT else part
        if topic is not here and label.search(part) and answers.read(topic, words):
            yield topic, words
    if here is Topic.READY and here in said and answers.read(Topic.ENERGY, part):
        yield Topic.ENERGY, part
    if here is Topic.ENERGY and here in said and read_yes_no(part, BLOCKERS) is not None:
        yield Topic.BLOCKER, part
    if here is Topic.BLOCKER and here in said and read_yes_no(said[here], BLOCKERS) is False and _PLAN.match(part):
        yield Topic.KPI, part
