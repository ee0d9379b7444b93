"""Reads a whole number with what people say around it: an energy of 1 to 5, or seconds.

A clause with a number in it may hold nothing else that counts: "one second" is no energy. A clause beside it may say
how the caller is ("Two. Didn't sleep much."), but nothing that could turn the number over.
"""

import re
from collections.abc import Collection, Sequence

from app.domain.checkins.spoken import number_words as known
from app.domain.checkins.spoken.text import clauses, fold_spoken, words_of

_FIGURE = re.compile(r"\+?(\d{1,9})(?:\.0{1,9})?(?:ish)?\+?")
_TOKEN = re.compile(r"\+?[\d.,:/½]*\d[\w.:/-]*\+?|[^\W\d_]+(?:'[a-z]+)*|[^\w\s~#\"'*()]")
_ASIDES = re.compile(
    r"\b(?:(?:i'm|i am|it's|i'd be|energy|energy is|energy's|sitting|right) at|"
    r"or so|all day|more or less|give or take|you know)\b|"
    r"(?<=[a-z])-(?=[a-z])|(?<=\d)(?=s\b)"
)
"""What changes nothing, "four-ish" and "90s" included. "At 5" alone stays: it may be a time of day."""
_SCALE_ITSELF = re.compile(
    r"^out of (?:5|five)\b|"
    r"\b(?:on a scale (?:of|from) |on a |out of a |of a |from |between )?"
    r"(?:1|one) ?(?:to|-|through) ?(?:5|five)\b(?: scale)?"
)
_OUT_OF = re.compile(
    r"(\w+(?:\.0+)?)[\s,]*(?:/|\b(?:out of|outta|over|of)\b)\s*(?:a possible |a |possible )?(\d{1,9}|[a-z]+)\b(?!\s*/)"
)
_SHORTEST_SENTENCE = 3
"""Words that make a clause a statement of its own, which cannot be the noun that a number counts."""


def read_integer(
    raw: object, *, minimum: int, maximum: int, beside: Collection[str] = known.BESIDE_A_SCORE
) -> int | None:
    """Read 4, 4.0, "4", "four", "about a four", "four-ish", "4/5"; another scale or two numbers are not read.

    `beside`: the words that may stand around the number without changing it.
    """
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return int(raw) if minimum <= raw <= maximum and raw == int(raw) else None
    text = fold_spoken(raw)
    if text is None or (text := _without_scale(text, maximum)) is None:
        return None
    value = _only_number(text, beside)
    return value if value is not None and minimum <= value <= maximum else None


def _without_scale(text: str, maximum: int) -> str | None:
    """Take "out of five" away where it is our scale; None where it is another one."""
    text = _SCALE_ITSELF.sub(" ", text)
    scale = _OUT_OF.search(text)
    if scale is None or _number_of(scale[1].split()) is None or (top := _number_of([scale[2]])) is None:
        return text
    return f"{text[: scale.end(1)]} {text[scale.end() :]}" if top == maximum else None


def _only_number(text: str, beside: Collection[str]) -> int | None:
    numbers: set[int | None] = set()
    for clause in clauses(_ASIDES.sub(" ", text)):
        words = _TOKEN.findall(clause)
        if any(_counts(word) for word in words):
            numbers.add(_number_of([word for word in words if word not in beside]))
        elif not _is_harmless(words_of(clause), beside):
            return None
    return numbers.pop() if len(numbers) == 1 else None


def _counts(word: str) -> bool:
    return word in known.NUMBERS or word in known.NOT_WHOLE or any(mark.isdigit() for mark in word)


def _is_harmless(words: Sequence[str], beside: Collection[str]) -> bool:
    said = {word for word in words if word not in beside}
    denied = any(word in known.DENIALS or word.endswith("n't") for word in said)
    if said <= known.HOW_SOMEBODY_IS:
        turning = known.TURNS_OVER | known.HOW_MUCH if denied else known.TURNS_OVER
        return not said or not said <= turning
    return not denied and len(words) >= _SHORTEST_SENTENCE and not said & known.TURNS_OVER


def _number_of(words: Sequence[str]) -> int | None:
    """Return the number that the words say and nothing else; the same one said twice is one."""
    values = [_single(word) for word in words]
    if len(set(words)) > 1 and len(set(values)) == 1:
        return values[0]  # "four (4)"
    match words:
        case [word]:
            return _single(word)
        case [digit, "hundred"] if digit in known.DIGITS:
            return 100 * known.DIGITS[digit]
        case [digit, "hundred", *rest] if digit in known.DIGITS:
            below = _number_of([word for word in rest if word != "and"])
            return None if below is None else 100 * known.DIGITS[digit] + below
        case [tens, digit] if tens in known.TENS and digit in known.DIGITS:
            return known.TENS[tens] + known.DIGITS[digit]
    return None


def _single(word: str) -> int | None:
    figure = _FIGURE.fullmatch(word)
    return int(figure[1]) if figure else known.NUMBERS.get(word)
