"""The plan of a sync over the directory as it stands, without what the directory's own checks refuse."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.mornings.workdays import local_date
from app.domain.people.checks import check_person
from app.domain.people.directory import check_directory
from app.domain.people.facts import PersonFacts
from app.domain.people.odoo.choices import Choices, Skipped
from app.domain.people.odoo.plan import SyncPlan, plan_sync
from app.domain.people.odoo.records import OdooDirectory, OdooEmployee
from app.domain.people.problems import Problem
from app.phones import BadPhone, read_phone
from app.queries.odoo import fields_written_here, load_answers, load_role_rules
from app.queries.people_facts import load_directory, load_facts
from app.services.people.numbers import next_employee_numbers
from app.settings import Settings

MOST_ROUNDS = 5
"""Taking back one value may uncover another problem; after so many rounds the person is left out."""


@dataclass(frozen=True, kw_only=True)
class PreparedSync:
    plan: SyncPlan
    """`wanted` passes the directory's checks."""
    before: Mapping[int, PersonFacts]
    """Everybody of ours, by employee number."""
    unreadable: frozenset[str]


def prepare_sync(
    session: Session,
    odoo: OdooDirectory,
    *,
    taken: frozenset[tuple[int, str]] = frozenset(),
    leavers_confirmed: bool = False,
    now: datetime,
    settings: Settings,
) -> PreparedSync:
    """Decide what this directory of Odoo would make of ours; writes nothing but used-up employee numbers."""
    ours = load_facts(session)
    plan = plan_sync(
        odoo,
        ours,
        rules=load_role_rules(session),
        choices=Choices(
            answers=load_answers(session),
            written_here=fields_written_here(session),
            taken=taken,
            leavers_confirmed=leavers_confirmed,
        ),
        phones=_read_phones(odoo, settings.home_region),
        newcomer=_newcomer(session, len(odoo.employees), local_date(now, settings.company_timezone), settings),
    )
    return PreparedSync(plan=_without_problems(session, plan, ours, odoo), before=ours, unreadable=odoo.unreadable)


def _read_phones(odoo: OdooDirectory, region: str) -> dict[int, str]:
    numbers: dict[int, str] = {}
    for person in odoo.employees:
        try:
            numbers[person.odoo_id] = read_phone(person.phone or "", region)
        except BadPhone:
            continue
    return numbers


def _newcomer(
    session: Session, most: int, today: date, settings: Settings
) -> Callable[[OdooEmployee], tuple[int, PersonFacts]]:
    numbers: list[int] = []

    def begin(person: OdooEmployee) -> tuple[int, PersonFacts]:
        if not numbers:
            numbers.extend(next_employee_numbers(session, min(most, 100)))
        facts = PersonFacts(name=person.name, started_on=today, timezone=settings.company_timezone)
        return numbers.pop(0), facts

    return begin


def _without_problems(
    session: Session, plan: SyncPlan, ours: Mapping[int, PersonFacts], odoo: OdooDirectory
) -> SyncPlan:
    """Take back each value that the directory refuses, name it, and keep the rest of the person."""
    directory = load_directory(session)
    by_id = {person.odoo_id: person for person in odoo.employees}
    wanted, skipped = dict(plan.wanted), list(plan.skipped)
    for round_number in range(MOST_ROUNDS):
        problems = [problem for number, facts in wanted.items() for problem in check_person(number, facts)]
        problems += check_directory(wanted, directory, may_grant_admin=False)
        if not problems:
            break
        for problem in problems:
            skipped.append(_skipped(problem, wanted, by_id))
            _take_back(problem, wanted, ours, drop=round_number == MOST_ROUNDS - 1)
    return replace(plan, wanted=wanted, skipped=tuple(dict.fromkeys(skipped)))


def _take_back(
    problem: Problem, wanted: dict[int, PersonFacts], ours: Mapping[int, PersonFacts], *, drop: bool
) -> None:
    number = problem.employee_id
    if number not in wanted:
        return
    before = ours.get(number) or PersonFacts(name=wanted[number].name, started_on=wanted[number].started_on)
    value = getattr(before, problem.field)
    if drop or value == getattr(wanted[number], problem.field):
        del wanted[number]
    else:
        wanted[number] = replace(wanted[number], **{problem.field: value})


def _skipped(problem: Problem, wanted: Mapping[int, PersonFacts], by_id: Mapping[int, OdooEmployee]) -> Skipped:
    facts = wanted.get(problem.employee_id)
    odoo_id = facts.odoo_id if facts and facts.odoo_id is not None else 0
    name = by_id[odoo_id].name if odoo_id in by_id else (facts.name if facts else "")
    return Skipped(odoo_id=odoo_id, name=name, field=problem.field, sentence=problem.sentence)
