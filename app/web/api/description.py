"""`/api/v1/openapi.json` and a page to read it by, for anybody: it names no data."""

import json
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue

from app.access import public
from app.domain.messages.webhook_events import EVENTS
from app.services.messages.webhook_guide import HEADERS, example_of, signature_check, webhook_rules
from app.web.api.webhooks import described_webhooks

blueprint = Blueprint("api_description", __name__, url_prefix="/api/v1")
METHODS = ("get", "post", "put", "delete")


@blueprint.get("/openapi.json")
@public
def openapi() -> Response:
    return jsonify(current_app.extensions["api"].spec.to_dict() | {"webhooks": described_webhooks()})


@blueprint.get("/docs")
@public
def docs() -> ResponseReturnValue:
    spec: dict[str, Any] = current_app.extensions["api"].spec.to_dict()
    operations = [
        {"method": method.upper(), "path": path, **operations[method]}
        for path, operations in spec["paths"].items()
        for method in METHODS
        if method in operations
    ]
    webhooks = [
        {"event": event, "example": json.dumps(example_of(event), ensure_ascii=False, indent=2)} for event in EVENTS
    ]
    return render_template(
        "api/docs.html",
        info=spec["info"],
        operations=operations,
        webhooks=webhooks,
        rules=webhook_rules(),
        headers=HEADERS,
        check=signature_check(),
    )
