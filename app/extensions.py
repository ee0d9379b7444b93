"""Extensions without an app; `create_app` binds them. Also the settings and the time of the running app."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, current_app
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app.breaker import Breaker
from app.counts import Counts
from app.models import Base
from app.rule_book import RuleBook
from app.settings import Settings

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate()
login_manager = LoginManager()
csrf = CSRFProtect()


def settings_of(app: Flask) -> Settings:
    settings: Settings = app.extensions["settings"]
    return settings


def current_settings() -> Settings:
    """Return the settings of the app that handles this request, job or command, with the rules as of now."""
    return current_rule_book().over(settings_of(current_app))


def environment_settings() -> Settings:
    """Return the same without the rules that were changed since the start."""
    return settings_of(current_app)


def current_rule_book() -> RuleBook:
    """Return the rules that were changed while everything runs, as this process knows them."""
    book: RuleBook = current_app.extensions["rule_book"]
    return book


TimeSource = Callable[[], datetime]
"""Returns the present, aware, in UTC. The tests' own start of an app gives another one than `utc_now`."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def current_time() -> datetime:
    """Return what time it is for the app that handles this request, job or command."""
    time_source: TimeSource = current_app.extensions["time_source"]
    return time_source()


BREAKER_SECONDS = 3.0
"""A frozen database is tried again after this."""


def current_breaker() -> Breaker:
    """Return what knows whether PostgreSQL hangs, for this process."""
    breaker: Breaker = current_app.extensions["database_breaker"]
    return breaker


def current_counts() -> Counts:
    """Return what counts this app's tries and requests."""
    counts: Counts = current_app.extensions["counts"]
    return counts


def init_app(app: Flask, settings: Settings, time_source: TimeSource) -> None:
    app.extensions["settings"] = settings
    app.extensions["time_source"] = time_source
    app.extensions["rule_book"] = RuleBook()
    app.extensions["database_breaker"] = Breaker(BREAKER_SECONDS)
    db.init_app(app)
    migrate.init_app(app, db, directory="migrations")
    login_manager.init_app(app)
    csrf.init_app(app)
    app.extensions["counts"] = Counts(settings.redis_url)
    if proxies := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
