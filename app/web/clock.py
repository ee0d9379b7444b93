"""The time of a request, read once: every row of a page and every use-case behind it is told by the same clock."""

from datetime import datetime

from flask import g

from app.extensions import current_time


def request_now() -> datetime:
    if "now" not in g:
        g.now = current_time()
    now: datetime = g.now
    return now
