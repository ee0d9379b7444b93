"""Files of records as lines: headings in any order, titles above them, and what is said where one is missing."""

import pytest

from app.domain.people.imports.cells.dates import DateOrder
from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.imports.record_lines import MOST_LINES, READING_SHEET, TIME_OFF_SHEET, RecordLines


def read(*records: list[str], delimiter: str = ",") -> RecordLines:
    return TIME_OFF_SHEET.read(list(records), delimiter=delimiter)


def test_headings_stand_in_any_order_below_a_title() -> None:
    read_lines = read(["Leave 2026"], [], ["Until", "Who", "From"], ["2026-12-24", "Ana Ruiz", "2026-12-21"])
    [line] = read_lines.lines
    assert (line.row, line.cells) == (
        4,
        {"person": "Ana Ruiz", "starts_on": "2026-12-21", "ends_on": "2026-12-24", "kind": "", "part": ""},
    )


def test_a_number_goes_before_a_name_whichever_stands_first() -> None:
    [line] = read(["Name", "Employee number", "First day"], ["Ana Ruiz", "203", "2026-12-21"]).lines
    assert line.cells["person"] == "203"


def test_the_file_says_which_of_day_and_month_comes_first() -> None:
    assert read(["Who", "From"], ["1", "13/12/2026"], ["2", "3/4/2026"]).order.order is DateOrder.DAY_FIRST


@pytest.mark.parametrize(("delimiter", "comma"), [(";", True), (",", False), ("\t", False)])
def test_the_comma_is_a_decimal_sign_beside_semicolons(delimiter: str, comma: bool) -> None:  # noqa: FBT001 - a table
    assert read(["Who", "From"], ["1", "2026-12-21"], delimiter=delimiter).decimal_comma is comma


@pytest.mark.parametrize(
    ("records", "sentence"),
    [
        ([["a", "b"]], "No row among the first 10 holds headings such as Employee number, First day."),
        ([["Who", "Kind"], ["1", "sick"]], "No column is headed First day."),
        ([["Who", "From"], *[["1", "2026-12-21"]] * (MOST_LINES + 1)], "2001 rows; at most 2000 fit into one file."),
    ],
)
def test_what_the_file_lacks_is_said(records: list[list[str]], sentence: str) -> None:
    with pytest.raises(FileProblem) as problem:
        read(*records)
    assert problem.value.sentence.startswith(sentence)


def test_headings_of_the_lists_own_export_are_known() -> None:
    exported = ["Day", "Who", "KPI", "Value", "Unit", "Source"]
    assert READING_SHEET.count_headings(exported) == 4
    assert TIME_OFF_SHEET.count_headings(["Who", "Team", "First day", "Last day", "Kind", "Part of the day"]) == 5
