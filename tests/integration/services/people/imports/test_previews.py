"""What of a plan is stored for the page."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ImportState, PeopleImportRow
from app.settings import Settings
from tests.people_files import file_of, make_hr, make_people, submit


def test_a_row_says_what_changes_as_people_read_it(session: Session, settings: Settings) -> None:
    make_people(session)
    submit(session, make_hr(session), file_of("502,Zoë Tech,,,,901,", "901,Flo,,,2026-11-02,,"), settings)
    first, second = session.scalars(select(PeopleImportRow).order_by(PeopleImportRow.row)).all()
    assert (first.row, first.employee_number, first.name, first.verdict, first.non_ascii) == (
        2, 502, "Zoë Tech", "change", True,
    )  # fmt: skip
    assert first.changes == [
        {"label": "Name", "before": "Ana Tech", "after": "Zoë Tech"},
        {"label": "Manager", "before": "Bo Chief (501)", "after": "Flo (901)"},
    ]
    assert (second.verdict, second.cells) == ("add", [])


def test_a_wrong_row_keeps_its_cells_and_its_reasons(session: Session, settings: Settings) -> None:
    make_people(session)
    refused = submit(session, make_hr(session), file_of("502,,555,,,,"), settings)
    row = session.scalars(select(PeopleImportRow)).one()
    assert row.cells == ["502", "", "555", "", "", "", ""]
    assert [(problem["label"], problem["kind"]) for problem in row.problems] == [("Phone", "bad_phone")]
    session.flush()
    session.refresh(refused)
    assert refused.facts["headings"]["2"] == "Phone"


def test_a_file_that_cannot_be_read_has_no_rows_and_one_reason(session: Session, settings: Settings) -> None:
    refused = submit(session, make_hr(session), b"\x89PNG\0", settings)
    assert (refused.state, refused.facts["problem"]["kind"]) == (ImportState.REFUSED, "unreadable_file")
