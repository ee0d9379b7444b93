"""Workbooks, made here from their few necessary parts."""

import io
import zipfile

import pytest

from app.domain.people.imports.cells.problems import FileProblem
from app.people_files.reading import read_sheet
from tests.workbooks import make_workbook


def test_the_first_sheet_is_read_as_text_cells_with_its_row_numbers() -> None:
    raw = make_workbook(
        [[], ["Employee number", "Phone", "Baseline", "Start date"], [4711, 13125550142, 92.5, "2026-11-09"]]
    )
    sheet = read_sheet(raw)
    assert sheet.records == [
        ["", "", "", ""],
        ["Employee number", "Phone", "Baseline", "Start date"],
        ["4711", "13125550142", "92.5", "2026-11-09"],
    ]
    assert (sheet.kind, sheet.delimiter) == ("sheet “People”", None)


def test_a_workbook_cut_short_is_refused() -> None:
    with pytest.raises(FileProblem, match="cut short"):
        read_sheet(make_workbook([["Name"]])[:400])


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(FileProblem, match="cannot be read"):
        read_sheet(raw.getvalue())


def test_a_file_too_large_is_refused() -> None:
    with pytest.raises(FileProblem, match="larger than 10 MB"):
        read_sheet(b"x" * 10_000_001)


def test_a_bomb_is_refused() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(3):
            archive.writestr(f"xl/{part}.xml", b"0" * 70_000_000)
    with pytest.raises(FileProblem, match="too large"):
        read_sheet(raw.getvalue())


def test_a_figure_has_the_digits_that_the_spreadsheet_shows() -> None:
    sheet = read_sheet(make_workbook([["Target"], [0.1 + 0.2]]))
    assert sheet.records[1] == ["0.3"]
