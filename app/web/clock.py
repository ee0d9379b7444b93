"""The time of a request, read once: every row of a page and every use-case behind it is told by the same clock."""

from datetime import UTC, datetime

from flask import g


def request_now() -> datetime:
    if "now" not in g:
        g.now = datetime.now(UTC)
    now: datetime = g.now
    return now
