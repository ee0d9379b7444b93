"""Text messages that fit into two segments.

A text is paid, sent and sometimes shown by the segment. In the GSM alphabet (3GPP TS 23.038, 6.2.1) one holds 160
characters, or 153 where there are several; one character outside it, such as a curly quote, makes the whole text
UCS-2, of which a segment holds 70, or 67.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

GSM = frozenset(
    "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_IN_TWO = frozenset("^{}\\[~]|€")
"""Characters of the GSM alphabet that take the room of two."""
MOST_SEGMENTS = 2
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'", "–": "-", "—": "-",
     "−": "-", "‑": "-", "…": "...", "·": "-", "•": "-", "→": "->", "×": "x", "≥": ">=", "≤": "<=", "\t": " ",
     "\u00a0": " ", "\u2009": " ", "\u202f": " ", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"}
)  # fmt: skip


@dataclass(frozen=True)
class _Alphabet:
    single: int
    """Characters of a text that is one segment."""
    each: int
    """Characters of a segment of several."""

    def segments(self, size: int) -> int:
        return 1 if size <= self.single else -(-size // self.each)


_SEVEN_BITS, _UCS2 = _Alphabet(160, 153), _Alphabet(70, 67)


def segments(text: str) -> int:
    """Return how many segments a text is sent in."""
    if all(letter in GSM or letter in GSM_IN_TWO for letter in text):
        return _SEVEN_BITS.segments(sum(2 if letter in GSM_IN_TWO else 1 for letter in text))
    return _UCS2.segments(len(text.encode("utf-16-le")) // 2)


def in_plain_letters(text: str) -> str:
    """Return the text with typographic signs and accents that the GSM alphabet lacks put into its letters.

    Letters of another script stay: a name is better in its own letters than in question marks.
    """
    return "".join(map(_plain, unicodedata.normalize("NFC", text).translate(_PLAIN)))


def _plain(letter: str) -> str:
    if letter in GSM or letter in GSM_IN_TWO:
        return letter
    bare = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return bare if bare and all(part in GSM for part in bare) else letter


def fit(text: str, link: str = "") -> str:
    """Return text and link in plain letters and two segments: the text is cut at a word, the link never."""
    whole, ending = " ".join(in_plain_letters(text).split()), f" {link}" if link else ""
    versions = (f"{version}{ending}".strip() for version in _ever_shorter(whole))
    return next((version for version in versions if segments(version) <= MOST_SEGMENTS), link)


def _ever_shorter(text: str) -> Iterator[str]:
    """Yield the text, then what is left of it cut at each word from the end, then at each letter of its first word."""
    yield text
    most = text[: _SEVEN_BITS.each * MOST_SEGMENTS]
    at_words = [place for place, letter in enumerate(most) if letter == " "]
    for place in (*reversed(at_words), *range(at_words[0] if at_words else len(most), 0, -1)):
        yield most[:place].rstrip(" ,;:.-") + "..."
