"""Who changes the directory, and by which way: what each row of the history says of it."""

from dataclasses import dataclass

from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import ChangeSource, Employee


@dataclass(frozen=True, kw_only=True)
class ChangedBy:
    employee_id: int | None
    """None for the clock and the command line."""
    name: str
    source: ChangeSource
    import_id: str | None = None
    """Ties the rows of one import or sync together."""
    may_grant_admin: bool = False

    @classmethod
    def form(cls, viewer: Viewer) -> "ChangedBy":
        return cls(
            employee_id=viewer.employee_id,
            name=viewer.name,
            source=ChangeSource.FORM,
            may_grant_admin=viewer.role is Role.ADMIN,
        )

    @classmethod
    def call(cls, caller: Employee) -> "ChangedBy":
        return cls(employee_id=caller.id, name=caller.name, source=ChangeSource.CALL)

    @classmethod
    def api(cls, viewer: Viewer) -> "ChangedBy":
        return cls(employee_id=viewer.employee_id, name=viewer.name, source=ChangeSource.API)
