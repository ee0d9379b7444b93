"""Daily Ops Coach: everything behind the technicians' morning check-in call.

`create_app` is the composition root: it assembles and does nothing else (no connection, no migration, no network).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from secrets import token_urlsafe

from flask import Flask

from app.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Settings, *, time_source: Callable[[], datetime] | None = None) -> Flask:
    """Assemble the application. Settings without SECRET_KEY get a random one, good for this process alone.

    `time_source` returns the present, aware, in UTC; without it the machine's clock is asked.
    """
    from app import cli, extensions, logs, vapi, web

    settings = settings if settings.secret_key else replace(settings, secret_key=(token_urlsafe(48),))
    app = Flask(__name__, root_path=str(ROOT), static_folder="static", template_folder="templates")
    app.config.from_mapping(_flask_config(settings))
    logs.configure(app, settings)
    extensions.init_app(app, settings, time_source or extensions.utc_now)
    web.register(app)
    vapi.register(app)
    cli.register(app)
    return app


def _flask_config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key[0],
        "SECRET_KEY_FALLBACKS": list(settings.secret_key[1:]),
        "SQLALCHEMY_DATABASE_URI": settings.database_url or "postgresql+psycopg2://",
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "pool_pre_ping": True,
            "pool_size": 16,
            "max_overflow": 4,
            "pool_timeout": 2,
            # Statements carry answers, notes and telephone numbers; an error must not take them into the log.
            "hide_parameters": True,
            # A technician waits on the line: fail within the webhook's deadline rather than hang.
            "connect_args": {"connect_timeout": 2, "options": "-c statement_timeout=10000 -c lock_timeout=5000"},
        },
        "MAX_CONTENT_LENGTH": settings.webhook_max_bytes,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.public_url.startswith("https://"),
        "WTF_CSRF_TIME_LIMIT": None,
    }
