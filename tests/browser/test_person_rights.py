"""HR answers who asks for their data, in the browser: the file is made, watched and downloaded; then all is erased.

The worker's part is done by the test while the page waits.
"""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.erasures import ErasureList
from app.extensions import settings_of
from app.models import Employee
from tests.browser.conftest import SignIn, assert_accessible, assert_no_horizontal_scroll
from tests.browser.test_people_import import do_the_waiting_job
from tests.builders import make_employee

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def empty_list(app: Flask) -> Iterator[None]:
    """Leave nobody on the list of erasures, which stands beside the database."""
    yield
    ErasureList.of(settings_of(app)).path.unlink(missing_ok=True)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_everything_is_given_and_then_erased(
    *, page: Page, sign_in: SignIn, app: Flask, committed: Session, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 844})
    ana = make_employee(committed, name="Ana Ruiz")
    committed.commit()
    sign_in(page, Role.HR)
    page.goto(f"/profiles/{ana.id}")
    page.get_by_role("link", name="everything as a file, or erased").click()
    expect(page.get_by_role("heading", name="What is on record about Ana Ruiz")).to_be_visible()
    assert_accessible(page)
    assert_no_horizontal_scroll(page)

    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_text("Waits for a worker.")).to_be_visible()
    do_the_waiting_job(app, committed)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the file").click()
    assert download.value.suggested_filename == f"employee-{ana.id}.zip"

    page.goto(f"/profiles/{ana.id}/rights")
    page.get_by_label("Employee number").fill(str(ana.id + 1))
    page.get_by_role("button", name="Erase everything personal").click()
    expect(page.get_by_text(f"Type the employee number, {ana.id}")).to_be_visible()
    page.get_by_label("Employee number").fill(str(ana.id))
    page.get_by_role("button", name="Erase everything personal").click()
    expect(page.get_by_text("Waits for a worker.")).to_be_visible()
    do_the_waiting_job(app, committed)
    expect(page.get_by_text("Figures stay.")).to_be_visible()
    assert_accessible(page)
    committed.expire_all()
    assert committed.get_one(Employee, ana.id).name == f"erased person {ana.id}"
