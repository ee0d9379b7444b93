"""The signed-in pages: parse, call a service or a query, render.

One folder per noun; `BLUEPRINTS` names them all. Each has a `routes.py` with a `blueprint` whose landing page
is `index`; a second blueprint of a folder is named with its module.
"""

from importlib import import_module

from flask import Flask

BLUEPRINTS = (
    "health",
    "auth",
    "auth.resets",
    "account",
    "design",
    "technicians",
    "trends",
    "acknowledge",
    "alerts",
    "blockers",
    "try_call",
    "sms_status",
    "today",
)


def register(app: Flask) -> None:
    from app import access  # noqa: PLC0415 - composition
    from app.web import errors, filters, headers, navigation, static_files  # noqa: PLC0415 - composition
    from app.web.auth import sessions  # noqa: PLC0415

    for part in (access, sessions, errors, filters, headers, navigation, static_files):
        part.register(app)
    for name in BLUEPRINTS:
        module = name if "." in name else f"{name}.routes"
        app.register_blueprint(import_module(f"app.web.{module}").blueprint)
