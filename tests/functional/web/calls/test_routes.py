"""The page Call quality: a row a week, the same rows as CSV, and the question that costs people time."""

import pytest
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import ToolResult
from app.queries.call_quality import ASKED
from app.web.calls.routes import QUESTION_WORDS
from tests.builders import NOW, make_call, make_checkin, make_employee
from tests.csv_rows import rows_of
from tests.functional.web.conftest import SignIn


def test_every_question_has_its_words() -> None:
    assert tuple(QUESTION_WORDS) == ASKED


@pytest.mark.parametrize("role", [Role.ADMIN, Role.EXECUTIVE])
def test_week_stands_on_the_page_and_in_the_file_without_a_name(session: Session, sign_in: SignIn, role: Role) -> None:
    person = make_employee(session, name="Marisol Quint")
    call = make_call(session, person, duration_seconds=70)
    make_checkin(session, person, call_id=call.id, stopped_at="strength")
    answer = "Saved: Ready. energy_level must be 1 to 5; ask again, then call log_daily_checkin again."
    session.add(ToolResult(call_id=call.id, tool_call_id="t", arguments_digest="d", result=answer, created_at=NOW))
    session.commit()
    reader = sign_in(role)
    page = reader.open("/calls").text
    assert "Asked again most: energy, 1 time in 1 call." in page
    assert "Marisol" not in page
    assert rows_of(reader.client.get("/calls?format=csv"))[1:] == [
        [
            "2026-11-16",
            "1",
            "1",
            "0",
            "0",
            "70",
            "70",
            "0",
            "0",
            "0",
            "energy 1",
            "Strength 1",
            "assistant-ended-call 1",
        ]
    ]


def test_search_finds_a_week_by_how_calls_ended(session: Session, sign_in: SignIn) -> None:
    make_call(session, ended_reason="exceeded-max-duration")
    session.commit()
    admin = sign_in(Role.ADMIN)
    assert len(rows_of(admin.client.get("/calls?format=csv&q=exceeded"))) == 2
    assert len(rows_of(admin.client.get("/calls?format=csv&q=silence"))) == 1


def test_without_calls_the_page_says_so(sign_in: SignIn) -> None:
    assert "No calls yet" in sign_in(Role.EXECUTIVE).open("/calls").text
