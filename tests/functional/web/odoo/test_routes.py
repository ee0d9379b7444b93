"""Odoo's page: asking for a preview, the decisions it leaves, and the table of roles."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.long_jobs import JobKind
from app.domain.permissions import Role
from app.models import LongJob, OdooAnswer, OdooRoleRule
from app.services.long_jobs.progress import claim_job, finish_job
from app.services.people.odoo.syncing import SyncReport
from tests.builders import NOW, make_employee
from tests.functional.web.conftest import SignIn, token_of


@pytest.fixture(autouse=True)
def _connected(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = app.extensions["settings"]
    monkeypatch.setitem(app.extensions, "settings", replace(settings, odoo_url="https://odoo.example"))


def finished(session: Session, report: SyncReport) -> LongJob:
    job = LongJob(kind=JobKind.ODOO_SYNC, key="odoo", title="Preview", arguments={"dry_run": True}, requested_at=NOW)
    session.add(job)
    session.flush()
    claim_job(session, job.id, now=NOW)
    plain = report.as_plain() | {"leave_unread": None}
    finish_job(session, job.id, result=plain, sentence=report.sentence, now=NOW)
    session.commit()
    return job


def test_preview_is_asked_for_once_while_it_runs(session: Session, sign_in: SignIn) -> None:
    hr = sign_in(Role.HR)
    for _ in range(2):
        assert hr.client.post("/odoo/sync", data={"csrf_token": token_of(hr), "preview": "1"}).status_code == 302
    [job] = session.query(LongJob).all()
    assert (job.kind, job.arguments["dry_run"], job.requested_by_id) == (JobKind.ODOO_SYNC, True, hr.employee.id)
    assert "Waits for a worker." in hr.open("/odoo").text


def test_report_shows_what_would_change_and_what_is_left_to_decide(session: Session, sign_in: SignIn) -> None:
    person = {"number": 12, "name": "Ana Ruiz", "field": "name", "label": "Name"}
    report = SyncReport(
        changed=[person | {"before": "Ana Ruiz", "after": "Ana Lopez"}],
        conflicts=[person | {"field": "timezone", "label": "Time zone", "ours": "America/Denver", "odoo": "UTC"}],
        skipped=[{"odoo_id": 9, "name": "Ben Cho", "field": "phones", "label": "Telephone", "sentence": "Is taken."}],
    )
    finished(session, report)
    page = sign_in(Role.HR).open("/odoo")
    for words in ("Ana Lopez", "America/Denver", "Is taken.", "0 added, 1 changed"):
        assert words in page.text
    [box] = page.all("input", name="take")
    assert box.get("value") == "12:timezone"


def test_values_of_odoo_that_were_ticked_go_with_the_sync(session: Session, sign_in: SignIn) -> None:
    hr = sign_in(Role.HR)
    data = {"csrf_token": token_of(hr), "take": ["12:timezone", "12:nonsense", "x:name"]}
    hr.client.post("/odoo/sync", data=data)
    assert session.query(LongJob).one().arguments["taken"] == [[12, "timezone"]]


def test_person_of_an_equal_name_is_linked_by_an_answer(session: Session, sign_in: SignIn) -> None:
    ana = make_employee(session, name="Ana Ruiz")
    question = {"odoo_id": 9, "name": "Ana Ruiz", "candidates": [{"number": ana.id, "name": "Ana Ruiz", "email": None}]}
    finished(session, SyncReport(questions=[question]))
    hr = sign_in(Role.HR)
    assert "Who is Ana Ruiz (Odoo 9)?" in hr.open("/odoo").text
    hr.client.post("/odoo/answers/9", data={"csrf_token": token_of(hr), "number": str(ana.id)})
    assert session.get_one(OdooAnswer, 9).employee_id == ana.id
    hr.client.post("/odoo/answers/9", data={"csrf_token": token_of(hr), "number": "new"})
    session.expire_all()
    assert session.get_one(OdooAnswer, 9).employee_id is None


def test_row_of_the_table_is_set_once_and_removed(session: Session, sign_in: SignIn) -> None:
    hr = sign_in(Role.HR)
    data = {"csrf_token": token_of(hr), "department": " Field ", "job": "", "role": "technician"}
    hr.client.post("/odoo/rules", data=data | {"expected_to_call": "y"})
    hr.client.post("/odoo/rules", data=data | {"role": "dispatcher"})
    [rule] = session.query(OdooRoleRule).all()
    assert (rule.department, rule.role, rule.expected_to_call) == ("Field", Role.DISPATCHER, False)
    hr.client.post(f"/odoo/rules/{rule.id}/remove", data={"csrf_token": token_of(hr)})
    assert session.query(OdooRoleRule).count() == 0


def test_table_makes_no_admin(session: Session, sign_in: SignIn) -> None:
    hr = sign_in(Role.HR)
    data = {"csrf_token": token_of(hr), "department": "", "job": "Chief", "role": "admin"}
    answer = hr.client.post("/odoo/rules", data=data)
    assert (answer.status_code, session.query(OdooRoleRule).count()) == (422, 0)
    assert 'value="Chief"' in answer.get_data(as_text=True)
