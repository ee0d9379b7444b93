import pytest

from app.domain.people.imports.cells.fields import Field
from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.imports.cells.text import Said, check_name, check_text, fold, said, tidy
from app.domain.people.problems import ProblemKind


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Ana\u00a0  Maria ", "Ana Maria"),
        ("\u200bAna\ufeff", "Ana"),
        ("\u00a0\u200b\u200e ", ""),
        ("Jose\u0301", "José"),
        ('="00123"', "00123"),
        ("'=1+1", "=1+1"),
        ("'-5 degrees", "-5 degrees"),
        ("'t Hooft", "'t Hooft"),
        ("For my kids,\r\n\r\nand the lake", "For my kids,\n\nand the lake"),
        ("👩\u200d🔧", "👩\u200d🔧"),
    ],
)
def test_blanks_are_folded_and_wrappings_taken_off(cell: str, text: str) -> None:
    assert tidy(cell) == text


@pytest.mark.parametrize("word", ["", "N/A", "n/a", "#N/A", "-", "–", "TBD", "none"])
def test_words_for_nothing_keep_what_is_there(word: str) -> None:
    assert said(word, Field.PHONE) is Said.KEEP
    assert said(word, Field.WHY) == (word or Said.KEEP)


def test_the_word_clear_clears() -> None:
    assert said("[Clear]", Field.WHY) is Said.CLEAR


@pytest.mark.parametrize("text", ["Jos\ufffd", "#REF!", "#NAME?", "Ana\x07", "\ud800"])
def test_damaged_text_is_named(text: str) -> None:
    with pytest.raises(CellProblem) as refused:
        check_text(text, Field.NAME)
    assert refused.value.kind is ProblemKind.DAMAGED_TEXT


def test_letters_broken_by_an_earlier_save_are_named_with_the_name_that_was_meant() -> None:
    with pytest.raises(CellProblem, match="Is it “José”"):
        check_name("JosÃ©", Field.NAME)


@pytest.mark.parametrize("name", ["José", "O'Brien", "McKay", "Null", "例子", "X Æ Ñandú", "Ô"])
def test_names_are_kept_as_typed(name: str) -> None:
    assert check_name(name, Field.NAME) == name


def test_a_line_too_long_is_refused_and_line_breaks_stay_in_free_text_alone() -> None:
    assert (check_text("a\nb", Field.TEAM), check_text("a\nb", Field.WHY)) == ("a b", "a\nb")
    with pytest.raises(CellProblem):
        check_text("x" * 201, Field.TEAM)


def test_case_blanks_and_form_make_no_difference() -> None:
    assert fold(" Ana\u00a0LÓPEZ ") == fold("ana lópez")
