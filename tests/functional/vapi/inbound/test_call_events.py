"""Reports and status updates: they speak of the caller's own call only."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Call, CallStatus, Employee
from tests.builders import make_employee, make_profile
from tests.vapi_line import DAILY, VapiLine


@pytest.fixture
def dee(session: Session) -> Employee:
    employee = make_employee(session)
    make_profile(session, employee)
    session.commit()
    return employee


@pytest.mark.parametrize("known", [True, False], ids=["a colleague", "a stranger"])
def test_report_about_the_call_of_another_changes_nothing(
    client: FlaskClient, session: Session, vapi_headers: dict[str, str], dee: Employee, *, known: bool
) -> None:
    other = make_employee(session).phone if known else "+13125550199"
    session.commit()
    line = VapiLine(client, vapi_headers, dee.phone)
    line.log(DAILY)
    foreign = VapiLine(client, vapi_headers, other, call_id=line.call_id)
    report = {"endedReason": "pipeline-error", "durationSeconds": 9_999}
    assert foreign.post(foreign.envelope("end-of-call-report", **report)).status_code == 200
    assert foreign.post(foreign.envelope("status-update", status="ended")).status_code == 200
    session.expire_all()
    call = session.scalars(select(Call)).one()
    assert (call.status, call.ended_reason, call.duration_seconds) == (CallStatus.IN_PROGRESS, None, None)
    assert line.post(line.envelope("end-of-call-report", **report | {"durationSeconds": 84})).status_code == 200
    session.expire_all()
    assert session.scalars(select(Call.duration_seconds)).all() == [84]
