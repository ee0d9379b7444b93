"""A change that a program may send again: with an Idempotency-Key it is made once and answered alike each time."""

from collections.abc import Callable
from typing import Any

from flask import Response, jsonify, request
from sqlalchemy.orm import Session

from app.services.accounts.api_answers import KeptAnswer, digest_of, find_kept_answer, keep_answer
from app.unit_of_work import unit_of_work
from app.web.api.blueprint import api_token
from app.web.clock import request_now

Answer = tuple[Any, int]
"""A body as JSON has it, and the status."""


def once(change: Callable[[Session], Answer]) -> Response:
    """Make the change in one transaction with the key's row, or return the answer of the first time."""
    key, token_id = request.headers.get("Idempotency-Key", "").strip(), api_token().id
    with unit_of_work() as session:
        if not key:
            return _response(*change(session))
        digest = digest_of(request.method, request.path, request.get_data(cache=True))
        kept = find_kept_answer(session, token_id, key, digest, now=request_now())
        if kept is not None:
            return _response(kept.body, kept.status)
        body, status = change(session)
        keep_answer(session, token_id, key, KeptAnswer(status, body))
        return _response(body, status)


def _response(body: Any, status: int) -> Response:
    response = jsonify(body)
    response.status_code = status
    return response
