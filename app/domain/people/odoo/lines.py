"""Odoo's managers as ours: by number, without circles, and without those who have left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.people.facts import PersonFacts
from app.domain.people.lines import find_circles
from app.domain.people.odoo.choices import Skipped
from app.domain.people.odoo.records import OdooEmployee


@dataclass(frozen=True)
class Managers:
    numbers: Mapping[int, int]
    """Odoo's id → the manager's employee number, for those whose manager can be taken."""
    skipped: tuple[Skipped, ...]


def find_managers(employees: Sequence[OdooEmployee], numbers: Mapping[int, int]) -> Managers:
    """`numbers`: Odoo's id → employee number. A manager who has left is named; the link that stands here is kept."""
    by_id = {person.odoo_id: person for person in employees}
    found: dict[int, int] = {}
    skipped: list[Skipped] = []
    for person in employees:
        if person.manager is None or not person.active or person.odoo_id not in numbers:
            continue
        manager = by_id.get(person.manager.id)
        if person.manager.id == person.odoo_id:
            skipped.append(Skipped.of(person, "manager_id", "In Odoo this person reports to themself."))
        elif manager is None or not manager.active or manager.odoo_id not in numbers:
            skipped.append(Skipped.of(person, "manager_id", f"The manager, {person.manager.name}, has left."))
        else:
            found[person.odoo_id] = numbers[manager.odoo_id]
    return Managers(found, tuple(skipped))


def without_circles(
    wanted: Mapping[int, PersonFacts], ours: Mapping[int, PersonFacts], people: Mapping[int, OdooEmployee]
) -> tuple[dict[int, PersonFacts], tuple[Skipped, ...]]:
    """Leave the manager as it was for everybody in a reporting circle. `people`: by employee number."""
    mended = dict(wanted)
    skipped: list[Skipped] = []
    lines = {number: facts.manager_id for number, facts in {**ours, **wanted}.items()}
    for circle in find_circles(lines):
        for number in circle:
            if number in people and number in wanted:
                before = ours[number].manager_id if number in ours else None
                mended[number] = replace(mended[number], manager_id=before)
                sentence = "In Odoo these people report to each other in a circle."
                skipped.append(Skipped.of(people[number], "manager_id", sentence))
    return mended, tuple(skipped)
