"""Notices by rule and month, in words."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.alerts.rules import RULES
from app.domain.figures.week_flags import FlagRule
from app.domain.permissions import Role
from app.web.admin.quality import RULE_WORDS
from tests.builders import NOW, TODAY, make_alert, make_employee
from tests.csv_rows import rows_of
from tests.functional.web.conftest import SignIn


def test_every_rule_has_its_words() -> None:
    assert set(RULE_WORDS) == {rule.id for rule in RULES.values()} | {rule.value for rule in FlagRule}


def test_notices_are_counted_by_what_became_of_them(session: Session, sign_in: SignIn) -> None:
    person = make_employee(session)
    closed = {"status": AlertStatus.RESOLVED, "acknowledged_at": NOW, "resolved_at": NOW}
    for facts in (
        closed | {"outcome": AlertOutcome.FIXED},
        closed | {"outcome": AlertOutcome.FALSE_ALARM},
        {},
        {"alert_on": TODAY - timedelta(days=400)},
    ):
        make_alert(session, person, kind=AlertKind.BLOCKER, **facts)
    session.commit()
    admin = sign_in(Role.ADMIN)
    rows = rows_of(admin.client.get("/admin/notices?format=csv"))
    assert rows[1:] == [["2026-11", "blocker", "3", "2", "1", "1"]]
    assert "blocker" in admin.open("/admin/notices").text
