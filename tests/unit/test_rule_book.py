"""What a process knows of the changed rules, and for how long."""

from dataclasses import replace

from app.rule_book import RuleBook
from app.settings import Settings


def test_changed_rules_stand_over_the_environment() -> None:
    book, settings = RuleBook(), Settings()
    assert book.over(settings) is settings
    book.take({"low_energy_threshold": "3", "missed_checkin_alerts": "no"})
    assert book.over(settings) == replace(settings, low_energy_threshold=3, missed_checkin_alerts=False)
    book.take({})
    assert book.over(settings) is settings


def test_what_this_version_cannot_read_is_left_to_the_environment() -> None:
    book, settings = RuleBook(), Settings()
    book.take({"low_energy_threshold": "lots", "a_rule_of_later": "1", "secret_key": "x"})
    assert book.over(settings) == settings


def test_what_was_read_is_fresh_for_a_few_seconds_or_until_it_is_changed_here() -> None:
    seconds = [0.0]
    book = RuleBook(3.0, clock=lambda: seconds[0])
    assert book.is_stale()
    book.take({})
    seconds[0] = 2.9
    assert not book.is_stale()
    seconds[0] = 3.0
    assert book.is_stale()
    book.take({})
    book.expire()
    assert book.is_stale()
