"""Write what a sync has decided, and tell it in plain values: for the page, the command line and the job's result."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.errors import OpsCoachError
from app.domain.people.facts import LABELS, changed_fields
from app.domain.people.odoo.records import OdooDirectory
from app.domain.people.wording import Names, say_value
from app.queries.people_facts import load_names
from app.services.people.changed_by import ChangedBy
from app.services.people.odoo.planning import PreparedSync, prepare_sync
from app.services.people.saving import lock_directory, save_people
from app.settings import Settings


class SyncStopped(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    """Nothing was written, and the sentence says what somebody has to decide."""


@dataclass(frozen=True, kw_only=True)
class SyncReport:
    """Who is added, what changes and what is left open. Plain values, so that it can be kept and shown later."""

    added: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    """`{number, name, field, label, before, after}`, a row per field."""
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    """`{number, name, field, label, ours, odoo}`: ours stays until Odoo's is chosen."""
    leavers: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    stopped: str | None = None

    @property
    def sentence(self) -> str:
        people = len({row["number"] for row in self.changed})
        if self.stopped:
            return self.stopped
        if not self.added and not self.changed:
            parts = ["No changes"]
        else:
            parts = [f"{len(self.added)} added, {people} changed, {len(self.leavers)} of them left"]
        if self.questions:
            parts.append(f"{len(self.questions)} to be asked about")
        return f"{'; '.join(parts)}."

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)


def sync_people(
    session: Session,
    odoo: OdooDirectory,
    *,
    by: ChangedBy,
    now: datetime,
    settings: Settings,
    taken: frozenset[tuple[int, str]] = frozenset(),
    leavers_confirmed: bool = False,
) -> SyncReport:
    """Write the sync in the caller's transaction; raises SyncStopped where somebody has to decide first."""
    lock_directory(session)
    prepared = prepare_sync(session, odoo, taken=taken, leavers_confirmed=leavers_confirmed, now=now, settings=settings)
    if prepared.plan.stopped:
        raise SyncStopped(prepared.plan.stopped)
    report = describe_sync(session, prepared)
    touched = {number: facts for number, facts in prepared.plan.wanted.items() if prepared.before.get(number) != facts}
    if touched:
        save_people(session, touched, by=by, now=now, settings=settings)
    return report


def describe_sync(session: Session, prepared: PreparedSync) -> SyncReport:
    plan, before = prepared.plan, prepared.before
    names = load_names(session)
    names = Names(
        people={**names.people, **{number: facts.name for number, facts in plan.wanted.items()}},
        teams=names.teams,
        kpis=names.kpis,
    )
    return SyncReport(
        added=[
            {"number": number, "name": plan.wanted[number].name, "role": plan.wanted[number].role.value}
            for number in sorted(plan.new & plan.wanted.keys())
        ],
        changed=[
            {
                "number": number,
                "name": facts.name,
                "field": name,
                "label": LABELS[name],
                "before": say_value(name, getattr(before[number], name), names),
                "after": say_value(name, getattr(facts, name), names),
            }
            for number, facts in plan.wanted.items()
            if number in before
            for name in changed_fields(before[number], facts)
        ],
        conflicts=[
            {
                "number": conflict.number,
                "name": before[conflict.number].name,
                "field": conflict.field,
                "label": LABELS[conflict.field],
                "ours": say_value(conflict.field, conflict.ours, names),
                "odoo": say_value(conflict.field, conflict.odoo, names),
            }
            for conflict in plan.conflicts
        ],
        leavers=[{"number": number, "name": before[number].name} for number in plan.leavers],
        skipped=[asdict(skip) | {"label": LABELS[skip.field]} for skip in plan.skipped],
        questions=[
            {
                "odoo_id": question.odoo_id,
                "name": question.name,
                "candidates": [
                    {"number": number, "name": before[number].name, "email": before[number].email}
                    for number in question.candidates
                ],
            }
            for question in plan.questions
        ],
        unreadable=sorted(prepared.unreadable),
        stopped=plan.stopped,
    )
