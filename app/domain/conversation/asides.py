"""What a caller may say at any question that is no answer to it, when the rules hold the conversation."""

import re
from enum import StrEnum

from app.domain.checkins.spoken.text import fold_spoken, words_of


class Aside(StrEnum):
    DESPAIR = "despair"
    PERSON = "person"
    """They ask for somebody to talk to, or to be called."""
    GOODBYE = "goodbye"
    REPEAT = "repeat"
    """They did not hear the question, or ask something themselves."""


_DESPAIR = re.compile(
    r"\b(?:kill(?:ing)? myself|end(?:ing)? (?:it all|my life)|want to die|wanna die|suicid\w+|better off dead"
    r"|(?:don't|do not|didn't) want to (?:live|be here any ?more|be alive)|no (?:point|reason) (?:in |to )?liv(?:e|ing)"
    r"|hurt(?:ing)? myself|can't (?:go on|do this) any ?more)\b"
)
_PERSON = re.compile(
    r"\b(?:talk|speak) (?:to|with) (?:an? |some|the )?(?:\w+ )?(?:person|human|somebody|someone|body|one|dispatch\w*)\b"
    r"|\b(?:real|live|actual) (?:person|human)\b|\b(?:get|give) me (?:an? |some)?(?:person|human|body|one)\b"
    r"|\b(?:operator|representative)\b|\btransfer me\b|\bput me through\b|\bcall me (?:back|later)\b"
    r"|\bhave (?:someone|somebody|dispatch) call\b"
)
_GOODBYE = re.compile(
    r"(?:(?:ok|okay|alright|all right|thanks|thank you|well|so|sorry|look) )*"
    r"(?:(?:good ?)?bye(?: bye| now)?|see (?:ya|you)(?: later)?|(?:i )?(?:gotta|got to|have to|need to) (?:go|run)"
    r"|(?:i'm |i am )?hanging up|talk (?:to you )?later)(?: bye| now| thanks| sorry)*"
)
_REPEAT = re.compile(
    r"(?:(?:sorry|uh|um|hm|hey|wait) )*"
    r"(?:what|huh|pardon|excuse me|come again|what was that|what did you say|who is this"
    r"|(?:can you |could you |please )?(?:say|repeat) (?:that |it )?(?:again|that|it)?)(?: please| again| sorry)*"
)
_GREETING = re.compile(r"(?:(?:good )?morning|hi|hello|hey|yo|what's up|riley|there|how are you|coach| )+")
_ASKS = re.compile(
    r"^(?:who|what|why|how|when|where|which|is (?:this|it)|are you|do you|does|can (?:you|i)|will you)\b"
)


def find_aside(text: str) -> Aside | None:
    """Return what the words are besides an answer; the gravest first."""
    folded = (fold_spoken(text) or text.casefold()).replace("’", "'")
    plain = " ".join(re.findall(r"[\w']+", folded))
    if _DESPAIR.search(plain):
        return Aside.DESPAIR
    if _PERSON.search(plain):
        return Aside.PERSON
    if _GOODBYE.fullmatch(plain):
        return Aside.GOODBYE
    if _REPEAT.fullmatch(plain) or _GREETING.fullmatch(plain) or is_question(text):
        return Aside.REPEAT
    return None


def is_question(text: str) -> bool:
    """True for a question back: "who sees this?", "are you a robot"."""
    folded = text.strip().casefold().replace("’", "'")
    return bool(_ASKS.match(folded)) or (folded.endswith("?") and len(words_of(folded)) > 1)
