"""What a text message says of the day: "ready 4", "sick", "late 30", "skip", read as on the phone.

A text comes without the question that a call asks before each answer. So a bare yes or no counts only once a question
went out, and a blocker has to be called one: "ok thanks" makes nobody ready, and nothing else a blocker.
"""

import re

from app.domain.checkins.fields import CallType
from app.domain.checkins.script import is_kill_switch
from app.domain.checkins.spoken.yes_no import read_yes_no
from app.domain.checkins.spoken.yes_no_words import BLOCKERS
from app.domain.conversation import answers
from app.domain.conversation.answers import Topic, Values
from app.domain.conversation.asides import is_question
from app.domain.conversation.attendance import read_absence, read_late
from app.domain.conversation.corrections import read_correction
from app.domain.conversation.one_breath import read_all
from app.domain.conversation.reasons import find_reason

_MINUTES = r"(\d{1,3})(?: ?(?:m|mins?|minutes?))?"
_LATE = re.compile(
    rf"(?:(?:i'm|im|i'll be|ill be|running|be) )*(?:late,? (?:by |about )?{_MINUTES}|{_MINUTES} late)[.!]*",
    re.IGNORECASE,
)
_ONLY_MINUTES = re.compile(r"(?:in |about )?(\d{1,3}) ?(?:m|mins?|minutes?)[.!]*", re.IGNORECASE)
_READY_AND_ENERGY = re.compile(
    r"(?:ready|yes|yep|yeah|y|ok|okay|here|good)[ ,.:;-]*([1-5])(?:/5| of 5)?(?:$|[ ,.;!]+(?P<rest>.*))", re.IGNORECASE
)
_ONLY_ENERGY = re.compile(r"(?:(?:my )?energy(?: level)?(?: is|:)? )?(?:\w+|[1-5](?:/5| of 5))[.!]*", re.IGNORECASE)
_SPEAKS_OF_COMING = re.compile(r"\b(?:ready|here|coming|on my way|not in|in today)\b", re.IGNORECASE)
_SPEAKS_OF_BLOCKERS = re.compile(r"\bblock(?:er|ers|ing|ed)\b|\bin (?:my|the) way\b", re.IGNORECASE)
_POLITE = re.compile(
    r"(?:okay|ok|k|thanks|thank you|thank|thx|ty|great|good|cool|will do|sure|perfect|you too|bye|[ ,.!👍🙏])+",
    re.IGNORECASE,
)
_STOP = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke"})
_START = frozenset({"start", "unstop"})
_ANSWERED_BY_THE_NETWORK = frozenset({"help", "info"})
_GOT_IT = re.compile(
    r"(?:(?:ok|okay|yes|yep|thanks)[ ,.!]*)*(?:i(?:'ve| have)? )?"
    r"(?:got (?:it|this|her|him|them)|(?:i'm |im )?on it|mine|taking it|(?:i'll |ill )take it|ack(?:nowledged)?)"
    r"[ ,.!]*(?:thanks?|thank you)?[.!]*",
    re.IGNORECASE,
)
_GOT_IT_AND_NAME = re.compile(r"(?:ok |okay )?got it[ ,.:;-]+(.+?)[.!]*", re.IGNORECASE)


def read_text(text: str, *, asked: Topic | None = None) -> Values | None:
    """Return the arguments of the text; None where it is not understood.

    `asked`: what our last reply asked, readiness or blockers.
    """
    words = " ".join(text.replace("’", "'").split())
    if is_question(words) or not re.search(r"\w", words):
        return None
    if is_kill_switch(words):
        return {"call_type": CallType.OPS_ONLY.value}
    correction = None if _SPEAKS_OF_COMING.search(words) else read_correction(words)
    if read := read_absence(words) or _late(words) or correction:
        return read
    if level := _READY_AND_ENERGY.fullmatch(words):
        return _ready_and_energy(level[1], level["rest"] or "")
    return _answers(words, asked)


def is_polite(text: str) -> bool:
    """True for thanks and the like, to which nobody waits for an answer."""
    return _POLITE.fullmatch(text.strip()) is not None


def says_stop(text: str) -> bool:
    """True for the words by which the networks take back somebody's consent."""
    return _bare(text) in _STOP


def says_start(text: str) -> bool:
    return _bare(text) in _START


def is_answered_by_the_network(text: str) -> bool:
    return _bare(text) in _ANSWERED_BY_THE_NETWORK


def takes_an_alert(text: str) -> bool:
    """True for "got it": the reply of whoever was texted an alert."""
    return _GOT_IT.fullmatch(" ".join(text.replace("’", "'").split())) is not None


def name_behind_got_it(text: str) -> str | None:
    """Return who takes an alert at a shared desk, as in "got it Kay"; empty for a "got it" alone, None without one."""
    if takes_an_alert(text):
        return ""
    named = _GOT_IT_AND_NAME.fullmatch(" ".join(text.split()))
    return named[1] if named else None


def _bare(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


def _late(words: str) -> Values | None:
    by = _LATE.fullmatch(words) or _ONLY_MINUTES.fullmatch(words)
    if by:
        return {"ready_status": True, "eta_minutes": next(group for group in by.groups() if group)}
    late, rest = read_late(words)
    return late | (read_all(Topic.READY, rest) or {}) if late else None


def _ready_and_energy(level: str, rest: str) -> Values | None:
    """Return both with what is said of blockers behind; nothing where more is said that could turn it over."""
    both: Values = {"ready_status": True, "energy_level": int(level)}
    if not rest or is_polite(rest):
        return both
    blocker = answers.read(Topic.BLOCKER, rest) if _SPEAKS_OF_BLOCKERS.search(rest) else None
    return both | blocker if blocker else None


def _answers(words: str, asked: Topic | None) -> Values | None:
    if _is_bare_answer(words):
        return _bare_answer(words, asked)
    if _SPEAKS_OF_BLOCKERS.search(words) and not _SPEAKS_OF_COMING.search(words):
        return answers.read(Topic.BLOCKER, words)
    energy = answers.read(Topic.ENERGY, words) if _ONLY_ENERGY.fullmatch(words) else None
    read = energy or read_all(Topic.READY, words)
    if read and read.get("ready_status") is False:
        read = (read_absence(f"out {words}") or {}) | read  # "sick until Thursday"
    return read


def _is_bare_answer(words: str) -> bool:
    """True for a yes or no that does not say to what."""
    if _SPEAKS_OF_COMING.search(words) or _SPEAKS_OF_BLOCKERS.search(words) or find_reason(words):
        return False
    return set(read_all(Topic.READY, words) or {}) == {"ready_status"} or read_yes_no(words, BLOCKERS) is not None


def _bare_answer(words: str, asked: Topic | None) -> Values | None:
    if asked is Topic.READY:
        return read_all(Topic.READY, words)
    says_none = asked is Topic.BLOCKER and read_yes_no(words, BLOCKERS) is False and not is_polite(words)
    return {"blocker_present": False} if says_none else None
