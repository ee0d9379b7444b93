"""Sign in with the company's own identity provider: OpenID Connect, authorization code with PKCE, by Authlib.

It says who somebody is and never makes a sign-in: its verified e-mail address must be that of a user here. The provider
asks for its own second factor, so ours is not asked for on top.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import structlog
from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, abort, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from requests import RequestException

from app.access import public
from app.domain.errors import NotAllowed
from app.extensions import current_settings
from app.queries.users import find_user_by_email
from app.services.accounts.refusals import record_refused_password
from app.services.accounts.users import record_sign_in
from app.unit_of_work import unit_of_work
from app.web.arguments import argument
from app.web.auth import sessions
from app.web.auth.browsers import network_of
from app.web.clock import request_now
from app.web.targets import after_sign_in, safe_target

log = structlog.get_logger(__name__)
blueprint = Blueprint("company", __name__, url_prefix="/sign-in/company")
oauth = OAuth()
P = ParamSpec("P")
TARGET = "company_sign_in_target"
NOT_HERE = "Your company's sign-in worked, but nobody here has its e-mail address. Ask an administrator."
COMPANY_ONLY = "Passwords are off here. Sign in with the company's own sign-in."
FAILED = "The company's sign-in did not work. Try again; if it stays, tell an administrator the time."


def register(app: Flask) -> None:
    oauth.init_app(app)
    app.context_processor(_ways_in)


def _ways_in() -> dict[str, bool]:
    settings = current_settings()
    return {"company_sign_in": bool(settings.oidc_issuer), "password_sign_in": settings.password_sign_in}


def require_passwords() -> None:
    """Refuse whatever asks for a password, or sets one, where the company's own sign-in is the only way in."""
    if not current_settings().password_sign_in:
        raise NotAllowed(COMPANY_ONLY)


def with_passwords_only(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Refuse the view where passwords are off."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        require_passwords()
        return view(*args, **kwargs)

    return guarded


@blueprint.get("")
@public
def begin() -> ResponseReturnValue:
    client = _client()
    session[TARGET] = safe_target(argument("next"))
    back = current_settings().public_url + url_for("company.back")
    try:
        answer: ResponseReturnValue = client.authorize_redirect(back)
    except (OAuthError, RequestException) as error:
        return _failed(error)
    return answer


@blueprint.get("/back")
@public
def back() -> ResponseReturnValue:
    """Where the provider sends the browser back to, with a code that is exchanged for who it is."""
    client = _client()
    try:
        claims = client.authorize_access_token().get("userinfo") or {}
    except (OAuthError, RequestException) as error:
        return _failed(error)
    target = session.get(TARGET)
    email = str(claims.get("email") or "") if claims.get("email_verified") is True else ""
    with unit_of_work() as database:
        user = find_user_by_email(database, email)
        if user is None:
            network = network_of(request.remote_addr)
            record_refused_password(
                database, email=email, network=network, settings=current_settings(), now=request_now()
            )
            flash(NOT_HERE, "warning")
            return redirect(url_for("auth.sign_in"))
        record_sign_in(database, user=user, now=request_now())
        viewer = sessions.begin(user, remember=False)
    return redirect(after_sign_in(target, viewer) if viewer else url_for("auth.sign_in"))


def _client() -> OAuth:
    settings = current_settings()
    if not settings.oidc_issuer:
        abort(404)
    # By the issuer's own name: the library keeps the first client of a name for as long as the process lives.
    return oauth.register(
        settings.oidc_issuer,
        overwrite=True,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "timeout": 10},
    )


def _failed(error: Exception) -> ResponseReturnValue:
    log.warning("company_sign_in_failed", error=type(error).__name__)
    flash(FAILED, "warning")
    return redirect(url_for("auth.sign_in"))
