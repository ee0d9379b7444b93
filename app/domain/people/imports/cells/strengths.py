"""The names of the 34 strengths, as people type them."""

import re
from difflib import get_close_matches

from app.domain.checkins.strengths import STRENGTH_THEMES
from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.problems import ProblemKind


def _fold(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


_THEMES = {_fold(theme): theme for theme in STRENGTH_THEMES}


def read_strength(text: str) -> str:
    """Return the theme under its proper name; case, hyphen and blanks are free."""
    theme = _THEMES.get(_fold(text))
    if theme is None:
        near = get_close_matches(_fold(text), _THEMES, n=1, cutoff=0.7)
        hint = f" Is it {_THEMES[near[0]]}?" if near else ""
        raise CellProblem(ProblemKind.UNKNOWN_STRENGTH, f"“{text}” is none of the 34 strengths.{hint}")
    return theme
