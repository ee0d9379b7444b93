"""Changing a rule: judged against its limits and the other rules, dated, on record; the past keeps its own."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import AuditEvent, RuleChange
from app.services.rules import change_rule, rules_at
from app.settings import Settings
from tests.builders import NOW, make_employee

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def by(session: Session) -> Viewer:
    ada = make_employee(session, role=Role.ADMIN, name="Ada Min")
    return Viewer(employee_id=ada.id, role=ada.role, timezone=ada.timezone, name=ada.name)


def test_change_is_dated_and_on_record(session: Session, settings: Settings, by: Viewer) -> None:
    assert change_rule(session, "low_energy_threshold", " 3 ", settings=settings, by=by, now=NOW)
    session.flush()
    [row] = session.scalars(select(RuleChange))
    assert (row.name, row.before, row.value, row.starts_at) == ("low_energy_threshold", "2", "3", NOW)
    event = session.scalars(select(AuditEvent)).one()
    assert event.detail == {"rule": "low_energy_threshold", "before": "2", "after": "3"}
    assert not change_rule(session, "low_energy_threshold", "3", settings=settings, by=by, now=LATER)


@pytest.mark.parametrize("text", ["5", "0", "many", ""])
def test_what_is_out_of_its_limits_is_refused_with_what_would_do(
    session: Session, settings: Settings, by: Viewer, text: str
) -> None:
    with pytest.raises(InvalidInput, match="it must be") as refused:
        change_rule(session, "low_energy_threshold", text, settings=settings, by=by, now=NOW)
    assert refused.value.field == "low_energy_threshold"


def test_rule_that_contradicts_another_changed_one_is_refused(session: Session, settings: Settings, by: Viewer) -> None:
    change_rule(session, "alert_repeat_minutes", "15", settings=settings, by=by, now=NOW)
    with pytest.raises(InvalidInput, match="backup"):
        change_rule(session, "alert_backup_minutes", "15", settings=settings, by=by, now=NOW)


@pytest.mark.parametrize("name", ["secret_key", "mail_url", "nothing"])
def test_what_is_no_rule_is_not_changed(session: Session, settings: Settings, by: Viewer, name: str) -> None:
    with pytest.raises(NotFound):
        change_rule(session, name, "x", settings=settings, by=by, now=NOW)


def test_moment_has_the_rules_of_its_time(session: Session, settings: Settings, by: Viewer) -> None:
    change_rule(session, "week_low_days", "3", settings=settings, by=by, now=NOW)
    change_rule(session, "week_low_days", "4", settings=settings, by=by, now=LATER)
    moments = (NOW - timedelta(days=7), NOW, LATER)
    assert [rules_at(session, settings, at=at).week_low_days for at in moments] == [settings.week_low_days, 3, 4]
    changed_since = rules_at(session, settings, at=LATER)
    assert rules_at(session, changed_since, at=moments[0]) == settings
