"""Changing a rule while everything runs, and the rules of a moment that has passed."""

import dataclasses
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.viewers import Viewer
from app.models import RuleChange
from app.queries.rule_changes import CHANGED, read_rules, read_rules_before_changes
from app.rule_table import RULES, conflicts, read_rule, rule_text
from app.services.audit import record_audit
from app.settings import Settings

LOCK = 0x0D17ED
"""Advisory lock of the transaction: rules are held against each other by one writer at a time."""


def change_rule(session: Session, name: str, text: str, *, settings: Settings, by: Viewer, now: datetime) -> bool:
    """Let the rule have this value from now on; False where it has it already. `settings` are those of now.

    Raises InvalidInput for what cannot be read or contradicts another rule.
    """
    if name not in RULES:
        raise NotFound("There is no such rule.")
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    present = rules_at(session, settings, at=now)
    value = read_typed_rule(name, text)
    before, after = rule_text(getattr(present, name)), rule_text(value)
    if before == after:
        return False
    for sentence in conflicts(dataclasses.replace(present, **{name: value})):
        raise InvalidInput(sentence, field=name)
    session.add(RuleChange(name=name, value=after, before=before, starts_at=now))
    detail = {"rule": name, "before": before, "after": after}
    record_audit(session, actor_id=by.employee_id, action=CHANGED, detail=detail, now=now)
    return True


def rules_at(session: Session, settings: Settings, *, at: datetime) -> Settings:
    """Return the settings with each rule as it was at that moment, whatever has become of it since."""
    texts = read_rules_before_changes(session, at=at) | read_rules(session, at=at)
    values = {name: read_rule(name, text) for name, text in texts.items() if name in RULES}
    return dataclasses.replace(settings, **values)


def read_typed_rule(name: str, text: str) -> Any:
    """Return the value. Raises InvalidInput with what would have been right."""
    try:
        return read_rule(name, text)
    except ValueError as error:
        raise InvalidInput(f"{text.strip() or 'Nothing'} will not do: it {error}.", field=name) from None
