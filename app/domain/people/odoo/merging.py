"""One person: what Odoo says, held against what stands here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.people.facts import PersonFacts
from app.domain.people.odoo.choices import Choices, Conflict
from app.domain.people.odoo.records import OdooEmployee
from app.domain.people.odoo.roles import RoleRule


@dataclass(frozen=True)
class Merged:
    facts: PersonFacts
    conflicts: tuple[Conflict, ...] = ()


def said_by_odoo(person: OdooEmployee, *, manager_id: int | None, phone: str | None, rule: RoleRule) -> dict[str, Any]:
    """Return Odoo's values under the names of PersonFacts; what is empty in Odoo is left out and changes nothing."""
    values = {
        "odoo_id": person.odoo_id,
        "name": person.name,
        "email": person.email,
        "phones": (phone,) if phone else None,
        "job_title": person.job.name if person.job else None,
        "manager_id": manager_id,
        "timezone": person.timezone,
        "role": rule.role,
        "expected_to_call": rule.expected_to_call,
        "active": True if person.active else None,  # leaving is decided for everybody together
    }
    return {field: value for field, value in values.items() if value is not None}


def merge_person(number: int, before: PersonFacts, said: Mapping[str, Any], choices: Choices) -> Merged:
    """Take what differs, but for values written here: those stay, and both are shown."""
    differing = {field: value for field, value in said.items() if not _same(field, getattr(before, field), value)}
    kept = {field for field in differing if field != "odoo_id" and choices.keeps_ours(number, field)}
    taken = {field: _with_further(before, field, differing[field]) for field in differing.keys() - kept}
    conflicts = tuple(
        Conflict(number=number, field=field, ours=getattr(before, field), odoo=value)
        for field, value in differing.items()
        if field in kept
    )
    return Merged(replace(before, **taken), conflicts)


def _with_further(before: PersonFacts, field: str, value: Any) -> Any:
    """Put Odoo's one telephone first; the further ones, which Odoo does not have, stay."""
    if field != "phones":
        return value
    return (*value, *(phone for phone in before.phones[1:] if phone not in value))


def _same(field: str, present: Any, value: Any) -> bool:
    if field == "phones":
        return bool(present[:1] == value)
    if field == "email":
        return bool((present or "").lower() == value.lower())
    return bool(present == value)
