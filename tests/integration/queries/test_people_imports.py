"""Lists of imports and of their rows."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.long_jobs import JobState
from app.domain.people.imports.plan import RowVerdict
from app.models import ImportState, LongJob
from app.queries.paging import Listing
from app.queries.people_imports import find_import_job, list_import_rows, list_imports, list_wrong_rows
from app.services.people.imports.submitting import confirm_import, submit_import
from app.settings import Settings
from tests.builders import NOW
from tests.people_files import file_of, make_hr, make_people, submit

ROWS = file_of("901,Abe,,,2026-11-02,,", "502,,,,,,Lead", "902,Zoë,555,,2026-11-02,,")


def test_wrong_rows_come_first_then_names_that_break_easily_then_the_files_order(
    session: Session, settings: Settings
) -> None:
    make_people(session)
    rows = file_of("901,Abe,,,2026-11-02,,", "902,Zoë,,,2026-11-02,,", "502,,,,,,Lead", "903,Gus,555,,2026-11-02,,")
    refused = submit(session, make_hr(session), rows, settings)
    page = list_import_rows(session, refused.id, Listing(sort="names"))
    assert [row.row for row in page.rows] == [5, 3, 2, 4]


def test_rows_are_searched_sorted_and_filtered(session: Session, settings: Settings) -> None:
    make_people(session)
    refused = submit(session, make_hr(session), ROWS, settings)

    def rows(listing: Listing, verdict: RowVerdict | None = None) -> list[int]:
        return [row.row for row in list_import_rows(session, refused.id, listing, verdict=verdict).rows]

    assert rows(Listing(sort="row", search="Lead")) == [3]
    assert rows(Listing(sort="row", search="902")) == [4]
    assert rows(Listing(sort="name")) == [2, 3, 4]
    assert rows(Listing(sort="row"), RowVerdict.ERROR) == [4]
    assert [row.row for row in list_wrong_rows(session, refused.id)] == [4]


def test_the_job_that_waits_comes_before_those_that_have_ended(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    make_people(session)
    ready = submit(session, hr, file_of("502,,,,,,Lead"), settings)
    for _ in range(5):
        confirm_import(session, hr, ready.id, now=NOW)
        job = find_import_job(session, ready)
        assert job is not None
        assert job.state is JobState.WAITING
        session.execute(sa.update(LongJob).values(state=JobState.CANCELLED))
        ready.state = ImportState.READY


def test_the_newest_job_is_the_imports_own(session: Session, settings: Settings) -> None:
    hr = make_hr(session)
    waiting = submit_import(session, hr, file_name="a.csv", content=ROWS, now=NOW)
    submit(session, hr, file_of(), settings)
    job = find_import_job(session, waiting)
    assert job is not None
    assert (job.title, job.state, job.requested_by) == ("a.csv", JobState.WAITING, hr.name)


def test_imports_are_listed_with_what_they_did(session: Session, settings: Settings) -> None:
    make_people(session)
    submit(session, make_hr(session), ROWS, settings)
    page = list_imports(session, Listing(sort="created", descending=True))
    assert [(one.file_name, one.state, one.added, one.changed, one.wrong) for one in page.rows] == [
        ("people.csv", ImportState.REFUSED, 1, 1, 1)
    ]
