"""The plan of a file against the directory as it is at this moment."""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from app.domain.mornings.workdays import local_date
from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.imports.plan import Plan
from app.domain.people.imports.planning import failed_plan, make_plan
from app.domain.people.imports.questions import Answers
from app.domain.people.imports.readers import Company
from app.domain.people.imports.rows import Progress
from app.people_files.emails import read_email
from app.people_files.phones import read_cell_phone
from app.people_files.reading import read_sheet
from app.people_files.zones import known_zones
from app.queries.people_imports import load_import_directory, load_import_names
from app.settings import Settings


def plan_file(
    session: Session,
    content: bytes,
    answers: Answers,
    *,
    makes_admins: bool,
    now: datetime,
    settings: Settings,
    progress: Progress = lambda _done, _total, _step: None,
) -> Plan:
    """Read the file and plan it; a file that cannot be read is a plan with that one problem."""
    try:
        sheet = read_sheet(content)
    except FileProblem as problem:
        return failed_plan(problem)
    company = Company(
        read_phone=partial(read_cell_phone, region=settings.home_region),
        read_email=read_email,
        zones=known_zones(),
        names=load_import_names(session),
        home_zone=settings.company_timezone,
        today=local_date(now, settings.company_timezone),
        makes_admins=makes_admins,
    )
    return make_plan(sheet, load_import_directory(session), company, answers, progress)
