"""`/api/v1/openapi.json` and a page to read it by, for anybody: it names no data."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue

from app.access import public

blueprint = Blueprint("api_description", __name__, url_prefix="/api/v1")
METHODS = ("get", "post", "put", "delete")


@blueprint.get("/openapi.json")
@public
def openapi() -> Response:
    return jsonify(current_app.extensions["api"].spec.to_dict())


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
    return render_template("api/docs.html", info=spec["info"], operations=operations)
