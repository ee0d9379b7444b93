"""The settings with the rules as they are now, read anew where this process has not looked for a few seconds."""

from app.extensions import current_rule_book, current_settings, current_time, environment_settings
from app.queries.desk_addresses import read_desk_urls
from app.queries.rule_changes import read_rules
from app.settings import Settings
from app.unit_of_work import unit_of_work


def fresh_settings() -> Settings:
    """Call it outside a unit of work, where a request, a job or a round of the clock begins."""
    book = current_rule_book()
    if book.is_stale():
        with unit_of_work() as session:
            keys = environment_settings().sealing_keys
            book.take(read_rules(session, at=current_time()), read_desk_urls(session, keys=keys))
    return current_settings()
