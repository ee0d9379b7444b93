"""From the upload to the result, as HR goes through it; a worker's steps are done in between."""

import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.permissions import Role
from app.models import Employee, ImportState, PeopleImport
from app.settings import Settings
from tests.csv_rows import rows_of
from tests.functional.web.conftest import SignedInPages, SignIn, token_of
from tests.people_files import file_of, make_people, work
from tests.workbooks import make_workbook

NEW = file_of("901,Flo Fresh,,,2026-11-23,,", "902,Gus,,,2026-11-23,901,")


@pytest.fixture
def hr(sign_in: SignIn, session: Session) -> SignedInPages:
    make_people(session)
    session.commit()
    return sign_in(Role.HR)


def send(hr: SignedInPages, content: bytes, name: str = "people.csv") -> TestResponse:
    data = {"csrf_token": token_of(hr), "file": (io.BytesIO(content), name)}
    return hr.client.post("/profiles/imports", data=data, content_type="multipart/form-data")


def read(
    hr: SignedInPages, session: Session, settings: Settings, content: bytes, name: str = "people.csv"
) -> PeopleImport:
    """Send a file and let a worker read it."""
    send(hr, content, name)
    people_import = session.scalars(select(PeopleImport).order_by(PeopleImport.id.desc()).limit(1)).one()
    work(session, people_import, settings)
    session.commit()
    return people_import


def test_a_file_goes_from_upload_to_preview_to_result(hr: SignedInPages, session: Session, settings: Settings) -> None:
    answer = send(hr, NEW)
    people_import = session.scalars(select(PeopleImport)).one()
    assert answer.location == f"/profiles/imports/{people_import.id}"
    waiting = hr.open(answer.location)
    assert "Waits for a worker." in waiting.text
    work(session, people_import, settings)
    session.commit()
    preview = hr.open(answer.location)
    assert "2 people would be added, 0 changed. Nobody is mailed." in preview.text
    assert "Read as" in preview.text
    hr.submit(preview, f"{answer.location}/confirm")
    work(session, people_import, settings)
    session.commit()
    assert "2 people added, 0 changed, 0 the same." in hr.open(answer.location).text
    assert session.get_one(Employee, 902).manager_id == 901


def test_progress_is_asked_for_until_the_step_is_done(hr: SignedInPages, session: Session, settings: Settings) -> None:
    address = send(hr, NEW).location
    asked = {"HX-Request": "true"}
    part = hr.client.get(address, headers=asked)
    assert 'hx-trigger="every 1s"' in part.text
    assert f'hx-get="{address}"' in part.text
    work(session, session.scalars(select(PeopleImport)).one(), settings)
    session.commit()
    assert hr.client.get(address, headers=asked).headers["HX-Refresh"] == "true"


def test_the_same_file_sent_twice_shows_the_one_under_way(hr: SignedInPages) -> None:
    assert send(hr, NEW).location == send(hr, NEW, "copy.csv").location


def test_wrong_rows_are_named_and_can_be_taken_away_with_reasons(
    hr: SignedInPages, session: Session, settings: Settings
) -> None:
    content = file_of("502,,,,,,Lead", "901,=Flo,555,,,,", "Total: 2,,,,,,")
    people_import = read(hr, session, settings, content)
    address = f"/profiles/imports/{people_import.id}"
    page = hr.open(address)
    assert "2 people of the file cannot be taken as they stand." in page.text
    assert "Import 1 person" not in page.text
    head, flo, total = rows_of(hr.client.get(f"{address}/wrong-rows.csv"))
    assert head == ["Employee number", "Name", "Phone", "E-mail", "Start date", "Manager", "Job title", "Reason"]
    assert flo[:-1] == ["901", "'=Flo", "555", "", "", "", ""]
    assert flo[-1].startswith("555 is not a valid number")
    assert total[:-1] == ["Total: 2", "", "", "", "", "", ""]
    assert total[-1].startswith("“Total: 2” is no employee number.")


