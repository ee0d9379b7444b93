"""What a caller says of coming in, whatever was asked: not today, or later than planned.

Said of oneself only: "the customer isn't coming in" is a blocker, not an absence.
"""

import re

from app.domain.conversation.answers import Values
from app.domain.conversation.reasons import find_reason

_OPENING = r"(?:^|[,.;!]\s*|\b(?:actually|no|nope|sorry|and|so|but|just|yeah|well|morning|hey|hi)\b,?\s+)"
_SELF = r"\b(?:i'm|im|i am|i'll be|i will be|gonna be|going to be)\s+(?:probably |just |actually |really |still )?"
_NOT_COMING = re.compile(
    rf"(?:{_OPENING}|{_SELF})not (?:coming(?: in| to work)?|going to make it(?: in)?|gonna make it(?: in)?)\b"
    r"|\bi (?:can't|cannot|can not|won't|will not|don't think i(?:'ll| will| can)|am not going to|am not gonna)"
    r" (?:be able to )?(?:come(?: in| to work)?|make it(?: in)?|work today|be in|be coming|be there|be working)\b"
    rf"|(?:{_OPENING}|{_SELF})(?:staying|stay) (?:at )?home\b"
    rf"|(?:{_OPENING}|{_SELF})calling (?:out|off|in sick)(?=$|[ ,.;!])"
    rf"|(?:{_OPENING}|{_SELF})(?:out|off) (?:sick|today|until|till|through|all week)\b"
    r"|\b(?:taking|need) (?:a |the )?(?:sick day|day off|today off)\b",
    re.IGNORECASE,
)
_TIME = (
    r"(?:noon|lunch|\d{1,2}(?::\d\d)?|(?:about |around )?(?:six|seven|eight|nine|ten|eleven|twelve|one|two|three)\b)"
)
_ONLY_LATER = re.compile(rf"\b(?:before|until|till|by) {_TIME}|\b(?:on time|late)\b", re.IGNORECASE)
_COUNT = r"(?:\d+|an?|half|couple(?: of)?|few|five|ten|fifteen|twenty|thirty|forty|forty-five|fifty|one|two|three|of)"
_LATE = re.compile(
    rf"(?:{_OPENING}|{_SELF}|\b(?:be|running)\s+)(?:running )?"
    rf"(?P<span>(?:about |around |maybe |like )?(?:{_COUNT}[ -])+(?:hours?|minutes?|mins?)"
    r"(?: and a half)?)? ?(?:late|behind)\b",
    re.IGNORECASE,
)
_NOT_LATE = re.compile(r"\b(?:not|isn't|never|won't be|no longer) (?:\w+ ){0,3}(?:late|behind)\b", re.IGNORECASE)
_OUT_UNTIL = re.compile(
    r"\b(?:out|off|home|back|in)?\s*(?P<day>(?:until|till|through) (?:next )?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|until (?:next week|tomorrow))\b",
    re.IGNORECASE,
)


def read_absence(text: str) -> Values | None:
    """Return the arguments of a day out, with the class of reason and the last day where they were said."""
    words = text.replace("’", "'")
    if not _NOT_COMING.search(words) or _ONLY_LATER.search(words):
        return None
    absence: Values = {"ready_status": False}
    if reason := find_reason(words):
        absence["not_ready_reason"] = reason
    if day := _OUT_UNTIL.search(words):
        absence["out_until"] = day["day"]
    return absence


def read_late(text: str) -> tuple[Values, str]:
    """Return the arguments of coming late, and what else was said; none, and the whole text, where nobody is late."""
    words = text.replace("’", "'")
    late = _LATE.search(words)
    if late is None or _NOT_LATE.search(words):
        return {}, text
    eta = (late["span"] or "").strip()
    around = (part.strip(" ,.;!") for part in (words[: late.start()], words[late.end() :]))
    rest = ", ".join(filter(None, around))
    return {"ready_status": True} | ({"eta_minutes": eta} if eta else {}), rest
