import pytest

from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.imports.tables import FileColumn, find_table, unheaded_columns


def test_the_heading_row_is_found_under_a_title_and_row_numbers_stay_the_sheets() -> None:
    table = find_table([["Field crew"], [], ["Person", "", "Work"], ["Name", "Phone", "Role"], ["Ana"], [], ["Bo"]])
    assert table.heading_row == 4
    assert [(row.number, row.cells[0]) for row in table.rows] == [(5, "Ana"), (7, "Bo")]


def test_blank_rows_and_columns_are_passed_over() -> None:
    table = find_table([["Name", "Phone", "", ""], ["Ana", "1", "", "\u00a0"], ["", "\u200b", "", ""]])
    assert [row.number for row in table.rows] == [2]
    assert [column.heading for column in table.columns] == ["Name", "Phone"]
    assert not table.rows[0].overfull


def test_a_cell_to_the_right_of_the_headings_makes_a_row_overfull() -> None:
    table = find_table([["Name", "Phone"], ["Ana", "1", "2"], ["Bo", "1", ""]])
    assert [row.overfull for row in table.rows] == [True, False]


def test_a_column_without_heading_between_others_is_named() -> None:
    table = find_table([["Name", "", "Phone"], ["Ana", "x", "1"]])
    assert unheaded_columns(table) == (FileColumn(1, ""),)


@pytest.mark.parametrize(("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(place: int, letter: str) -> None:
    assert FileColumn(place, "").letter == letter


@pytest.mark.parametrize("records", [[], [["a", "b"], ["1", "2"]], [[]] * 10 + [["Name", "Phone"]]])
def test_a_file_without_headings_is_refused(records: list[list[str]]) -> None:
    with pytest.raises(FileProblem):
        find_table(records)
