"""Which strength line a technician hears today: pure, so that the same day always gives the same words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.checkins.strengths import GENERAL_LINES, STRENGTH_LINES, STRENGTH_THEMES

TOP_STRENGTHS = 5
NO_REPEAT_DAYS = 14
_THEMES = {theme.casefold(): theme for theme in STRENGTH_THEMES}


@dataclass(frozen=True)
class CoachingTip:
    strength: str
    line: str


def coaching_tip(strengths: Sequence[str], day: date) -> CoachingTip | None:
    """Return a line for one of the top five: another theme each day, another line each time a theme comes round.

    None without a Gallup theme. Whatever the strengths, a line stays away for more than two weeks.
    """
    themes = top_themes(strengths)
    if not themes:
        return None
    number = day.toordinal()
    rounds, place = divmod(number, len(themes))
    theme = themes[place]
    own = STRENGTH_LINES[theme]
    turn = rounds % max(len(own), math.ceil((NO_REPEAT_DAYS + 1) / len(themes)))
    line = own[turn] if turn < len(own) else GENERAL_LINES[number % len(GENERAL_LINES)].format(theme=theme)
    return CoachingTip(theme, line)


def top_themes(strengths: Sequence[str]) -> tuple[str, ...]:
    """Return the first five Gallup themes under their proper names, each once; other words are passed over."""
    themes_or_none = (_THEMES.get(strength.strip().casefold()) for strength in strengths)
    return tuple(dict.fromkeys(theme for theme in themes_or_none if theme))[:TOP_STRENGTHS]
