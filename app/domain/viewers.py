"""Who is looking: the facts about a signed-in person that decide what a page may show."""

from dataclasses import dataclass

from app.domain.permissions import FIGURES_SCOPES, SCOPES, Permission, Role, Scope, may


@dataclass(frozen=True, kw_only=True)
class Viewer:
    employee_id: int
    role: Role
    timezone: str
    """IANA; times on pages are told in it."""
    name: str
    stands_in_for: tuple[int, ...] = ()
    """Managers who are away, whose people the viewer looks after meanwhile."""

    @property
    def scope(self) -> Scope:
        """Whose data the viewer reads by name."""
        return SCOPES[self.role]

    @property
    def figures_scope(self) -> Scope:
        """Whose data stands in the group figures that the viewer reads."""
        return FIGURES_SCOPES[self.role]

    def may(self, *permissions: Permission) -> bool:
        """True where any of the permissions is granted."""
        return any(may(self.role, permission) for permission in permissions)
