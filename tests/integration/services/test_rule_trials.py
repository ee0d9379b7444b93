"""Trying a threshold: the same rules over the last 90 days, beside what holds now."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.services.rule_trials import CAN_BE_TRIED, try_rule
from app.settings import Settings
from tests.builders import TODAY, make_employee, make_rollup

ADMIN = Viewer(employee_id=0, role=Role.ADMIN, timezone="UTC", name="Ada")


def test_flags_of_weeks_are_counted_for_both_values(session: Session, settings: Settings) -> None:
    for _ in range(2):
        make_rollup(session, make_employee(session), energies=[4, 2, 4, 4, 4, None, None], energy_min=2)
    old = TODAY - timedelta(days=TODAY.weekday(), weeks=20)
    make_rollup(session, make_employee(session), energies=[4, 2, 4, 4, 4, None, None], energy_min=2, week_start=old)
    trial = try_rule(session, ADMIN, "week_low_days", "1", settings=settings, today=TODAY)
    assert trial.sentence == (
        "With week low days 1 the last 90 days would have raised 2 notices about 2 people; with 2, as it is now, 0."
    )
    assert trial.would.names == ()


@pytest.mark.parametrize("name", sorted(CAN_BE_TRIED))
def test_each_can_be_tried_and_refuses_what_the_change_refuses(session: Session, settings: Settings, name: str) -> None:
    assert try_rule(session, ADMIN, name, "3", settings=settings, today=TODAY).would.result.notices == 0
    with pytest.raises(InvalidInput):
        try_rule(session, ADMIN, name, "0", settings=settings, today=TODAY)
