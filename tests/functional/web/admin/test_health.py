"""Health, the administrator's first page: what is wrong stands first, with what to do about it."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.domain.permissions import Role
from app.models import OutboxMessage, OutboxStatus
from app.services.audit_parts import make_audit_parts
from app.services.messages.outbox import NewMessage, enqueue_message
from tests.builders import NOW, PASSWORD, make_user
from tests.functional.web.conftest import SignIn
from tests.page_client import HtmlPage, PageClient, text_of


def parts(page: HtmlPage) -> dict[str, str]:
    """Return the sentence of each part by its name, in the page's order."""
    lines = page.all("li", class_="health-part")
    cells = [[text_of(cell) for cell in line] for line in lines]
    return {name: sentence for name, _state, sentence in cells}


def test_administrator_begins_here(session: Session, pages: PageClient) -> None:
    user = make_user(session, role=Role.ADMIN)
    session.commit()
    page = pages.submit(pages.open("/sign-in"), "/sign-in", email=user.email, password=PASSWORD)
    assert (page.path, page.h1) == ("/admin", "Health")


def test_parts_that_are_away_stand_first_with_what_to_do(session: Session, sign_in: SignIn) -> None:
    make_audit_parts(session, now=NOW)
    session.commit()
    found = parts(sign_in(Role.ADMIN).open("/admin"))
    assert list(found) == ["Redis", "Worker", "Clock", "Line", "Mail", "Database", "Messages", "Journal", "Audit log"]
    assert found["Worker"].startswith("No worker has reported in. Start `python worker.py`.")


def test_messages_that_wait_and_that_were_given_up_are_told(session: Session, sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMIN)
    text = NewMessage(
        kind="brief",
        channel=ChannelName.EMAIL,
        address="someone@demo.example",
        subject="Today",
        body_text="Who is out",
        dedupe_key="one",
    )
    enqueue_message(session, text, now=NOW - timedelta(minutes=6))
    session.commit()
    assert parts(admin.open("/admin"))["Messages"].startswith("Due messages have waited")
    session.query(OutboxMessage).update({OutboxMessage.status: OutboxStatus.DEAD})
    session.commit()
    assert parts(admin.open("/admin"))["Messages"].startswith("1 message could not be sent.")


def test_month_ahead_without_a_part_is_told(session: Session, sign_in: SignIn) -> None:
    make_audit_parts(session, now=NOW)
    session.execute(sa.text("DROP TABLE audit_events_2026_12"))
    session.commit()
    assert parts(sign_in(Role.ADMIN).open("/admin"))["Audit log"].startswith("Next month has no part of its own yet.")
