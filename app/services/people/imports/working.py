"""A worker's part of an import: read it, or apply it."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.people.imports.plan import Plan
from app.domain.people.imports.rows import Progress
from app.domain.people.imports.told import fingerprint, read_answers
from app.models import ChangeSource, ImportState, PeopleImport
from app.queries.people_imports import get_import
from app.services.people.changed_by import ChangedBy
from app.services.people.imports.carrying_out import carry_out
from app.services.people.imports.planning import plan_file
from app.services.people.imports.previews import store_preview
from app.services.people.saving import lock_directory
from app.settings import Settings


def work_on_import(
    session: Session, import_id: int, *, now: datetime, settings: Settings, progress: Progress
) -> PeopleImport:
    """Do the step that is due; return the import in the state it led to."""
    people_import = get_import(session, import_id)
    if people_import.state is ImportState.WAITING:
        store_preview(session, people_import, _plan(session, people_import, now, settings, progress), now=now)
    elif people_import.state is ImportState.CONFIRMED:
        _apply(session, people_import, now=now, settings=settings, progress=progress)
    return people_import


def _apply(
    session: Session, people_import: PeopleImport, *, now: datetime, settings: Settings, progress: Progress
) -> None:
    """Judge the file again under the lock of the directory; where that gives another plan, show it instead."""
    lock_directory(session)
    plan = _plan(session, people_import, now, settings, progress)
    if fingerprint(plan) != people_import.fingerprint or not plan.ready:
        store_preview(session, people_import, plan, now=now)
        people_import.overtaken = True
        return
    by = ChangedBy(
        employee_id=people_import.submitted_by_id,
        name=people_import.submitted_by_name,
        source=ChangeSource.IMPORT,
        import_id=people_import.import_ref,
        may_grant_admin=people_import.makes_admins,
    )
    progress(0, None, f"Writing {len(plan.people)} people")
    carry_out(session, plan, by=by, now=now, settings=settings)
    people_import.state = ImportState.DONE
    people_import.applied_at = people_import.updated_at = now
    people_import.content = None


def _plan(session: Session, people_import: PeopleImport, now: datetime, settings: Settings, progress: Progress) -> Plan:
    return plan_file(
        session,
        people_import.content or b"",
        read_answers(people_import.answers),
        makes_admins=people_import.makes_admins,
        now=now,
        settings=settings,
        progress=progress,
    )
