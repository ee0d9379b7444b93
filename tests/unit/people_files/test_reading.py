"""Whatever bytes are sent, they are read, or refused as a file; and whatever cells they hold, a plan is made."""

from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.people.imports.cells.fields import EXPORTED, label
from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.imports.planning import make_plan
from app.domain.people.imports.questions import Answers
from app.people_files.reading import read_sheet
from tests.import_plans import COMPANY, DIRECTORY

CELLS = st.text(max_size=12) | st.sampled_from(
    [
        "102",
        "Cy Twin",
        "[clear]",
        "3/4/2026",
        "CST",
        "4x10",
        "1e5",
        '="1"',
        "'=1",
        "Reyes, Ana",
        "Focus",
        "yes",
        "admin",
    ]
)
ROWS = st.lists(st.lists(CELLS, max_size=len(EXPORTED) + 2), max_size=6)


@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0")
@example(b"sep=")
@example(b'Name\n"')
@example(b"Name\r\n" + b"x" * 150_000)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        sheet = read_sheet(raw)
    except FileProblem:
        return
    make_plan(sheet, DIRECTORY, COMPANY, Answers())


@given(ROWS, st.sampled_from([",", ";", "\t"]))
def test_any_cells_come_to_a_plan_with_each_row_in_one_place(rows: list[list[str]], delimiter: str) -> None:
    lines = [[label(field) for field in EXPORTED], *rows]
    text = "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    try:
        plan = make_plan(read_sheet(text.encode("utf-8", "ignore")), DIRECTORY, COMPANY, Answers())
    except FileProblem:
        return
    assert all(problem.sentence for problem in plan.problems)
    own_rows = [person.row for person in plan.people if person.problems]
    assert len(own_rows) == len(set(own_rows))
