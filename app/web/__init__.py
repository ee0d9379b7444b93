"""The signed-in pages: parse, call a service or a query, render. One folder per noun, its views in `routes.py`."""

from flask import Flask


def register(app: Flask) -> None:
    from app import access  # noqa: PLC0415 - composition
    from app.web import (  # noqa: PLC0415 - composition
        blueprints,
        compression,
        errors,
        filters,
        headers,
        navigation,
        rules,
        static_files,
    )
    from app.web.auth import company, sessions  # noqa: PLC0415

    parts = (
        rules,
        access,
        sessions,
        company,
        errors,
        filters,
        headers,
        compression,
        navigation,
        static_files,
        blueprints,
    )
    for part in parts:
        part.register(app)
