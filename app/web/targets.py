"""Where a person goes after signing in: only to a page of this site."""

from urllib.parse import urlsplit

from flask import url_for

from app.domain.viewers import Viewer
from app.web.navigation import home_for


def safe_target(target: str | None) -> str | None:
    """Return the target where it is a plain path here; None for another site, a scheme, or tricks with slashes."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target:
        return None
    if any(ord(character) < ord(" ") for character in target):
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None


def after_sign_in(target: str | None, viewer: Viewer) -> str:
    return safe_target(target) or home_url(viewer)


def home_url(viewer: Viewer) -> str:
    place = home_for(viewer)
    return place.url(viewer) if place else url_for("account.index")
