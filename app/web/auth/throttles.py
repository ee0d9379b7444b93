"""How often a try may fail: passwords, codes, and the mails that anybody can ask for.

A try is counted before it is judged and given back when it was right, so tries at the same moment cannot slip past
together. Wrong passwords count per account *and* network: a stranger elsewhere locks nobody out of their own account.
A browser that has signed in before is known by a signed cookie and has a count of its own. Counted in Redis, or in this
process while Redis is away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec

import structlog
from flask import Response, abort, make_response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.extensions import current_counts
from app.web.auth import known_devices
from app.web.auth.browsers import network_of
from app.web.auth.pending import find_pending

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]
log = structlog.get_logger(__name__)

MINUTES_15, HOUR = 15 * 60, 60 * 60


@dataclass(frozen=True)
class Limit:
    key: str
    most: int
    seconds: int
    """From the first try on."""


def sign_in_limits() -> list[Limit]:
    """Per network against spraying, per account against guessing, per account in all against many networks at once."""
    email = request.form.get("email", "").strip().lower()[:254]
    if device := known_devices.find_device(email):
        return [Limit(f"sign-in:{email}:device:{device}", 8, MINUTES_15)]
    network = network_of(request.remote_addr)
    return [
        Limit(f"sign-in:network:{network}", 30, MINUTES_15),
        Limit(f"sign-in:{email}:{network}", 8, MINUTES_15),
        Limit(f"sign-in:{email}", 100, HOUR),
    ]


def code_limits() -> list[Limit]:
    """Whoever is asked for a code knows the password: eight tries, from wherever."""
    waiting = find_pending()
    return [Limit(f"code:{waiting.user_id if waiting else network_of(request.remote_addr)}", 8, MINUTES_15)]


def own_password_limits() -> list[Limit]:
    return [Limit(f"own-password:{current_user.user_id}", 8, MINUTES_15)]


def mail_limits() -> list[Limit]:
    email = request.form.get("email", "").strip().lower()[:254]
    return [Limit(f"mail:{email}", 4, HOUR), Limit(f"mail:network:{network_of(request.remote_addr)}", 20, HOUR)]


def refused_tries_count(limits_of: Callable[[], list[Limit]]) -> Callable[[View[P]], View[P]]:
    """Count the POSTs to a view that it refuses (422); over a limit it is not asked at all (429)."""
    return _throttled(limits_of, lambda response: response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY)


def every_try_counts(limits_of: Callable[[], list[Limit]]) -> Callable[[View[P]], View[P]]:
    return _throttled(limits_of, lambda _response: True)


def _throttled(
    limits_of: Callable[[], list[Limit]], counts: Callable[[Response], bool]
) -> Callable[[View[P]], View[P]]:
    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def throttled(*args: P.args, **options: P.kwargs) -> ResponseReturnValue:
            if request.method != "POST":
                return view(*args, **options)
            limits = limits_of()
            _reserve(limits)
            response = make_response(view(*args, **options))
            if not counts(response):
                _give_back(limits)
            return response

        return throttled

    return decorate


def _reserve(limits: Sequence[Limit]) -> None:
    """Count this try against every limit, or answer 429 and count it against none."""
    full = [limit for limit in limits if current_counts().add(limit.key, limit.seconds) > limit.most]
    if full:
        _give_back(limits)
        log.warning("too_many_tries", endpoint=request.endpoint, network=network_of(request.remote_addr))
        abort(HTTPStatus.TOO_MANY_REQUESTS)


def _give_back(limits: Sequence[Limit]) -> None:
    for limit in limits:
        current_counts().add(limit.key, limit.seconds, -1)
