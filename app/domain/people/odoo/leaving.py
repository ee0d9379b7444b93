"""Who has left, and how many may leave at once without being asked."""

from collections.abc import Mapping, Sequence

from app.domain.people.facts import PersonFacts
from app.domain.people.odoo.records import OdooDirectory

MOST_SHARE, MOST_ALWAYS = 0.1, 5
"""Up to a tenth of the linked people, and five in any case: a cut answer must not empty the directory."""


def find_leavers(odoo: OdooDirectory, ours: Mapping[int, PersonFacts], numbers: Mapping[int, int]) -> tuple[int, ...]:
    """Return who is active here and archived in Odoo, or deleted there. `numbers`: Odoo's id → employee number."""
    staying = {numbers[person.odoo_id] for person in odoo.employees if person.active and person.odoo_id in numbers}
    known = {number for number, facts in ours.items() if facts.odoo_id is not None} | set(numbers.values())
    return tuple(sorted(number for number in known - staying if number in ours and ours[number].active))


def most_leavers(ours: Mapping[int, PersonFacts]) -> int:
    linked = sum(1 for facts in ours.values() if facts.active and facts.odoo_id is not None)
    return max(MOST_ALWAYS, int(linked * MOST_SHARE))


def reason_to_stop(
    odoo: OdooDirectory, ours: Mapping[int, PersonFacts], leavers: Sequence[int], *, confirmed: bool
) -> str | None:
    """Return why nothing may be written, in a sentence; None where all is well."""
    if not odoo.employees:
        return "Odoo sent no people at all. Nothing was changed; check the key's rights and companies."
    if len(leavers) > most_leavers(ours) and not confirmed:
        return (
            f"{len(leavers)} people would become inactive at once, and more than {most_leavers(ours)} are asked about. "
            "Nothing was changed: confirm that they have left, or check the key's companies."
        )
    return None
