"""What holds at a moment, and what held before the first change."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import RuleChange
from app.queries.rule_changes import CHANGED, list_rule_history, read_rules, read_rules_before_changes
from app.services.audit import record_audit
from tests.builders import NOW, make_employee

HOUR = timedelta(hours=1)


def change(session: Session, name: str, before: str, value: str, hours: int) -> None:
    session.add(RuleChange(name=name, before=before, value=value, starts_at=NOW + hours * HOUR))
    session.flush()


def test_latest_change_until_then_holds(session: Session) -> None:
    change(session, "group_seconds", "120", "60", 0)
    change(session, "group_seconds", "60", "30", 2)
    change(session, "week_low_days", "2", "3", 1)
    read = [read_rules(session, at=NOW + hours * HOUR) for hours in (-1, 0, 1, 2)]
    assert read == [
        {},
        {"group_seconds": "60"},
        {"group_seconds": "60", "week_low_days": "3"},
        {"group_seconds": "30", "week_low_days": "3"},
    ]


def test_before_the_first_change_it_was_what_that_change_replaced(session: Session) -> None:
    change(session, "group_seconds", "120", "60", 0)
    change(session, "group_seconds", "60", "30", 2)
    assert read_rules_before_changes(session, at=NOW - HOUR) == {"group_seconds": "120"}
    assert read_rules_before_changes(session, at=NOW) == {}


def test_history_names_who_changed_what_the_latest_first(session: Session) -> None:
    ada = make_employee(session, role=Role.ADMIN, name="Ada Min")
    for after in ("60", "30"):
        detail = {"rule": "group_seconds", "before": "120", "after": after}
        record_audit(session, actor_id=ada.id, action=CHANGED, detail=detail, now=NOW)
    record_audit(session, actor_id=ada.id, action="user.invited", now=NOW)
    session.flush()
    assert [(row.actor, row.detail["after"]) for row in list_rule_history(session)] == [
        ("Ada Min", "30"),
        ("Ada Min", "60"),
    ]