def test_rows_are_filtered_searched_and_taken_away(hr: SignedInPages, session: Session, settings: Settings) -> None:
    people_import = read(hr, session, settings, file_of("502,,,,,,Lead", "901,Flo,,,2026-11-23,,"))
    address = f"/profiles/imports/{people_import.id}"
    changed = hr.open(f"{address}?verdict=change").text
    assert "Ana Tech" in changed
    assert "Flo" not in changed
    assert "Flo" in hr.open(f"{address}?q=901").text
    rows = rows_of(hr.client.get(f"{address}?format=csv&sort=row"))
    assert rows[1] == ["2", "502", "Ana Tech", "change", "Job title: Field technician → Lead"]


def test_questions_are_a_form_that_keeps_its_errors_beside_the_fields(
    hr: SignedInPages, session: Session, settings: Settings
) -> None:
    heading = "Employee number,Emial,Work phone,Mobile,Start date"
    people_import = read(hr, session, settings, file_of("502,,,312-555-0161,03/04/2026", heading=heading))
    address = f"/profiles/imports/{people_import.id}"
    asked = hr.open(address)
    for question in ("Is the column “Emial” a misspelling?", "Which column is Phone?", "Which day is 03/04/2026?"):
        assert question in asked.text
    refused = hr.submit(asked, f"{address}/answers", status=422)
    assert refused.text.count("Choose one of these.") == 3
    answers: dict[str, str | None] = {"question_0": "email", "question_1": "Mobile", "question_2": "day first"}
    hr.submit(asked, f"{address}/answers", status=200, **answers)
    work(session, people_import, settings)
    session.commit()
    assert "2026-04-03" in hr.open(address).text
    assert people_import.state is ImportState.READY


def test_a_workbook_is_taken_too(hr: SignedInPages, session: Session, settings: Settings) -> None:
    raw = make_workbook([["Employee number", "Job title"], [502, "Lead"]])
    assert read(hr, session, settings, raw, "people.xlsx").changed == 1


def test_a_file_that_cannot_be_read_says_why(hr: SignedInPages, session: Session, settings: Settings) -> None:
    people_import = read(hr, session, settings, b"%PDF-1.7\0")
    assert "Save it again as “CSV UTF-8”." in hr.open(f"/profiles/imports/{people_import.id}").text


def test_an_upload_without_a_file_is_refused_beside_the_field(hr: SignedInPages) -> None:
    answer = hr.client.post("/profiles/imports", data={"csrf_token": token_of(hr)})
    assert (answer.status_code, "Choose a file." in answer.text) == (422, True)


def test_the_export_read_again_says_no_changes(hr: SignedInPages, session: Session, settings: Settings) -> None:
    exported = hr.client.get("/profiles/imports/export.csv")
    assert exported.data.startswith(b'\xef\xbb\xbf"Employee number","Name",')
    assert b'\r\n"502","Ana Tech","","+1 312 555 0152",' in exported.data
    people_import = read(hr, session, settings, exported.data)
    assert "No changes: everybody is as the file says." in hr.open(f"/profiles/imports/{people_import.id}").text


def test_the_template_has_every_column_and_no_row(hr: SignedInPages) -> None:
    rows = rows_of(hr.client.get("/profiles/imports/template.csv"))
    assert len(rows) == 1
    assert rows[0][-5:] == ["90-day goal", "Goal start", "Goal due", "Goal baseline", "Goal target"]


def test_an_import_is_put_back_after_a_look(hr: SignedInPages, session: Session, settings: Settings) -> None:
    people_import = read(hr, session, settings, file_of("502,,,,,,Lead"))
    address = f"/profiles/imports/{people_import.id}"
    hr.submit(hr.open(address), f"{address}/confirm")
    work(session, people_import, settings)
    session.commit()
    look = hr.open(f"{address}/put-back")
    assert "Job title" in look.text
    data = {"csrf_token": token_of(hr)}
    done = hr.client.post(f"{address}/put-back", data=data, follow_redirects=True)
    assert "Put back: 1 person is as before." in done.text
    session.expire_all()
    assert session.get_one(Employee, 502).job_title == "Field technician"


def test_discarding_leads_back_to_the_list(hr: SignedInPages, session: Session, settings: Settings) -> None:
    people_import = read(hr, session, settings, NEW)
    address = f"/profiles/imports/{people_import.id}"
    assert "Discarded. Nothing was changed." in hr.submit(hr.open(address), f"{address}/discard").text
    late = hr.client.post(f"{address}/confirm", data={"csrf_token": token_of(hr)}, follow_redirects=True)
    assert "This import has moved on meanwhile." in late.text
