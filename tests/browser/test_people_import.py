"""A file of people in the browser: sent, watched, asked about, looked at, confirmed; the page moves on by itself.

The worker's part is done by the test while the page waits.
"""

import re

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy.orm import Session

from app.domain.long_jobs import JobState
from app.domain.permissions import Role
from app.jobs.long_jobs import run_long_job
from app.models import Employee, LongJob
from tests.browser.conftest import SignIn, assert_accessible, assert_no_horizontal_scroll
from tests.people_files import file_of

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
FILE = file_of(
    "90001,Zoë Fresh,312-555-0191,03/04/2026,", "90002,Gus Later,,05/06/2026,90001",
    heading="Employee number,Name,Phone,Start date,Manager",
)  # fmt: skip


def send(page: Page, content: bytes) -> None:
    page.goto("/profiles/imports")
    crew = FilePayload(name="crew.csv", mimeType="text/csv", buffer=content)
    page.get_by_label("File of people").set_input_files(crew)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text("Waits for a worker.")).to_be_visible()


def do_the_waiting_job(app: Flask, committed: Session) -> None:
    job_id = committed.scalars(sa.select(LongJob.id).where(LongJob.state == JobState.WAITING)).one()
    committed.commit()
    with app.app_context():
        run_long_job(str(job_id))


def look(page: Page) -> None:
    assert_accessible(page)
    assert_no_horizontal_scroll(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_is_imported_and_put_back(
    page: Page, sign_in: SignIn, app: Flask, committed: Session, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    sign_in(page, Role.HR)
    send(page, FILE)
    look(page)
    do_the_waiting_job(app, committed)

    expect(page.get_by_text("Which day is 03/04/2026?")).to_be_visible()
    page.get_by_role("button", name="Read on").click()
    expect(page.get_by_text("Choose one of these.")).to_be_visible()
    look(page)
    page.get_by_label("day first").check()
    page.get_by_role("button", name="Read on").click()
    do_the_waiting_job(app, committed)

    expect(page.get_by_text("2 people would be added, 0 changed.")).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("Zoë Fresh")
    look(page)
    page.get_by_role("button", name="Import 2 people").click()
    expect(page.get_by_text("Waits for a worker.")).to_be_visible()
    do_the_waiting_job(app, committed)
    expect(page.get_by_text("2 people added, 0 changed, 0 the same.")).to_be_visible()
    assert committed.get_one(Employee, 90002).manager_id == 90001

    page.get_by_role("link", name="Put back").click()
    look(page)
    page.get_by_role("button", name="Put back 2 people").click()
    page.locator("#confirm").get_by_role("button", name=re.compile("Put back")).click()
    expect(page.get_by_text("Put back: 2 people are as before.")).to_be_visible()


def test_wrong_rows_are_named_beside_the_file_of_them(
    page: Page, sign_in: SignIn, app: Flask, committed: Session
) -> None:
    sign_in(page, Role.HR)
    send(page, file_of("90001,Flo,555,,,,", "90002,Gus,,,2026-11-23,,"))
    do_the_waiting_job(app, committed)
    expect(page.get_by_text("1 person of the file cannot be taken")).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("555 is not a valid number")
    look(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Wrong rows with reasons").click()
    assert download.value.suggested_filename == "wrong-rows.csv"
