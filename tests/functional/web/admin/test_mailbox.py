"""The mailbox of a demo: there in a demo only, and what it shows cannot run."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.messages.delivery import TOKEN_AT_SENDING
from app.domain.permissions import Role
from app.extensions import settings_of
from tests.builders import make_message
from tests.functional.web.conftest import SignIn


@pytest.fixture
def demo(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "settings", replace(settings_of(app), demo_mode=True))


@pytest.mark.usefixtures("demo")
def test_message_is_shown_as_it_went_out(session: Session, sign_in: SignIn) -> None:
    html = f'<p style="color:red">Hello <a href="/a/{TOKEN_AT_SENDING}">there</a></p>'
    message = make_message(
        session, subject="Ana is not coming in", body_text=f"Hello {TOKEN_AT_SENDING}", body_html=html
    )
    session.commit()
    admin = sign_in(Role.ADMIN)
    page = admin.open("/admin/mailbox")
    assert page.texts("a", href=f"/admin/mailbox/{message.id}") == ["Ana is not coming in"]
    assert admin.open(f"/admin/mailbox/{message.id}").texts("pre") == ["Hello made-when-sent"]
    answer = admin.client.get(f"/admin/mailbox/{message.id}/html")
    assert answer.text == html.replace(TOKEN_AT_SENDING, "made-when-sent")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none';")


@pytest.mark.usefixtures("demo")
def test_messages_that_went_as_one_are_one_in_the_mailbox(session: Session, sign_in: SignIn) -> None:
    first = make_message(session, kind="blocker", subject="No lift", body_text="No lift.")
    other = make_message(session, kind="blocker", subject="No code", body_text="No code.", sent_with_id=first.id)
    session.commit()
    admin = sign_in(Role.ADMIN)
    rows = admin.open("/admin/mailbox").texts("th", scope="row")
    assert rows == ["No lift and 1 more in one message"]
    for message in (first, other):
        page = admin.open(f"/admin/mailbox/{message.id}")
        assert (page.h1, page.texts("pre")) == ("2 blockers", ["No lift. No code."])


@pytest.mark.usefixtures("demo")
def test_text_message_has_no_html_part(session: Session, sign_in: SignIn) -> None:
    message = make_message(session)
    session.commit()
    assert sign_in(Role.ADMIN).client.get(f"/admin/mailbox/{message.id}/html").status_code == 404


def test_company_has_no_mailbox(session: Session, sign_in: SignIn) -> None:
    message = make_message(session)
    session.commit()
    admin = sign_in(Role.ADMIN)
    for path in ("", f"/{message.id}", f"/{message.id}/html"):
        assert admin.client.get(f"/admin/mailbox{path}").status_code == 404
    assert "Mailbox" not in admin.open("/admin").text
