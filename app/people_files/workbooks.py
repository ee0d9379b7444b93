"""The first visible sheet of a workbook as text cells: what a CSV of it would hold, with nothing rounded."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.imports.tables import Sheet
from app.domain.people.problems import ProblemKind

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Of .xlsx and .ods, which are zip files, and of .xls."""
MOST_UNPACKED = 200_000_000
"""Bytes; a small file that unpacks to more is no list of people."""

SHOWN_DIGITS = 15
"""As many as a spreadsheet shows; the binary number has more, which nobody typed."""

Cell = str | float | bool | datetime | date | time | timedelta


def read_workbook(raw: bytes) -> Sheet:
    """Read the sheet; rows keep the numbers that the spreadsheet shows. Raises FileProblem."""
    _refuse_bomb(raw)
    try:
        with CalamineWorkbook.from_object(io.BytesIO(raw)) as workbook:
            visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
            name = (visible or workbook.sheet_names)[0]
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError) as error:
        raise FileProblem(
            ProblemKind.UNREADABLE_FILE, "This workbook cannot be read. Take a password off, or save it as CSV."
        ) from error
    return Sheet([[_text(cell) for cell in row] for row in rows], f"sheet “{name}”", None)


def _refuse_bomb(raw: bytes) -> None:
    if not raw.startswith(SIGNATURES[0]):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise FileProblem(ProblemKind.UNREADABLE_FILE, "The file is cut short. Send it again.") from error
    if unpacked > MOST_UNPACKED:
        raise FileProblem(ProblemKind.UNREADABLE_FILE, "The workbook is too large. Keep the sheet of people alone.")


def _text(cell: Cell) -> str:
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            return f"{cell:.{SHOWN_DIGITS}g}"
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)


def is_workbook(raw: Sequence[int] | bytes) -> bool:
    return bytes(raw[:4]) in SIGNATURES
