"""The rules' table: each is a setting, each value is read back as it is shown, limits and contradictions are told."""

from dataclasses import replace
from datetime import time

import pytest

from app.rule_table import FIELDS, RULES, conflicts, read_rule, rule_text
from app.settings import Settings


@pytest.mark.parametrize("name", RULES)
def test_default_of_each_rule_is_read_back_as_it_is_shown(name: str) -> None:
    value = FIELDS[name].default
    assert read_rule(name, rule_text(value)) == value


def test_no_rule_is_a_secret_or_an_address() -> None:
    assert [name for name in RULES if FIELDS[name].metadata["secret"] or name.endswith(("_url", "_urls", "_key"))] == []


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.highest is not None])
def test_limits_hold(name: str) -> None:
    rule = RULES[name]
    assert rule.lowest is not None
    assert rule.highest is not None
    assert [read_rule(name, str(value)) for value in (rule.lowest, rule.highest)] == [rule.lowest, rule.highest]
    for value in (rule.lowest - 1, rule.highest + 1):
        with pytest.raises(ValueError, match="must"):
            read_rule(name, str(value))


def test_contradictions_are_told() -> None:
    settings = Settings()
    assert list(conflicts(settings)) == []
    assert len(list(conflicts(replace(settings, morning_window_end=time(6))))) == 1
    assert len(list(conflicts(replace(settings, alert_backup_minutes=10)))) == 1
