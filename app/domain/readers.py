"""Who may see something, in words, from the table of roles and grants: the sentence behind the "?" of each page."""

from collections.abc import Iterable, Mapping

from app.domain.permissions import FIGURES_SCOPES, SCOPES, Permission, Role, Scope, may
from app.domain.phrases import capitalized, listed

NOUNS: Mapping[Role, str] = {
    Role.TECHNICIAN: "the person",
    Role.MANAGER: "managers",
    Role.EXECUTIVE: "executives",
    Role.DISPATCHER: "dispatchers",
    Role.HR: "HR",
    Role.ADMIN: "administrators",
}
"""In the order in which a sentence names them."""
_WHOSE = {Scope.SELF: "", Scope.TEAM: ": their own people", Scope.EVERYONE: ": everybody"}


def roles_granted(permissions: Iterable[Permission]) -> list[Role]:
    """Return the roles that have any of the permissions."""
    asked = list(permissions)
    return [role for role in NOUNS if any(may(role, permission) for permission in asked)]


def say_roles(permissions: Iterable[Permission]) -> str:
    """Say `managers, executives and HR`."""
    return listed([NOUNS[role] for role in roles_granted(permissions)])


def say_reach(permissions: Iterable[Permission], *, figures: bool = False) -> str:
    """Say `Managers: their own people. HR: everybody.`; `figures`: of the figures of groups instead of names."""
    scopes = FIGURES_SCOPES if figures else SCOPES
    roles = roles_granted(permissions)
    parts = ((scope, [NOUNS[role] for role in roles if scopes[role] is scope]) for scope in Scope)
    return " ".join(f"{capitalized(listed(nouns))}{_WHOSE[scope]}." for scope, nouns in parts if nouns)
