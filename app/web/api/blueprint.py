"""The API's blueprint and its guard: who asks, how often, and answers that say what went wrong (RFC 9457)."""

from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, g, jsonify, request
from flask.typing import ResponseReturnValue
from flask_smorest import Api, Blueprint
from werkzeug.exceptions import HTTPException

from app.access import access_of
from app.domain.errors import InvalidInput, NotAllowed, OpsCoachError
from app.extensions import csrf
from app.queries.api_tokens import LiveToken, find_live_token
from app.services.accounts.api_tokens import hash_api_token, note_token_use
from app.unit_of_work import unit_of_work
from app.web.api.rate import RateLimited, count_request, rate_headers
from app.web.api.schemas import ProblemSchema
from app.web.clock import request_now

log = structlog.get_logger(__name__)
NO_TOKEN = "Send a personal token: Authorization: Bearer doc_… People make theirs on the Account page."  # noqa: S105
PROBLEM = "application/problem+json"
DESCRIPTION = """Read and write what the pages show, with a personal token that you make on the **Account** page:
`Authorization: Bearer doc_…`. A token has its owner's rights as they are today; without "may write" it only reads.

Lists come in pages: give `cursor` from `next_cursor` for the next. A `POST` with an `Idempotency-Key` is done once
within a day, however often it is sent. Errors are `application/problem+json` and name the field.

Messages that go out to an https address of a desk are described under `webhooks`: their shapes, their signature, and
what becomes of an answer."""

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
csrf.exempt(blueprint)


class DescribedApi(Api):  # type: ignore[misc]  # flask-smorest has no types
    """Describes the API; errors of pages stay with the pages, ours are below."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        pass

    def _register_responses(self) -> None:
        """Register the errors, which are of another content type than answers."""
        self.DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM
        super()._register_responses()
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/json"


def register(app: Flask) -> None:
    app.config["API_TITLE"] = "Daily Ops Coach"
    app.config["API_VERSION"] = "1"
    app.config["OPENAPI_VERSION"] = "3.1.0"
    app.config["API_SPEC_OPTIONS"] = {"info": {"description": DESCRIPTION}, "security": [{"token": []}]}
    api = DescribedApi(app)
    api.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    api.register_blueprint(blueprint)
    app.extensions["api"] = api


def api_token() -> LiveToken:
    token: LiveToken = g.api_token
    return token


@blueprint.before_request
def _admit() -> None:
    token = _find_token()
    if token is None:
        raise NotAllowed(NO_TOKEN)
    g.api_token = token
    count_request(token.id)
    access = access_of(_app(), request.endpoint or "")
    if access is None or not access.admits(token.viewer):
        log.warning("api_refused", employee=token.viewer.employee_id, endpoint=request.endpoint)
        raise NotAllowed("Your role does not open this address.")
    if request.method not in {"GET", "HEAD"} and not token.may_write:
        raise NotAllowed("This token only reads. Make one that may write on the Account page.")


def _app() -> Flask:
    from flask import current_app  # noqa: PLC0415 - the object itself, for its views

    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    return app


def _find_token() -> LiveToken | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        return None
    now = request_now()
    with unit_of_work() as session:
        live = find_live_token(session, hash_api_token(token.strip()), now=now)
        if live is not None:
            note_token_use(session, live.id, last_used_at=live.last_used_at, now=now)
    return live


@blueprint.after_request
def _finish(response: Response) -> Response:
    response.headers.extend(rate_headers())
    response.headers["Cache-Control"] = "private, no-store" if request.method != "GET" else "private, no-cache"
    if request.method == "GET" and response.status_code == HTTPStatus.OK:
        response.add_etag()
        response.make_conditional(request)
    return response


@blueprint.errorhandler(OpsCoachError)
def _refusal(error: OpsCoachError) -> ResponseReturnValue:
    missing = isinstance(error, NotAllowed) and "api_token" not in g
    status = HTTPStatus.UNAUTHORIZED if missing else error.http_status
    field = error.field if isinstance(error, InvalidInput) else None
    errors = [{"field": field, "message": error.sentence}] if field else None
    headers = {"WWW-Authenticate": "Bearer"} if missing else {}
    return problem(status, error.sentence, errors=errors, headers=headers)


@blueprint.errorhandler(RateLimited)
def _too_many(error: RateLimited) -> ResponseReturnValue:
    headers = {"Retry-After": str(error.seconds)}
    return problem(HTTPStatus.TOO_MANY_REQUESTS, f"Too many requests: try again in {error.seconds} s.", headers=headers)


@blueprint.errorhandler(HTTPException)
def _http(error: HTTPException) -> ResponseReturnValue:
    messages = getattr(error, "data", {}).get("messages") if hasattr(error, "data") else None
    errors = list(_flat(messages)) if messages else None
    sentence = "Some values cannot be taken; see errors." if errors else (error.description or error.name)
    return problem(error.code or 500, sentence, errors=errors)


def _flat(messages: Any, path: str = "") -> Any:
    """Yield each message with the path of its field, `readings.3.value`, without the part of the request it is in."""
    if isinstance(messages, dict):
        for name, part in messages.items():
            here = name if name not in {"json", "query", "headers", "_schema"} else ""
            yield from _flat(part, ".".join(filter(None, (path, str(here)))))
    else:
        yield from ({"field": path or None, "message": str(message)} for message in messages)


def problem(
    status: int, detail: str, *, errors: list[dict[str, Any]] | None = None, headers: dict[str, str] | None = None
) -> Response:
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status)}
    response = jsonify(body | {"detail": detail} | ({"errors": errors} if errors else {}))
    response.status_code = int(status)
    response.content_type = PROBLEM
    response.headers.extend(headers or {})
    return response
