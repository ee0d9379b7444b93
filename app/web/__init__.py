"""The signed-in pages: parse, call a service or a query, render. One folder per noun, its views in `routes.py`."""

from flask import Flask


def register(app: Flask) -> None:
    from app import access  # noqa: PLC0415 - composition
    from app.web import blueprints, errors, filters, headers, navigation, rules, static_files  # noqa: PLC0415 - composition
    from app.web.auth import company, sessions  # noqa: PLC0415

    for part in (rules, access, sessions, company, errors, filters, headers, navigation, static_files, blueprints):
        part.register(app)
