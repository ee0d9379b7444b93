"""What single words and phrases mean as an answer, before they are put together."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto

from app.domain.checkins.spoken.text import phrases, words_of

LONGEST_PHRASE = 7
"""Words."""

Lexicon = Mapping[tuple[str, ...], "Sense"]


class Sense(Enum):
    """How a phrase, and then a whole clause, bears on a yes-or-no question."""

    YES = auto()
    NO = auto()
    OPENS_WITH_YES = auto()
    """ "yes", "yep": an answer by itself, whatever follows without a mark."""
    WEAK_YES = auto()
    """ "ok", "right": a yes where nothing else is said; before a no only a way to begin."""
    OPENS_WITH_NO = auto()
    """ "no", "nope": an answer by itself; before a noun it denies only that noun."""
    DENIES = auto()
    """ "not", "don't": turns what follows into its opposite."""
    CANNOT = auto()
    """ "can't", "doesn't": denies what follows; by itself it is no answer to a question about things."""
    NOTHING = auto()
    """ "none", "nothing": a no by itself, and a denial of what follows."""
    NAMED = auto()
    """A noun of the question ("blocker"): a yes, and a no after "no"."""
    FEELS_WELL = auto()
    """ "good": a yes by itself; "not good" says how somebody is, not whether they come."""
    LEANS_YES = auto()
    LEANS_NO = auto()
    """Fits a no and contradicts a yes, and is no answer by itself: "sick"."""
    SETTLED = auto()
    """ "fixed": takes back what was named beside it."""
    AGAINST = auto()
    """Could turn over whatever else was said: "hold on", "I don't know"."""
    STALLS = auto()
    """ "later", "but": against, where nothing else is said."""
    YES_ALONE = auto()
    """ "I am", "1": a yes where nothing else is said."""
    NO_ALONE = auto()
    BETWEEN = auto()
    """May stand between a denial and what it denies: "not really ready"."""
    FILLER = auto()
    UNKNOWN = auto()


def lexicon(*tables: Mapping[Sense, str]) -> Lexicon:
    """Build the lookup from phrases between commas; a later table overrules an earlier one."""
    return {words_of(phrase): sense for table in tables for sense, text in table.items() for phrase in phrases(text)}


def senses_of(words: Sequence[str], known: Lexicon) -> Iterator[Sense]:
    """Yield the sense of each phrase, the longest known one first; an unknown word is UNKNOWN."""
    at = 0
    while at < len(words):
        sizes = range(min(LONGEST_PHRASE, len(words) - at), 0, -1)
        size = next((size for size in sizes if tuple(words[at : at + size]) in known), 1)
        yield known.get(tuple(words[at : at + size]), Sense.UNKNOWN)
        at += size
