"""A file imported in one go, without a preview to confirm: what the command line does."""

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.people.imports.plan import Plan
from app.domain.people.imports.questions import Answers
from app.domain.people.imports.told import tell_answers
from app.models import ChangeSource, ImportState, PeopleImport
from app.services.people.changed_by import ChangedBy
from app.services.people.imports.carrying_out import carry_out
from app.services.people.imports.planning import plan_file
from app.services.people.imports.previews import store_preview
from app.services.people.saving import lock_directory
from app.settings import Settings

COMMAND_LINE = "Command line"


def import_at_once(
    session: Session,
    *,
    file_name: str,
    content: bytes,
    answers: Answers,
    dry_run: bool,
    now: datetime,
    settings: Settings,
) -> Plan:
    """Apply the file if nothing is wrong and nothing open; else change nothing. Return the plan either way.

    By the rights of HR: the role admin is given on the page, by an admin.
    """
    lock_directory(session)
    plan = plan_file(session, content, answers, makes_admins=False, now=now, settings=settings)
    if dry_run or not plan.ready:
        return plan
    people_import = _record(session, file_name, content, answers, now=now)
    store_preview(session, people_import, plan, now=now)
    by = ChangedBy(employee_id=None, name=COMMAND_LINE, source=ChangeSource.IMPORT, import_id=people_import.import_ref)
    carry_out(session, plan, by=by, now=now, settings=settings)
    people_import.state = ImportState.DONE
    people_import.applied_at = now
    return plan


def _record(session: Session, file_name: str, content: bytes, answers: Answers, *, now: datetime) -> PeopleImport:
    people_import = PeopleImport(
        state=ImportState.DONE,
        file_name=file_name,
        content_hash=hashlib.sha256(content).hexdigest(),
        submitted_by_name=COMMAND_LINE,
        answers=tell_answers(answers),
        created_at=now,
        updated_at=now,
    )
    session.add(people_import)
    session.flush()
    return people_import
