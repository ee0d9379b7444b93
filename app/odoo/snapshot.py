"""All that a sync reads from Odoo, before any transaction of ours is opened."""

from dataclasses import dataclass
from datetime import date

from app.domain.people.odoo.records import OdooDirectory
from app.odoo.client import OdooClient
from app.odoo.employees import read_directory
from app.odoo.errors import OdooForbidden, OdooUnknownModel
from app.odoo.leaves import OdooLeave, read_leaves


@dataclass(frozen=True, kw_only=True)
class OdooSnapshot:
    directory: OdooDirectory
    leaves: tuple[OdooLeave, ...] | None
    """None: leave could not be read, and ours stays as it is; `leave_unread` says why."""
    leave_unread: str | None = None


def read_odoo(client: OdooClient, *, leaves_since: date) -> OdooSnapshot:
    """Raise OdooError where people cannot be read whole. Leave is a right of its own and may be missing."""
    directory = read_directory(client)
    try:
        leaves = read_leaves(client, since=leaves_since)
    except (OdooForbidden, OdooUnknownModel) as error:
        return OdooSnapshot(directory=directory, leaves=None, leave_unread=error.sentence)
    return OdooSnapshot(directory=directory, leaves=leaves)
