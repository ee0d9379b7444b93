"""Replays what the webhook kept while PostgreSQL was away, once it is back and no further message comes by."""

import structlog

from app.journal import Journal
from app.settings import Settings
from app.vapi.inbound.intake import replay

log = structlog.get_logger()

BUDGET_SECONDS = 0.5
"""Per second of the clock: what is due goes out in between."""


def drain_journal(settings: Settings) -> None:
    """Read the journal of this machine's DATA_DIR; another process that is draining is left alone."""
    journal = Journal.of(settings)
    if not journal.pending():
        return
    report = journal.drain(lambda entry: replay(entry, settings), budget_seconds=BUDGET_SECONDS)
    if report.replayed or report.failed:
        log.info("journal drained", replayed=report.replayed, failed=report.failed, more=report.remaining)
