"""The sync with Odoo as a long job: read everything first, then write it in one transaction, or only say what it is."""

from datetime import timedelta
from typing import Any

from app.domain.mornings.workdays import local_date
from app.jobs.progress import JobContext, Outcome
from app.models import ChangeSource
from app.odoo.connect import connect
from app.odoo.snapshot import OdooSnapshot, read_odoo
from app.queries.people_facts import load_names
from app.services.people.changed_by import ChangedBy
from app.services.people.odoo.leave import sync_leave
from app.services.people.odoo.planning import prepare_sync
from app.services.people.odoo.syncing import describe_sync, sync_people
from app.unit_of_work import unit_of_work

LEAVE_LOOK_BACK = timedelta(days=35)
"""Leave that was refused or moved afterwards is found so far back."""
STEPS = 3


def run_odoo_sync(context: JobContext) -> Outcome:
    """Arguments: `dry_run`, `taken` (pairs of employee number and field), `leavers_confirmed`."""
    context.progress(0, STEPS, "Asking Odoo for its people and their leave")
    since = local_date(context.now, context.settings.company_timezone) - LEAVE_LOOK_BACK
    snapshot = read_odoo(connect(context.settings), leaves_since=since)
    context.progress(1, STEPS, f"Comparing {len(snapshot.directory.employees)} people")
    return _preview(context, snapshot) if context.arguments.get("dry_run") else _write(context, snapshot)


def _preview(context: JobContext, snapshot: OdooSnapshot) -> Outcome:
    with unit_of_work() as session:
        prepared = prepare_sync(session, snapshot.directory, now=context.now, settings=context.settings)
        report = describe_sync(session, prepared)
        session.rollback()
    return Outcome(f"Preview: {report.sentence}", report.as_plain() | _told_of_leave(snapshot))


def _write(context: JobContext, snapshot: OdooSnapshot) -> Outcome:
    since = local_date(context.now, context.settings.company_timezone) - LEAVE_LOOK_BACK
    with unit_of_work() as session:
        name = load_names(session).people.get(context.requested_by_id or 0, "Odoo sync")
        by = ChangedBy(
            employee_id=context.requested_by_id, name=name, source=ChangeSource.ODOO, import_id=str(context.job_id)
        )
        report = sync_people(
            session,
            snapshot.directory,
            by=by,
            now=context.now,
            settings=context.settings,
            taken=frozenset((int(number), str(field)) for number, field in context.arguments.get("taken", [])),
            leavers_confirmed=bool(context.arguments.get("leavers_confirmed")),
        )
        leave: dict[str, Any] = {}
        if snapshot.leaves is not None:
            told = sync_leave(session, snapshot.leaves, since=since, now=context.now, settings=context.settings)
            leave = {"added": told.added, "changed": told.changed, "removed": told.removed, "waiting": told.waiting}
        context.progress(STEPS, STEPS, "Saving")
    return Outcome(report.sentence, report.as_plain() | _told_of_leave(snapshot) | {"leave": leave})


def _told_of_leave(snapshot: OdooSnapshot) -> dict[str, Any]:
    return {"leave_unread": snapshot.leave_unread}
