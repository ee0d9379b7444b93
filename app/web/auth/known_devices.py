"""Browsers that have signed in before, by a signed cookie: the wrong tries of strangers do not lock them out.

The cookie opens nothing. It names the account by a hash, so that a browser's owner learns nothing from another's.
"""

import hashlib
import secrets
from datetime import timedelta

from flask import Response, after_this_request, request

from app.extensions import current_settings
from app.signing import BadToken, Purpose, read_signed, sign
from app.web.clock import request_now

NAME = "coach_device"
KEPT = timedelta(days=180)


def remember_device(email: str) -> None:
    """Let this browser be known for the account from now on."""
    settings, now = current_settings(), request_now()
    value = [_hash(email), find_device(email) or secrets.token_urlsafe(12)]
    token = sign(value, Purpose.KNOWN_DEVICE, keys=settings.secret_key, expires_at=now + KEPT)
    https = settings.public_url.startswith("https://")

    @after_this_request
    def set_cookie(response: Response) -> Response:
        response.set_cookie(
            cookie_name(https=https), token, max_age=KEPT, httponly=True, secure=https, samesite="Lax", path="/"
        )
        return response


def find_device(email: str) -> str | None:
    """Return the id of this browser where it has signed in to this account before."""
    settings = current_settings()
    token = request.cookies.get(cookie_name(https=settings.public_url.startswith("https://")), "")
    try:
        account, device = read_signed(token, Purpose.KNOWN_DEVICE, keys=settings.secret_key, now=request_now())
    except BadToken:
        return None
    return str(device) if account == _hash(email) else None


def cookie_name(*, https: bool) -> str:
    return f"__Host-{NAME}" if https else NAME


def _hash(email: str) -> str:
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:16]
