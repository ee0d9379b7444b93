import pytest

from app.domain.checkins.strengths import STRENGTH_THEMES
from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.imports.cells.strengths import read_strength


@pytest.mark.parametrize("theme", STRENGTH_THEMES)
def test_themes_in_any_case_with_and_without_hyphen(theme: str) -> None:
    forms = (theme, theme.upper(), theme.lower().replace("-", " "), theme.replace("-", ""))
    assert {read_strength(form) for form in forms} == {theme}


def test_a_misspelling_is_refused_with_the_theme_that_was_meant() -> None:
    with pytest.raises(CellProblem, match="Is it Achiever"):
        read_strength("Achever")
    with pytest.raises(CellProblem, match=r"none of the 34 strengths\.$"):
        read_strength("Leadership")
