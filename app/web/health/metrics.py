"""Prometheus gauges read from the database at each scrape, so that any number of web processes tell the same.

Stopped statements are counted in Redis, or where there is none in the process that is asked.
"""

from collections.abc import Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from app.queries.operations import Operations


def render_metrics(
    figures: Operations | None, *, journal_pending: bool, stopped: Mapping[str, int], now: datetime
) -> bytes:
    """Return the exposition text; `figures` is None while the database is away."""
    registry = CollectorRegistry()
    _gauge(registry, "database_up", "1 where the database answers", float(figures is not None))
    _gauge(registry, "journal_pending", "1 while webhook messages wait in the journal", float(journal_pending))
    statements = Gauge(
        "ops_coach_statements_stopped",
        "Statements of pages stopped at a limit, from the first on for a day",
        ["limit"],
        registry=registry,
    )
    for limit, count in stopped.items():
        statements.labels(limit).set(count)
    if figures is not None:
        _add_figures(registry, figures, now)
    return generate_latest(registry)


def _add_figures(registry: CollectorRegistry, figures: Operations, now: datetime) -> None:
    outbox = Gauge("ops_coach_outbox_messages", "Messages by status", ["status"], registry=registry)
    for status, count in figures.outbox.items():
        outbox.labels(status).set(count)
    alerts = Gauge("ops_coach_live_alerts", "Alerts that are not resolved", ["kind", "status"], registry=registry)
    for (kind, status), count in figures.live_alerts.items():
        alerts.labels(kind, status).set(count)
    ages = {
        "oldest_due_message_seconds": ("Age of the longest-waiting due message", figures.oldest_due_at),
        "last_call_seconds": ("Time since the last call", figures.last_call_at),
        "last_checkin_seconds": ("Time since the last check-in", figures.last_checkin_at),
    }
    for name, (help_text, at) in ages.items():
        if at is not None:
            _gauge(registry, name, help_text, max(0.0, (now - at).total_seconds()))


def _gauge(registry: CollectorRegistry, name: str, help_text: str, value: float) -> None:
    Gauge(f"ops_coach_{name}", help_text, registry=registry).set(value)
