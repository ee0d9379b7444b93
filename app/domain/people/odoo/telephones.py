"""Which of Odoo's telephone numbers identify somebody."""

from collections.abc import Iterator, Mapping, Sequence

from app.domain.people.odoo.choices import Skipped
from app.domain.people.odoo.records import OdooEmployee


def own_phones(employees: Sequence[OdooEmployee], read: Mapping[int, str]) -> dict[int, str]:
    """Return Odoo's id → E.164 without the numbers of several active people: an office's line identifies nobody."""
    active = [read[person.odoo_id] for person in employees if person.active and person.odoo_id in read]
    return {odoo_id: phone for odoo_id, phone in read.items() if active.count(phone) <= 1}


def skipped_phones(
    employees: Sequence[OdooEmployee], read: Mapping[int, str], own: Mapping[int, str]
) -> Iterator[Skipped]:
    for person in employees:
        if not person.active or not person.phone or person.odoo_id in own:
            continue
        if person.odoo_id in read:
            sentence = f"{read[person.odoo_id]} belongs to several people and identifies none of them."
        else:
            sentence = f"{person.phone} is not a telephone number that can be called."
        yield Skipped.of(person, "phones", sentence)
