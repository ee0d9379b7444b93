"""Imports of people: the list, one with its rows, what a worker should take up, and the directory to plan against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.long_jobs import LIVE
from app.domain.people.imports.cells.text import fold
from app.domain.people.imports.directory import Directory, Person
from app.domain.people.imports.facts import IdsByName, values_of
from app.domain.people.imports.plan import RowVerdict
from app.models import ImportState, Kpi, LongJob, PeopleImport, PeopleImportRow, ProfileChange, Team
from app.models.people_imports import OPEN
from app.queries.long_jobs import JobRow, get_job_row
from app.queries.paging import Listing, Page, fetch_page
from app.queries.people_facts import load_facts


@dataclass(frozen=True, kw_only=True)
class ImportRow:
    """A row of the preview."""

    id: int
    row: int
    employee_number: int | None
    name: str
    verdict: str
    changes: list[dict[str, Any]]
    problems: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class ImportSummary:
    id: int
    file_name: str
    state: ImportState
    submitted_by_name: str
    created_at: datetime
    applied_at: datetime | None
    added: int
    changed: int
    same: int
    wrong: int


def load_import_directory(session: Session) -> Directory:
    """Return everybody, as a file meets them; three queries."""
    teams = {team.id: team.name for team in session.scalars(select(Team))}
    return Directory.of(
        Person(number, values_of(facts, teams.get(facts.team_id or 0)), facts)
        for number, facts in load_facts(session).items()
    )


def load_import_names(session: Session) -> IdsByName:
    """Return the ids of teams and KPIs by name; the name of a team merged away leads to the one it went into."""
    kpis = {fold(kpi.name): kpi.id for kpi in session.scalars(select(Kpi))}
    teams = {fold(team.name): team.merged_into_id or team.id for team in session.scalars(select(Team))}
    return IdsByName(teams=teams, kpis=kpis)


def get_import(session: Session, import_id: int, *, lock: bool = False) -> PeopleImport:
    """Return the import, as it is in the database where it is locked until the end of the transaction."""
    query = select(PeopleImport).where(PeopleImport.id == import_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    people_import = session.scalar(query)
    if people_import is None:
        raise NotFound("There is no such import.")
    return people_import


def find_open_import(session: Session, content_hash: str) -> PeopleImport | None:
    """Return the unfinished import of this very file."""
    query = select(PeopleImport).where(PeopleImport.content_hash == content_hash, PeopleImport.state.in_(OPEN))
    return session.scalar(query)


def find_import_job(session: Session, people_import: PeopleImport) -> JobRow | None:
    """Return the long job that works on the import, or else the newest that did."""
    query = select(LongJob.id).where(LongJob.key == people_import.job_key)
    live = LongJob.state.in_(sorted(LIVE))
    job_id = session.scalar(query.order_by(live.desc(), LongJob.requested_at.desc(), LongJob.id).limit(1))
    return get_job_row(session, job_id) if job_id else None


def list_imports(session: Session, listing: Listing) -> Page[ImportSummary]:
    columns = [getattr(PeopleImport, name) for name in ImportSummary.__dataclass_fields__]
    return fetch_page(
        session,
        select(*columns),
        listing,
        sorts={"": PeopleImport.id, "created": PeopleImport.created_at, "file": PeopleImport.file_name},
        searched=(PeopleImport.file_name, PeopleImport.submitted_by_name),
        make=ImportSummary,
    )


def list_import_rows(
    session: Session, import_id: int, listing: Listing, *, verdict: RowVerdict | None = None
) -> Page[ImportRow]:
    """Return the preview's rows; unsorted, wrong rows come first, then names that a wrong encoding would break."""
    columns = [getattr(PeopleImportRow, name) for name in ImportRow.__dataclass_fields__]
    query = select(*columns).where(PeopleImportRow.import_id == import_id)
    if verdict is not None:
        query = query.where(PeopleImportRow.verdict == verdict)
    text_shown = sa.cast(PeopleImportRow.changes, sa.Text) + sa.cast(PeopleImportRow.problems, sa.Text)
    wrong = PeopleImportRow.verdict == RowVerdict.ERROR
    order = sa.case((wrong, 0), (PeopleImportRow.non_ascii, 1), else_=2) * 10_000_000 + PeopleImportRow.row
    return fetch_page(
        session,
        query,
        listing,
        sorts={
            "": PeopleImportRow.id,
            "names": order,
            "row": PeopleImportRow.row,
            "number": PeopleImportRow.employee_number,
            "name": PeopleImportRow.name,
            "verdict": PeopleImportRow.verdict,
        },
        searched=(PeopleImportRow.name, sa.cast(PeopleImportRow.employee_number, sa.Text), text_shown),
        make=ImportRow,
    )


def list_wrong_rows(session: Session, import_id: int) -> Sequence[PeopleImportRow]:
    """Return the wrong rows with their cells, as the file has them."""
    query = select(PeopleImportRow).where(
        PeopleImportRow.import_id == import_id, PeopleImportRow.verdict == RowVerdict.ERROR
    )
    return session.scalars(query.order_by(PeopleImportRow.row, PeopleImportRow.id)).all()


def list_import_changes(session: Session, import_ref: str) -> list[ProfileChange]:
    """Return what an import changed, person by person, the oldest change first."""
    query = select(ProfileChange).where(ProfileChange.import_id == import_ref)
    return list(session.scalars(query.order_by(ProfileChange.employee_id, ProfileChange.id)))
