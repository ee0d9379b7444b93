"""How many statements PostgreSQL stopped at a limit: counted where a page fails, told where metrics are read."""

from app.counts import Counts

KEPT_SECONDS = 24 * 60 * 60
"""A count begins again a day after its first."""
LIMITS = ("statement_timeout", "lock_timeout")


def count_stopped(counts: Counts, limit: str) -> None:
    counts.add(_key(limit), KEPT_SECONDS)


def stopped_by_limit(counts: Counts) -> dict[str, int]:
    return {limit: counts.add(_key(limit), KEPT_SECONDS, 0) for limit in LIMITS}


def _key(limit: str) -> str:
    return f"statements-stopped:{limit}"
