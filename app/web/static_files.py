"""Static files by WhiteNoise: precompressed where a `.gz` stands beside, cached for a year under a hashed address."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, url_for
from whitenoise import WhiteNoise

from app.extensions import settings_of
from app.web.headers import HEADERS

YEAR = 31_536_000


def register(app: Flask) -> None:
    settings = settings_of(app)
    folder = Path(app.root_path) / "static"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(folder),
        prefix="static/",
        max_age=YEAR,
        autorefresh=settings.app_env == "development",
        add_headers_function=_add_headers,
    )
    app.add_template_global(lambda name: static_url(folder, name), "static_url")


def static_url(folder: Path, name: str) -> str:
    """Return the address of a static file; it changes with the content, so caches never serve an old one."""
    return url_for("static", filename=name, v=_digest(folder / name, (folder / name).stat().st_mtime_ns))


@lru_cache(maxsize=256)
def _digest(path: Path, _changed_at: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _add_headers(headers: Any, _path: str, _url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
