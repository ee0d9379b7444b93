import pytest

from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.imports.delimiters import parse
from app.domain.people.imports.headings import count_known


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = f"Employee number{delimiter}Name{delimiter}Phone\n1{delimiter}Ana{delimiter}555\n"
    assert parse(text, count_known) == ([["Employee number", "Name", "Phone"], ["1", "Ana", "555"]], delimiter)


def test_commas_inside_cells_do_not_win_over_fewer_semicolons() -> None:
    text = "Employee number;Goal\n1;Fewer, better, tidier, faster\n"
    assert parse(text, count_known)[1] == ";"


def test_the_line_sep_names_the_delimiter_and_is_no_row() -> None:
    assert parse("sep=|\r\nName|Phone\r\nAna|5\r\n", count_known) == ([["Name", "Phone"], ["Ana", "5"]], "|")


def test_a_quoted_line_break_makes_no_row() -> None:
    records, _ = parse('Name,WHY\r\nAna,"For my\r\nkids"\r\nBo,\r\n', count_known)
    assert records == [["Name", "WHY"], ["Ana", "For my\r\nkids"], ["Bo", ""]]


def test_a_quotation_mark_inside_a_cell_is_let_through() -> None:
    assert parse('Name,WHY\n"Ana" B,6\' 2" tall\n', count_known)[0][1] == ["Ana B", "6' 2\" tall"]


def test_a_quotation_mark_left_open_is_named_by_its_row() -> None:
    with pytest.raises(FileProblem) as refused:
        parse('Name,WHY\nAna,fine\nBo,"open\nCy,\n', count_known)
    assert (refused.value.row, refused.value.sentence) == (3, "A quotation mark is opened in row 3 and never closed.")


def test_an_empty_file_has_no_rows() -> None:
    assert parse("", count_known)[0] == []
