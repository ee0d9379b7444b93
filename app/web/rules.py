"""Each page begins with the rules as they are now."""

from flask import Flask, request
from sqlalchemy.exc import SQLAlchemyError

from app.fresh_settings import fresh_settings

WITHOUT = {None, "health", "vapi"}
"""Blueprints that ask for them themselves, or that answer whatever the database does. None: static files."""


def register(app: Flask) -> None:
    app.before_request(_take_over_rules)


def _take_over_rules() -> None:
    if request.blueprint in WITHOUT:
        return
    try:
        fresh_settings()
    except SQLAlchemyError:
        return  # the page will find out too, and says so in its own words
