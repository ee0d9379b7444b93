"""A call of the two tools costs the database four statements, however much it holds."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.builders import NOW, make_checkin, make_employee, make_profile
from tests.query_counts import counted
from tests.vapi_line import DAILY, OPS_ONLY, VapiLine


@pytest.mark.parametrize(
    ("tool", "arguments", "days", "statements"),
    [
        # The first call of a week looks for what there is to tell of the last one.
        ("get_tech_checkin_context", {}, 0, 4),
        ("get_tech_checkin_context", {}, 40, 3),
        ("log_daily_checkin", DAILY, 0, 4),
        ("log_daily_checkin", DAILY, 40, 4),
        ("log_daily_checkin", OPS_ONLY, 40, 4),
    ],
)
def test_statements_of_a_tool(  # noqa: PLR0917 - fixtures and one table
    session: Session,
    client: FlaskClient,
    isolated_database: sa.Connection,
    vapi_headers: dict[str, str],
    tool: str,
    arguments: dict[str, object],
    days: int,
    statements: int,
) -> None:
    ana = make_employee(session)
    make_profile(session, ana)
    for day in range(1, days + 1):
        make_checkin(session, ana, timestamp=NOW - timedelta(days=day), kpi_action_today="photos")
    session.commit()
    line = VapiLine(client, vapi_headers, str(ana.phone))
    with counted(isolated_database) as sent:
        line.tools((tool, arguments))
    assert len(sent) == statements, "\n".join(sent)


def test_same_call_again_is_only_read(
    session: Session, client: FlaskClient, isolated_database: sa.Connection, vapi_headers: dict[str, str]
) -> None:
    ana = make_employee(session)
    session.commit()
    line = VapiLine(client, vapi_headers, str(ana.phone))
    first = line.log(DAILY, id="t1")
    with counted(isolated_database) as sent:
        assert line.log(DAILY, id="t1") == first
    assert len(sent) == 3, "\n".join(sent)
