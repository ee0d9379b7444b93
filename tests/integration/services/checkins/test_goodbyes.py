"""The closing words claim only what went out."""

import pytest
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.services.checkins.calls import record_call
from app.services.checkins.goodbyes import goodbye_for
from app.services.checkins.log import log_checkin
from app.settings import Settings
from tests.builders import NOW, make_employee


@pytest.mark.parametrize(
    ("arguments", "goodbye"),
    [
        ({"call_type": "ops_only", "ready_status": True}, "Saved. Drive safe."),
        (
            {"call_type": "daily_checkin", "ready_status": True, "energy_level": 2},
            "Saved, thanks. Have a good one, Dee.",
        ),
        (
            {"call_type": "ops_only", "ready_status": False, "not_ready_reason": "sick"},
            "Thanks for telling us. Dispatch knows. Look after yourself.",
        ),
        ({"call_type": "ops_only", "ready_status": False, "not_ready_reason": "vehicle"}, "Thanks for telling us."),
    ],
)
def test_goodbye_says_what_was_done(
    session: Session, settings: Settings, arguments: dict[str, object], goodbye: str
) -> None:
    manager = make_employee(session, role=Role.MANAGER)
    make_employee(session, role=Role.DISPATCHER)
    dee = make_employee(session, manager_id=manager.id)
    call = record_call(session, call_id="c1", employee_id=dee.id, caller_masked="", now=NOW)
    saved = log_checkin(session, call=call, employee=dee, arguments=arguments, settings=settings, now=NOW)
    assert goodbye_for(saved, name="Dee") == goodbye
    assert {name: saved.row.answers[name] for name in arguments} == arguments
