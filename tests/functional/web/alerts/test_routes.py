"""The inbox: who sees which alert, what each button does, and what dispatch must never read."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.permissions import Role
from app.models import Alert, AlertEvent, Employee
from tests.builders import make_alert, make_alert_event, make_employee, make_team
from tests.csv_rows import rows_of
from tests.functional.web.conftest import SignIn, token_of


@pytest.fixture
def technician(session: Session) -> Employee:
    return make_employee(session, name="Marcus Webb")


@pytest.fixture
def sick(session: Session, technician: Employee) -> Alert:
    alert = make_alert(session, technician, facts={"not_ready_reason": "sick", "why": "Not ready on Tue 17 Nov."})
    make_alert_event(session, alert)
    session.commit()
    return alert


def fresh(session: Session, alert: Alert) -> Alert:
    session.expire_all()
    return session.get_one(Alert, alert.id)


def test_inbox_counts_and_lists_by_tab(sign_in: SignIn, session: Session, technician: Employee, sick: Alert) -> None:
    make_alert(session, technician, kind=AlertKind.BLOCKER, status=AlertStatus.RESOLVED, note="Gate code")
    session.commit()
    pages = sign_in(Role.DISPATCHER)
    inbox = pages.open("/alerts")
    assert "Needs somebody 1" in " ".join(inbox.text.split())
    assert "Gate code" not in inbox.text
    assert "Marcus Webb" in pages.open("/alerts?tab=all&q=gate").text


def test_dispatch_reads_no_reason_and_no_burnout(
    sign_in: SignIn, session: Session, technician: Employee, sick: Alert
) -> None:
    burnout = make_alert(session, technician, kind=AlertKind.BURNOUT, facts={"why": "Energy 2 on Mon and Tue."})
    session.commit()
    pages = sign_in(Role.DISPATCHER)
    for path in ("/alerts?tab=all", f"/alerts/{sick.id}", "/alerts?tab=all&format=csv"):
        text = pages.client.get(path).text.lower()
        assert "sick" not in text
        assert "burnout" not in text
        assert "energy" not in text
    assert pages.client.get(f"/alerts/{burnout.id}").status_code == 404
    refused = pages.client.post(f"/alerts/{burnout.id}/acknowledge", data={"csrf_token": token_of(pages)})
    assert refused.status_code == 404
    assert fresh(session, burnout).status is AlertStatus.OPEN


def test_manager_reads_the_reason_of_own_people_only(sign_in: SignIn, session: Session) -> None:
    manager = make_employee(session, role=Role.MANAGER)
    own, other = make_employee(session, manager_id=manager.id), make_employee(session)
    mine = make_alert(session, own, facts={"not_ready_reason": "family", "why": "Not ready."})
    theirs = make_alert(session, other)
    session.commit()
    pages = sign_in(Role.MANAGER, employee=manager)
    assert "family" in pages.open(f"/alerts/{mine.id}").text
    assert pages.client.get(f"/alerts/{theirs.id}").status_code == 404
    assert other.name not in pages.open("/alerts?tab=all").text


def test_acknowledging_names_the_owner_and_the_second_is_told_who(
    sign_in: SignIn, session: Session, sick: Alert
) -> None:
    first, second = sign_in(Role.DISPATCHER), sign_in(Role.DISPATCHER)
    page = first.submit(first.open(f"/alerts/{sick.id}"), f"/alerts/{sick.id}/acknowledge")
    assert "You have it" in page.text
    alert = fresh(session, sick)
    assert (alert.status, alert.owner_id) == (AlertStatus.ACKNOWLEDGED, first.employee.id)
    data = {"csrf_token": token_of(second)}
    late = second.client.post(f"/alerts/{sick.id}/acknowledge", data=data, follow_redirects=True)
    assert first.employee.name in late.text
    assert fresh(session, sick).owner_id == first.employee.id


def test_outcome_closes_an_attendance_alert(sign_in: SignIn, session: Session, sick: Alert) -> None:
    pages = sign_in(Role.DISPATCHER)
    pages.submit(
        pages.open(f"/alerts/{sick.id}"),
        f"/alerts/{sick.id}/outcome",
        outcome="covered",
        outcome_note="Jo takes the route",
    )
    alert = fresh(session, sick)
    assert (alert.status, alert.outcome, alert.outcome_note) == (
        AlertStatus.RESOLVED,
        AlertOutcome.COVERED,
        "Jo takes the route",
    )


@pytest.mark.parametrize(
    ("outcome", "status"), [("fixed", AlertStatus.RESOLVED), ("job_moved", AlertStatus.ACKNOWLEDGED)]
)
def test_blocker_ends_when_it_is_fixed(sign_in: SignIn, session: Session, outcome: str, status: AlertStatus) -> None:
    blocker = make_alert(session, make_employee(session), kind=AlertKind.BLOCKER, note="Gate code")
    pages = sign_in(Role.DISPATCHER)
    pages.submit(pages.open(f"/alerts/{blocker.id}"), f"/alerts/{blocker.id}/outcome", outcome=outcome)
    assert fresh(session, blocker).status is status


def test_missing_outcome_is_asked_for_beside_the_field(sign_in: SignIn, session: Session, sick: Alert) -> None:
    pages = sign_in(Role.DISPATCHER)
    data = {"csrf_token": token_of(pages), "outcome": "", "outcome_note": "kept words"}
    answer = pages.client.post(f"/alerts/{sick.id}/outcome", data=data)
    assert answer.status_code == 422
    assert "kept words" in answer.text
    assert fresh(session, sick).status is AlertStatus.OPEN


def test_hand_over_gives_it_to_somebody_who_may_have_it(sign_in: SignIn, session: Session, sick: Alert) -> None:
    other = make_employee(session, role=Role.DISPATCHER, name="Kay Brandt")
    session.commit()
    pages = sign_in(Role.DISPATCHER)
    pages.submit(pages.open(f"/alerts/{sick.id}"), f"/alerts/{sick.id}/hand-over", to=str(other.id))
    assert fresh(session, sick).owner_name == "Kay Brandt"
    kinds = session.scalars(
        select(AlertEvent.event).where(AlertEvent.alert_id == sick.id).order_by(AlertEvent.id)
    ).all()
    assert kinds == [AlertEventKind.RAISED, AlertEventKind.HANDED_OVER]


def test_snoozing_puts_the_question_off(sign_in: SignIn, session: Session, sick: Alert) -> None:
    pages = sign_in(Role.DISPATCHER)
    page = pages.submit(pages.open(f"/alerts/{sick.id}"), f"/alerts/{sick.id}/acknowledge")
    pages.submit(page, f"/alerts/{sick.id}/snooze", minutes="30")
    alert = fresh(session, sick)
    assert alert.snoozed_until is not None
    assert alert.next_escalation_at == alert.snoozed_until


def test_csv_holds_every_row_of_the_tab(sign_in: SignIn, sick: Alert) -> None:
    answer = sign_in(Role.DISPATCHER).client.get("/alerts?format=csv")
    head, row = rows_of(answer)
    assert ",".join(head) == "Who,Kind,What,State,Opened,Owner,Acknowledged,Resolved,Outcome,Note"
    assert row[:4] == ["Marcus Webb", "not coming in", "not coming in · personal", "open"]


def test_csv_says_the_readers_day_and_time_and_names_the_zone(sign_in: SignIn, session: Session, sick: Alert) -> None:
    sick.opened_at = datetime(2026, 7, 2, 3, 15, 9, tzinfo=UTC)
    session.commit()
    reader = make_employee(session, role=Role.DISPATCHER, timezone="America/Chicago")
    head, row = rows_of(sign_in(employee=reader).client.get("/alerts?format=csv"))
    assert dict(zip(head, row, strict=True))["Opened"] == "2026-07-01 22:15:09 CDT"


def test_hr_reads_and_closes_what_nobody_in_the_line_may_read(sign_in: SignIn, session: Session) -> None:
    lead = make_employee(session, role=Role.DISPATCHER)
    led, unled = (
        make_employee(session, manager_id=one.id) for one in (make_employee(session, role=Role.MANAGER), lead)
    )
    theirs = make_alert(session, led, kind=AlertKind.BURNOUT, facts={"why": "Energy 2 or less on 2 workdays."})
    ours = make_alert(session, unled, kind=AlertKind.BURNOUT, facts={"why": "Energy 2 or less on 2 workdays."})
    blocker = make_alert(session, unled, kind=AlertKind.BLOCKER, note="Gate code")
    pages = sign_in(Role.HR)
    page = pages.open("/alerts?tab=all")
    assert unled.name in page.text
    assert led.name not in page.text
    assert [pages.client.get(f"/alerts/{alert.id}").status_code for alert in (theirs, ours, blocker)] == [404, 200, 404]
    pages.submit(pages.open(f"/alerts/{ours.id}"), f"/alerts/{ours.id}/outcome", outcome="talked")
    assert fresh(session, ours).status is AlertStatus.RESOLVED


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.TECHNICIAN])
def test_roles_without_the_inbox_are_refused(sign_in: SignIn, sick: Alert, role: Role) -> None:
    assert sign_in(role).client.get("/alerts").status_code == 403


def test_notice_undoes_what_was_done(sign_in: SignIn, session: Session, sick: Alert) -> None:
    pages = sign_in(Role.DISPATCHER)
    page = pages.submit(pages.open(f"/alerts/{sick.id}"), f"/alerts/{sick.id}/outcome", outcome="covered")
    assert fresh(session, sick).status is AlertStatus.RESOLVED
    assert page.texts("button").count("Undo") == 1
    answer = pages.client.post(f"/alerts/{sick.id}/undo", data={"csrf_token": token_of(pages)})
    assert answer.status_code == 302
    assert (fresh(session, sick).status, fresh(session, sick).outcome) == (AlertStatus.OPEN, None)
    assert "Undo the last change" not in pages.open(f"/alerts/{sick.id}").text


def test_alert_is_put_back(sign_in: SignIn, session: Session, sick: Alert) -> None:
    pages = sign_in(Role.DISPATCHER)
    page = pages.submit(pages.open(f"/alerts/{sick.id}"), f"/alerts/{sick.id}/acknowledge")
    pages.submit(page, f"/alerts/{sick.id}/put-back")
    assert (fresh(session, sick).status, fresh(session, sick).owner_name) == (AlertStatus.OPEN, None)


def test_alert_shows_person_team_day_and_telephone_before_anybody_takes_it(
    sign_in: SignIn, session: Session, sick: Alert
) -> None:
    person = session.get_one(Employee, sick.employee_id)
    person.team_id, person.phone = make_team(session, name="North crew").id, "+13125550142"
    session.commit()
    text = sign_in(Role.DISPATCHER).open(f"/alerts/{sick.id}").text
    for fact in (person.name, "North crew", "+13125550142"):
        assert fact in text


def test_other_on_the_inbox_wants_a_note(sign_in: SignIn, session: Session, sick: Alert) -> None:
    pages = sign_in(Role.DISPATCHER)
    page = pages.submit(pages.open(f"/alerts/{sick.id}"), f"/alerts/{sick.id}/outcome", status=422, outcome="other")
    assert page.error_beside("outcome_note") == "Say in a few words what became of it."
    assert fresh(session, sick).status is AlertStatus.OPEN
