"""Changes of what was read before: If-Match with the ETag of that reading (RFC 9110, 13.1.1)."""

import hashlib
import re
from http import HTTPStatus
from typing import Any

from flask import jsonify
from werkzeug.exceptions import HTTPException, PreconditionFailed, PreconditionRequired

_WRAPPING = re.compile(r'^(W/)?"?(.*?)(-(gzip|br|zstd))?"?$')
"""A proxy that compresses makes the tag weak and may mark it."""


def version_of(body: Any) -> str:
    """Return the ETag of a body as the API sends it."""
    return hashlib.sha1(jsonify(body).get_data()).hexdigest()  # noqa: S324 - names a version; as werkzeug does


def check_version(if_match: str | None, version: str) -> None:
    """Raise 428 without If-Match, 412 where somebody changed it since."""
    if not if_match:
        raise _said(PreconditionRequired(), "Read the entry first and give its ETag as If-Match.")
    wanted = {_WRAPPING.sub(r"\2", tag.strip()) for tag in if_match.split(",")}
    if "*" not in wanted and version not in wanted:
        raise _said(PreconditionFailed(), f'Somebody changed it since. Its ETag is now "{version}": read it again.')


def _said(error: HTTPException, sentence: str) -> HTTPException:
    error.description = sentence
    assert error.code in {HTTPStatus.PRECONDITION_REQUIRED, HTTPStatus.PRECONDITION_FAILED}  # noqa: S101
    return error
