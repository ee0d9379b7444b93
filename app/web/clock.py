"""The time of a request, read once, so that all rows of a page and all services behind it use the same instant."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import g

from app.access import find_viewer
from app.extensions import current_settings, current_time


def request_now() -> datetime:
    if "now" not in g:
        g.now = current_time()
    now: datetime = g.now
    return now


def viewer_zone() -> ZoneInfo:
    """Return the zone in which the reader's times are written: their own, or the company's before sign-in."""
    viewer = find_viewer()
    return ZoneInfo(viewer.timezone if viewer else current_settings().company_timezone)
