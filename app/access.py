"""Who may open a route: each view declares it, one guard enforces it, and a view without a declaration is refused.

The decorators set `view.access` and check nothing themselves; `_guard` checks before every request. *Whose* data a
permitted viewer reaches is decided in SQL (`app/queries/reach.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog
from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.domain.errors import NotAllowed
from app.domain.permissions import Permission
from app.domain.viewers import Viewer

log = structlog.get_logger(__name__)
View = TypeVar("View", bound=Callable[..., Any])

SIGN_IN = "auth.sign_in"
REFUSAL = "This page is not part of your role. Ask an administrator if you need it."


class AccessKind(StrEnum):
    PUBLIC = "public"
    SIGNED_REQUEST = "signed request"
    BY_TOKEN = "by token"  # noqa: S105 - names a kind of access
    """A personal token in the Authorization header, which the API's own guard reads; a cookie opens nothing there."""
    SIGNED_IN = "signed in"
    PERMISSION = "permission"


@dataclass(frozen=True)
class Access:
    kind: AccessKind
    permissions: tuple[Permission, ...] = ()
    """Any one of them is enough."""

    def admits(self, viewer: Viewer) -> bool:
        asks = self.kind in {AccessKind.PERMISSION, AccessKind.BY_TOKEN}
        return not asks or viewer.may(*self.permissions)

    @property
    def anonymous(self) -> bool:
        return self.kind in {AccessKind.PUBLIC, AccessKind.SIGNED_REQUEST, AccessKind.BY_TOKEN}


def public(view: View) -> View:
    """Open the route to anybody."""
    return _stamp(view, Access(AccessKind.PUBLIC))


def signed(view: View) -> View:
    """Open the route to requests that carry their own proof (webhook secret, mailed link), which the view checks."""
    return _stamp(view, Access(AccessKind.SIGNED_REQUEST))


def signed_in(view: View) -> View:
    """Open the route to everybody who has signed in, whatever their role."""
    return _stamp(view, Access(AccessKind.SIGNED_IN))


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Open the route to viewers whose role grants any of the permissions."""
    if not permissions:
        raise ValueError("requires() needs a permission; @signed_in is for everybody")
    return lambda view: _stamp(view, Access(AccessKind.PERMISSION, permissions))


def by_token(*permissions: Permission) -> Callable[[View], View]:
    """Open an address of the API to tokens of people whose role grants any of the permissions."""
    if not permissions:
        raise ValueError("by_token() needs a permission")
    return lambda view: _stamp(view, Access(AccessKind.BY_TOKEN, permissions))


def current_viewer() -> Viewer:
    """Return who is signed in. Raises NotAllowed for an anonymous request."""
    viewer = find_viewer()
    if viewer is None:
        raise NotAllowed("Sign in first.")
    return viewer


def find_viewer() -> Viewer | None:
    viewer: Viewer | None = current_user.viewer if current_user.is_authenticated else None
    return viewer


def may_open(endpoint: str, viewer: Viewer | None = None) -> bool:
    """Whether the viewer, or whoever is signed in, may open the view; False too where there is no such view."""
    viewer = viewer or find_viewer()
    if viewer is None or endpoint not in current_app.view_functions:
        return False
    access = access_of(current_app, endpoint)
    return access is not None and access.admits(viewer)


def access_of(app: Flask, endpoint: str) -> Access | None:
    return getattr(app.view_functions[endpoint], "access", None)


def register(app: Flask) -> None:
    # First of all guards: a request without a sign-in is sent to sign in before its CSRF token is looked at.
    app.before_request_funcs.setdefault(None, []).insert(0, _guard)


def _stamp(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    access = access_of(current_app, request.endpoint)
    if access is None:
        log.error("view without an access declaration", endpoint=request.endpoint)
        raise NotAllowed(REFUSAL)
    if access.anonymous:
        return None
    viewer = find_viewer()
    if viewer is None:
        return _to_sign_in()
    if not access.admits(viewer):
        raise NotAllowed(REFUSAL)
    return None


def _to_sign_in() -> ResponseReturnValue:
    """Send a page to the sign-in form and back; tell htmx to leave the page; tell a program 401."""
    if "HX-Request" in request.headers:
        return "", 401, {"HX-Redirect": _sign_in_and_back(_page_of_fragment())}
    if request.accept_mimetypes.best == "application/json":
        return {"error": "Sign in first."}, 401
    return redirect(_sign_in_and_back(request.full_path.rstrip("?") if request.method == "GET" else None))


def _page_of_fragment() -> str | None:
    """Return the address of the page that refreshes itself, as htmx tells it: the fragment's own is no page."""
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    return f"{page.path}?{page.query}" if page.query else page.path or None


def _sign_in_and_back(target: str | None) -> str:
    return url_for(SIGN_IN, next=target if target != "/" else None)
