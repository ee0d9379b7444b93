"""Reads a yes or no with what people say around it.

Each clause is read by itself: "yes, not ready" and "no, the gate is locked" do not agree with themselves and are
therefore no answer. Only where the question asks for things does a named one go with a yes: "yes, no gate code".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.checkins.spoken.senses import Lexicon, Sense, senses_of
from app.domain.checkins.spoken.text import clauses, fold_spoken, words_of

_PASSED_OVER = {Sense.FILLER, Sense.BETWEEN}
_AFFIRMING = {Sense.YES, Sense.WEAK_YES, Sense.LEANS_YES}
_DENYING = {Sense.NO, Sense.LEANS_NO}
_PLAIN: dict[Sense, Sense] = {
    Sense.OPENS_WITH_YES: Sense.YES,
    Sense.OPENS_WITH_NO: Sense.NO,
    Sense.DENIES: Sense.NO,
    Sense.CANNOT: Sense.UNKNOWN,
    Sense.NOTHING: Sense.NO,
    Sense.FEELS_WELL: Sense.YES,
    Sense.SETTLED: Sense.AGAINST,
}
"""What a sense comes to once nothing beside it changes it."""
_BY_NOT = {
    Sense.YES: Sense.NO,
    Sense.OPENS_WITH_YES: Sense.NO,
    Sense.NAMED: Sense.NO,
    Sense.FEELS_WELL: Sense.LEANS_NO,
    Sense.NO: Sense.AGAINST,
    Sense.LEANS_NO: Sense.AGAINST,
    Sense.LEANS_YES: Sense.AGAINST,
    Sense.SETTLED: Sense.UNKNOWN,
    Sense.UNKNOWN: Sense.UNKNOWN,
}
_DENIED: dict[Sense, dict[Sense, Sense]] = {
    Sense.OPENS_WITH_NO: {Sense.NAMED: Sense.NO, Sense.UNKNOWN: Sense.UNKNOWN},
    Sense.DENIES: _BY_NOT,
    Sense.CANNOT: _BY_NOT,
    Sense.NOTHING: {
        Sense.YES: Sense.NO,
        Sense.NAMED: Sense.NO,
        Sense.NO: Sense.NO,
        Sense.SETTLED: Sense.UNKNOWN,
        Sense.UNKNOWN: Sense.UNKNOWN,
    },
}
"""What a denial and the next thing said come to together; where no pair is given, the denial stands alone."""
_ALONE = {Sense.STALLS: Sense.AGAINST, Sense.YES_ALONE: Sense.YES, Sense.NO_ALONE: Sense.NO}
_BESIDE_OTHERS = {Sense.STALLS: Sense.UNKNOWN, Sense.YES_ALONE: Sense.FILLER, Sense.NO_ALONE: Sense.FILLER}
_HABIT = re.compile(r"^(?:yeah|yea|yep|ya),?\s+no(?=\s*[,.;–—]\s*\w|\s+(?:i|we|it|nothing|none|everything)\b)")
""" "Yeah, no, I'm ready": a way to begin, where more than another word of it follows."""


@dataclass(frozen=True)
class YesNo:
    """A question: the words that answer it, and whether a yes goes together with naming something."""

    known: Lexicon
    asks_for_things: bool = False

    @property
    def openings(self) -> set[Sense]:
        """What says nothing before a no: "ok, none" has none, "ok, I can't" does not agree with itself."""
        return {Sense.WEAK_YES} if self.asks_for_things else set()


def read_yes_no(raw: object, question: YesNo) -> bool | None:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int | float):
        return bool(raw) if raw in (0, 1) else None
    text = fold_spoken(raw)
    return None if text is None else _together(_clause_senses(text, question), question)


def denies_and_names(raw: object, question: YesNo) -> bool:
    """Say whether the text opens with a no and then goes on about something else: "No, just the truck"."""
    text = fold_spoken(raw)
    said = [] if text is None else _clause_senses(text, question)
    return said[:1] == [Sense.NO] and not set(said) <= _DENYING


def names_after_yes(raw: object, question: YesNo) -> bool:
    """Say whether the text is a yes that goes on to name something: "one, no parts"."""
    text = fold_spoken(raw)
    return text is not None and read_yes_no(text, question) is True and Sense.UNKNOWN in _words_senses(text, question)


def _words_senses(text: str, question: YesNo) -> set[Sense]:
    return {sense for clause in clauses(text) for sense in senses_of(words_of(clause), question.known)}


def _clause_senses(text: str, question: YesNo) -> list[Sense]:
    """Return what each part of a folded text says; mere filler is left out."""
    said = (
        _sense(_alone_or_beside(part) - _PASSED_OVER, question)
        for clause in clauses(_HABIT.sub("", text))
        for part in _parts(tuple(senses_of(words_of(clause), question.known)))
    )
    return [sense for sense in said if sense is not Sense.FILLER]


def _parts(senses: Sequence[Sense]) -> Iterator[set[Sense]]:
    """Resolve denials, and cut off a yes or no that the clause opens with: "no I'm good" is no, then good."""
    part: set[Sense] = set()
    at = 0
    while at < len(senses):
        sense, at = _resolved(senses, at)
        plain = _PLAIN.get(sense, sense)
        if sense in {Sense.OPENS_WITH_YES, Sense.OPENS_WITH_NO} and part <= _PASSED_OVER:
            yield {plain}
            part = set()
        else:
            part.add(plain)
    yield part


def _resolved(senses: Sequence[Sense], at: int) -> tuple[Sense, int]:
    """Return what the phrase comes to together with what it denies, and where to go on."""
    denial = _DENIED.get(senses[at])
    target = next((place for place in range(at + 1, len(senses)) if senses[place] is not Sense.BETWEEN), None)
    if denial is None or target is None or senses[target] not in denial:
        return senses[at], at + 1
    return denial[senses[target]], target + 1


def _alone_or_beside(part: set[Sense]) -> set[Sense]:
    table = _ALONE if len(part - _PASSED_OVER) == 1 else _BESIDE_OTHERS
    return {table.get(sense, sense) for sense in part}


def _sense(said: set[Sense], question: YesNo) -> Sense:
    """Return what one part says; a word that is not known leaves it open, unless the rest says what it is about."""
    if Sense.UNKNOWN in said:
        known = said - {Sense.UNKNOWN}
        if question.asks_for_things and known <= {Sense.NAMED}:
            return Sense.YES if known else Sense.UNKNOWN
        return Sense.LEANS_NO if known == {Sense.LEANS_NO} else Sense.AGAINST
    said = {Sense.YES if sense is Sense.NAMED else sense for sense in said}
    if said <= _AFFIRMING:
        return _strongest(said, (Sense.YES, Sense.WEAK_YES, Sense.LEANS_YES))
    if said - question.openings <= _DENYING:
        return _strongest(said, (Sense.NO, Sense.LEANS_NO))
    return Sense.AGAINST


def _strongest(said: set[Sense], order: Sequence[Sense]) -> Sense:
    return next((sense for sense in order if sense in said), Sense.FILLER)


def _together(said: Sequence[Sense], question: YesNo) -> bool | None:
    kinds = set(said)
    if Sense.NO in kinds:
        return False if kinds - question.openings <= _DENYING else None
    if question.asks_for_things:  # "ok" is no blocker yet
        return True if said[:1] == [Sense.YES] and kinds <= _AFFIRMING | {Sense.UNKNOWN} else None
    return True if kinds & {Sense.YES, Sense.WEAK_YES} and kinds <= _AFFIRMING else None
