"""What a caller said, made harmless for every channel: plain words, with nothing to press and nobody to call.

Chat services, mail programs and telephones turn text into links, mentions and markup by rules of their own, so the
strictest of them decides for all. Spoken words lose nothing by it: an address is written out as it is said.
"""

import re
import unicodedata

_ADDRESS_DOT = re.compile(r"(?<=[^\W_])\.(?=[^\W_])")
"""A dot inside a word: `example.com`, `1.2.3.4`. One at the end of a sentence has no letter after it."""
_NUMBER = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.])")
"""A decimal number keeps its point."""
_SCHEME = re.compile(r"\b([a-z][a-z0-9+-]*):(?://)?(?=[^\s])", re.IGNORECASE)
_MARKUP = re.compile(r"[<>\[\]{}|*_~`\\#^]")
_LOOSE_STOP = re.compile(r" +([,;.])(?=\s|$)")
_SLASHES = re.compile(r"/{2,}")


def neutral(words: str) -> str:
    """Return the words on one line, without links, mentions, markup and characters that cannot be seen."""
    text = unicodedata.normalize("NFKC", words)
    text = "".join(character if _is_visible(character) else " " for character in text)
    text = _SLASHES.sub(" ", _SCHEME.sub(r"\1 ", text))
    text = _MARKUP.sub(" ", text.replace("@", " at "))
    return _LOOSE_STOP.sub(r"\1", " ".join(_write_out_dots(text).split()))


def _is_visible(character: str) -> bool:
    """Control, format (direction marks, zero width) and separator characters are not."""
    return unicodedata.category(character)[0] != "C" and unicodedata.category(character) not in {"Zl", "Zp"}


def _write_out_dots(text: str) -> str:
    return " ".join(
        word if _NUMBER.fullmatch(word.strip(",;!?()”“'\"")) else _ADDRESS_DOT.sub(" dot ", word)
        for word in text.split()
    )
