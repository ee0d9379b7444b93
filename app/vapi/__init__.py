"""The telephone edge: Vapi's webhook, its tools and what they answer."""

from flask import Flask


def register(app: Flask) -> None:
    from app.extensions import csrf  # noqa: PLC0415 - composition, as in create_app
    from app.vapi.inbound.webhook import blueprint  # noqa: PLC0415

    csrf.exempt(blueprint)
    app.register_blueprint(blueprint)
