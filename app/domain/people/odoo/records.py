"""Odoo's people as values, whatever protocol brought them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A reference to another record of Odoo, with the name that Odoo shows for it."""

    id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class OdooEmployee:
    odoo_id: int
    name: str
    email: str | None = None
    phone: str | None = None
    """The mobile number, else the one at work; as typed in Odoo."""
    department: Link | None = None
    job: Link | None = None
    manager: Link | None = None
    company: Link | None = None
    timezone: str | None = None
    active: bool = True


@dataclass(frozen=True, kw_only=True)
class OdooDirectory:
    employees: tuple[OdooEmployee, ...]
    """Everybody, archived people too."""
    unreadable: frozenset[str] = frozenset()
    """Fields that this key or this version does not give: they say nothing about our values."""
