"""The plan against the real directory, in few queries."""

from sqlalchemy.orm import Session

from app.domain.people.imports.plan import RowVerdict
from app.domain.people.imports.questions import Answers
from app.services.people.imports.planning import plan_file
from app.settings import Settings
from tests.builders import NOW, make_employee
from tests.people_files import file_of, make_people
from tests.workbooks import make_workbook


def test_a_workbook_is_planned_like_text(session: Session, settings: Settings) -> None:
    make_people(session)
    raw = make_workbook([["Employee number", "Phone"], [502, 13125550160]])
    plan = plan_file(session, raw, Answers(), makes_admins=False, now=NOW, settings=settings)
    assert [(one.key, one.verdict) for one in plan.people] == [(502, RowVerdict.CHANGE)]


def test_progress_is_told_by_rows(session: Session, settings: Settings) -> None:
    told: list[tuple[int, int | None, str]] = []
    rows = [f"{number},P,,,2026-11-02,," for number in range(600)]
    plan_file(
        session,
        file_of(*rows),
        Answers(),
        makes_admins=False,
        now=NOW,
        settings=settings,
        progress=lambda done, total, step: told.append((done, total, step)),
    )
    assert told == [(done, 600, "Reading the rows") for done in (0, 250, 500)]


def test_the_directory_is_matched_by_e_mail(session: Session, settings: Settings) -> None:
    make_employee(session, id=502, email="Ana@Works.example", job_title="Lead")
    raw = file_of("ana@works.EXAMPLE,Lead", heading="E-mail,Job title")
    plan = plan_file(session, raw, Answers(), makes_admins=False, now=NOW, settings=settings)
    assert [(one.key, one.verdict) for one in plan.people] == [(502, RowVerdict.SAME)]
