"""What the coach hears as somebody being hurt or in danger, when the rules hold the conversation instead of a model."""

import re

_LIMBS = "hand|finger|arm|leg|foot|head|face|eye|thumb|toe"
_DANGER = re.compile(
    r"\b(hurt (?:my|his|her|a|bad)|got hurt|(?:i'm|i am|he's|she's) hurt|injur\w+|bleed\w*|blood everywhere"
    rf"|(?:cut|broke|burned|burnt|crushed|smashed) (?:my|his|her) (?:\w+ )?(?:{_LIMBS})s?"
    r"|gas (?:smell|leak)|smells? (?:of|like) gas|smell(?:ing)? gas|electrocuted|got shocked|fell off|fell from"
    r"|(?:car|truck|van) (?:accident|crash)|(?:crashed|wrecked) (?:my |the |our |a )?(?:car|truck|van)"
    r"|had an accident|in an accident|got hit by|on fire|has a (?:gun|knife))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no one|nobody|not|never|isn't|wasn't|without|no) (?:\w+ )?(?:hurt|injur\w+|bleeding|accidents?)\b",
    re.IGNORECASE,
)


def is_danger(text: str) -> bool:
    """True where the words say that somebody is hurt or in danger, and do not deny it."""
    words = text.replace("’", "'")
    return _DANGER.search(_DENIED.sub(" ", words)) is not None
