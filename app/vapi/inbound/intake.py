"""One message of Vapi answered, kept, or replayed: what the webhook, the clock and `flask journal` share.

While PostgreSQL is away the raw message goes to the journal and the technician hears words; once it is back the
journal is drained first, so that the order of a call's messages is kept. A database that hangs is away too: a message
waits for it for a moment only, and while it hangs the next ones do not wait at all.
"""

import os

import structlog

from app.database_patience import patience
from app.extensions import current_breaker
from app.fresh_settings import fresh_settings
from app.journal import Journal, JournalEntry, Replay
from app.settings import Settings
from app.vapi.inbound import away, dispatch
from app.vapi.inbound.context import Context
from app.vapi.inbound.keepable import keepable
from app.vapi.inbound.payloads import Message, parse_body

log = structlog.get_logger(__name__)


def answer(
    message: Message, entry: JournalEntry, settings: Settings, *, arrived: float | None = None
) -> dict[str, object]:
    """Return the body for Vapi. `entry` is the same message as received, to be kept where it cannot be handled now.

    `arrived`: when it did, by `time.perf_counter`, where its answer is to be timed.
    """
    if not dispatch.concerns_us(message):
        return {}
    breaker = current_breaker()
    if not breaker.lets_through():
        return _keep(Journal.of(settings), message, entry, settings)
    with patience(settings.webhook_database_seconds) as limit:
        answered = _answer(message, entry, settings, arrived)
    if limit.ran_out:
        breaker.waited_in_vain()
    else:
        breaker.was_answered()
    return answered


def _answer(message: Message, entry: JournalEntry, settings: Settings, arrived: float | None) -> dict[str, object]:
    journal = Journal.of(settings)
    if journal.pending() and _catch_up(journal, settings):
        return _keep(journal, message, entry, settings)
    try:
        return dispatch.answer(message, Context(fresh_settings(), entry.received_at, arrived))
    except dispatch.DATABASE_AWAY as error:
        log.warning("database_away", error=type(error).__name__)
        return _keep(journal, message, entry, settings)
    except Exception:
        # The last line before Vapi: a fault of ours must cost neither the call nor the caller's answers.
        log.exception("webhook_failed")
        return _keep(journal, message, entry, settings, failed=True)


def replay(entry: JournalEntry, settings: Settings) -> Replay:
    """Handle a journalled message as on its day."""
    try:
        message = parse_body(entry.body, home_region=settings.home_region)
        dispatch.answer(message, Context(settings, entry.received_at))
    except dispatch.DATABASE_AWAY:
        return Replay.AWAY
    except Exception:
        # A message that fails for another reason must not hold up the ones behind it; it is set aside and reported.
        log.exception("journal_replay_failed")
        return Replay.FAILED
    return Replay.DONE


def _catch_up(journal: Journal, settings: Settings) -> bool:
    """Drain for a moment, since a caller waits; what is left is for the next message or the clock.

    True where messages are still waiting, so that this one must queue behind them.
    """
    report = journal.drain(lambda kept: replay(kept, settings), budget_seconds=settings.catch_up_seconds)
    return report.remaining


def _keep(
    journal: Journal, message: Message, entry: JournalEntry, settings: Settings, *, failed: bool = False
) -> dict[str, object]:
    silent = JournalEntry(entry.received_at, keepable(message))
    try:
        if failed:
            journal.set_aside(silent.to_line())
        else:
            journal.append(silent)
    except OSError as error:
        log.critical("journal_write_failed", error=os.strerror(error.errno or 0))
        return away.answer(message, Context(settings, entry.received_at), kept=False)
    return away.answer(message, Context(settings, entry.received_at), kept=True)
