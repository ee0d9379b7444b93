"""The time of a request, read once, so that all rows of a page and all services behind it use the same instant."""

from datetime import datetime

from flask import g

from app.extensions import current_time


def request_now() -> datetime:
    if "now" not in g:
        g.now = current_time()
    now: datetime = g.now
    return now
