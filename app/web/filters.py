"""How pages say times, numbers and counts; the template filters and globals.

Relative up to an hour, then the clock, then the date (in the viewer's zone), with the exact time on hover.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app
from markupsafe import Markup, escape

from app.domain.alerts.words import (
    INDICATOR,
    KIND_WORDS,
    OUTCOME_WORDS,
    STATUS_WORDS,
    TAKE_IT,
    alert_words,
    whose_alert,
)
from app.domain.checkins.reasons import PERSONAL
from app.domain.mornings.day_states import STATE_WORDS
from app.domain.permissions import Role
from app.domain.phrases import plural, say_day
from app.extensions import settings_of
from app.web.clock import request_now, viewer_zone
from app.web.paging import list_url, sort_url

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def said_time(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Say `12 min ago`, `06:41` (today) or `Mon 16 Nov` (`16 Nov 2025` in another year)."""
    ago = now - at
    if timedelta() <= ago < HOUR:
        return f"{ago // MINUTE} min ago" if ago >= MINUTE else "just now"
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    return f"{local:%H:%M}" if local.date() == today else say_day(local.date(), today)


def said_span(span: timedelta) -> str:
    """Say how long: `under 1 min`, `24 min`, `3 h 5 min`, `2 d`."""
    minutes = span // MINUTE
    if minutes < 1:
        return "under 1 min"
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{minutes} min"
    if hours < 24:  # noqa: PLR2004 - a day
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{hours // 24} d"


def exact(at: datetime) -> str:
    """Return `Wed 25 Nov 2026 10:15 CST`: the reader's day and time with the zone named."""
    return f"{at.astimezone(viewer_zone()):%a %d %b %Y %H:%M %Z}"


def ago(at: datetime | None) -> Markup:
    """Return a <time> that tells when, with the exact local time on hover."""
    if at is None:
        return Markup("–")
    return _time(at, exact(at), said_time(at, request_now(), viewer_zone()))


def moment(at: datetime) -> Markup:
    """Return a <time> that tells when to the minute, also of another day: `Wed 25 Nov 10:15`."""
    zone, now = viewer_zone(), request_now()
    said, local = said_time(at, now, zone), at.astimezone(zone)
    is_older = local.date() != now.astimezone(zone).date() and now - at >= HOUR
    return _time(at, exact(at), f"{said} {local:%H:%M}" if is_older else said)


def age(at: datetime) -> Markup:
    """Return a <time> that tells how long since."""
    return _time(at, f"since {exact(at)}", said_span(request_now() - at))


def clock(at: datetime | None, timezone: str | None = None) -> str:
    """Return `06:41`, in the viewer's zone or with the zone named where another is asked for."""
    if at is None:
        return "–"
    zone = viewer_zone()
    if timezone is None or ZoneInfo(timezone) == zone:
        return f"{at.astimezone(zone):%H:%M}"
    return f"{at.astimezone(ZoneInfo(timezone)):%H:%M %Z}"


def day(value: date | None) -> str:
    return say_day(value, request_now().astimezone(viewer_zone()).date()) if value else "–"


@lru_cache(maxsize=128)
def icon(name: str, label: str = "") -> Markup:
    """Return a Tabler icon as inline SVG; hidden from screen readers unless it has a label of its own."""
    path = Path(current_app.root_path) / "static" / "vendor" / "tabler-icons" / f"{name}.svg"
    attributes = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    # The file is ours, vendored; the label is escaped above.
    return Markup(path.read_text().replace("<svg", f'<svg class="icon" {attributes} focusable="false"', 1))  # noqa: S704


def role_word(role: str) -> str:
    return "HR" if role == Role.HR else role.capitalize()


WORDS: Mapping[str, Any] = {
    "state_words": STATE_WORDS,
    "kind_words": KIND_WORDS,
    "status_words": STATUS_WORDS,
    "outcome_words": OUTCOME_WORDS,
    "alert_words": alert_words,
    "whose_alert": whose_alert,
    "PERSONAL": PERSONAL,
    "TAKE_IT": TAKE_IT,
    "INDICATOR": INDICATOR,
}
"""What templates call things, from the one list of each."""


def register(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    settings = settings_of(app)
    app.jinja_env.globals["company_name"] = settings.company_name
    app.jinja_env.globals.update(WORDS)
    for function in (ago, age, moment, exact, clock, day, plural, said_span, role_word):
        app.add_template_filter(function)
    for helper in (icon, list_url, sort_url, request_now):
        app.add_template_global(helper)


def _time(at: datetime, title: str, words: str) -> Markup:
    return Markup('<time datetime="{}" title="{}">{}</time>').format(at.isoformat(timespec="seconds"), title, words)
