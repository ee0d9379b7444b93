"""Old imports lose what they hold of people: the file and its rows. Who sent what, and how many it changed, stays."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import ImportState, PeopleImport, PeopleImportRow
from app.models.people_imports import OPEN
from app.settings import Settings

KEPT = timedelta(days=30)
"""Long enough to look at a preview, and to put back what it did, which the history of changes keeps."""


def prune_imports(session: Session, *, now: datetime, settings: Settings) -> int:  # noqa: ARG001 - every periodic job has them
    """Empty imports that were sent more than a month ago, and discard those never finished; return how many."""
    old = sa.select(PeopleImport.id).where(PeopleImport.created_at < now - KEPT)
    holding = sa.or_(PeopleImport.content.is_not(None), PeopleImport.id.in_(sa.select(PeopleImportRow.import_id)))
    ids = list(session.scalars(old.where(sa.or_(holding, PeopleImport.state.in_(OPEN)))))
    session.execute(sa.delete(PeopleImportRow).where(PeopleImportRow.import_id.in_(ids)))
    state = sa.case((PeopleImport.state.in_(OPEN), ImportState.DISCARDED.value), else_=PeopleImport.state)
    session.execute(sa.update(PeopleImport).where(PeopleImport.id.in_(ids)).values(content=None, state=state))
    return len(ids)
