"""The whole of a sync as a plan: who is added, what changes, what stays ours, who leaves, and what has to be asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.people.facts import PersonFacts
from app.domain.people.odoo.choices import Choices, Conflict, Skipped
from app.domain.people.odoo.leaving import find_leavers, reason_to_stop
from app.domain.people.odoo.lines import find_managers, without_circles
from app.domain.people.odoo.matching import NameQuestion, match_people
from app.domain.people.odoo.merging import Merged, merge_person, said_by_odoo
from app.domain.people.odoo.records import OdooDirectory, OdooEmployee
from app.domain.people.odoo.roles import RoleRule, rule_for
from app.domain.people.odoo.telephones import own_phones, skipped_phones

Newcomer = Callable[[OdooEmployee], tuple[int, PersonFacts]]
"""The employee number for a new person, and what is true of anybody who begins here."""


@dataclass(frozen=True, kw_only=True)
class SyncPlan:
    wanted: Mapping[int, PersonFacts]
    """By employee number: everybody who is in both, new people among them."""
    new: frozenset[int]
    leavers: tuple[int, ...]
    """Active here, archived or deleted in Odoo."""
    conflicts: tuple[Conflict, ...]
    skipped: tuple[Skipped, ...]
    questions: tuple[NameQuestion, ...]
    stopped: str | None
    """Why nothing may be written, in a sentence."""


def plan_sync(
    odoo: OdooDirectory,
    ours: Mapping[int, PersonFacts],
    *,
    rules: Sequence[RoleRule],
    choices: Choices,
    phones: Mapping[int, str],
    newcomer: Newcomer,
) -> SyncPlan:
    """Decide what a sync would write. `phones`: Odoo's id → E.164, for those whose number could be read."""
    matches = match_people(odoo.employees, ours, choices.answers)
    begun = {person.odoo_id: newcomer(person) for person in matches.new}
    numbers = {**matches.numbers, **{odoo_id: number for odoo_id, (number, _) in begun.items()}}
    people = {numbers[person.odoo_id]: person for person in odoo.employees if person.odoo_id in numbers}
    managers = find_managers(odoo.employees, numbers)
    own = own_phones(odoo.employees, phones)

    def merged(number: int, person: OdooEmployee) -> Merged:
        said = said_by_odoo(
            person,
            manager_id=managers.numbers.get(person.odoo_id),
            phone=own.get(person.odoo_id),
            rule=rule_for(person, rules),
        )
        if person.odoo_id in begun:
            return Merged(replace(begun[person.odoo_id][1], **said))
        return merge_person(number, ours[number], said, choices)

    results = {number: merged(number, person) for number, person in people.items()}
    wanted, circles = without_circles({number: result.facts for number, result in results.items()}, ours, people)
    leavers = find_leavers(odoo, ours, numbers)
    wanted |= {number: replace(wanted.get(number, ours[number]), active=False) for number in leavers}
    return SyncPlan(
        wanted=wanted,
        new=frozenset(number for number, _ in begun.values()),
        leavers=leavers,
        conflicts=tuple(conflict for result in results.values() for conflict in result.conflicts),
        skipped=(*skipped_phones(odoo.employees, phones, own), *managers.skipped, *circles),
        questions=matches.questions,
        stopped=reason_to_stop(odoo, ours, leavers, confirmed=choices.leavers_confirmed),
    )
