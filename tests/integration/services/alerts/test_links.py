"""The use of signed links: whom they name as the owner, that a GET changes nothing, and that they work once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertOutcome, AlertStatus
from app.domain.errors import InvalidInput
from app.domain.messages.destinations import fingerprint
from app.domain.permissions import Role
from app.models import Alert, Employee
from app.services.alerts.actions import acknowledge_alert, resolve_alert
from app.services.alerts.escalate import escalate_due_alerts
from app.services.alerts.link_tokens import LinkProblem, LinkRefused, make_ack_token
from app.services.alerts.links import open_ack_link, use_ack_link
from app.services.alerts.records import Actor
from app.settings import Settings
from tests.builders import NOW, make_alert, make_employee

KAY_AS_SHOWN = "Kay Ortiz (name given at the desk)"
KAY = Actor(id=None, name=KAY_AS_SHOWN)


@pytest.fixture
def dana(session: Session) -> Employee:
    return make_employee(session, name="Dana Kim", role=Role.DISPATCHER)


@pytest.fixture
def alert(session: Session) -> Alert:
    return make_alert(session, make_employee(session, name="Marcus Webb"))


def token_for(settings: Settings, alert: Alert, person: Employee | None = None) -> str:
    return make_ack_token(
        settings,
        alert.id,
        person.name if person else "dispatch",
        employee_id=person.id if person else None,
        now=NOW,
    )


def problem(refused: pytest.ExceptionInfo[LinkRefused]) -> tuple[LinkProblem, str]:
    return refused.value.problem, refused.value.sentence


def test_link_names_who_takes_the_alert(session: Session, settings: Settings, alert: Alert, dana: Employee) -> None:
    taken = use_ack_link(session, token_for(settings, alert, dana), name="ignored", settings=settings, now=NOW)
    assert (taken.status, taken.owner_id, taken.owner_name) == (AlertStatus.ACKNOWLEDGED, dana.id, "Dana Kim")


def test_desk_link_takes_the_name_that_is_said(session: Session, settings: Settings, alert: Alert) -> None:
    taken = use_ack_link(session, token_for(settings, alert), name="  Kay   Ortiz ", settings=settings, now=NOW)
    assert (taken.owner_id, taken.owner_name) == (None, KAY_AS_SHOWN)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_desk_link_wants_a_name(session: Session, settings: Settings, alert: Alert, name: str) -> None:
    with pytest.raises(InvalidInput):
        use_ack_link(session, token_for(settings, alert), name=name, settings=settings, now=NOW)


def test_opening_a_link_changes_nothing(session: Session, settings: Settings, alert: Alert, dana: Employee) -> None:
    token = token_for(settings, alert, dana)
    for _ in range(3):
        open_ack_link(session, token, settings=settings, now=NOW)
    assert session.get_one(Alert, alert.id, populate_existing=True).status is AlertStatus.OPEN


def test_outcome_can_be_said_at_once(session: Session, settings: Settings, alert: Alert, dana: Employee) -> None:
    taken = use_ack_link(
        session,
        token_for(settings, alert, dana),
        name="",
        outcome=AlertOutcome.COVERED,
        settings=settings,
        now=NOW,
    )
    assert (taken.status, taken.outcome) == (AlertStatus.RESOLVED, AlertOutcome.COVERED)


@pytest.mark.parametrize("desk", [True, False])
def test_owner_uses_the_link_again(
    session: Session, settings: Settings, alert: Alert, dana: Employee, *, desk: bool
) -> None:
    token = token_for(settings, alert, None if desk else dana)
    for _ in range(2):
        taken = use_ack_link(session, token, name="Kay Ortiz", settings=settings, now=NOW)
    link = open_ack_link(session, token, settings=settings, now=NOW)
    assert (link.owner, link.owned_since) == (KAY if desk else Actor(id=dana.id, name="Dana Kim"), NOW)
    taken = use_ack_link(session, token, name="", outcome=AlertOutcome.COVERED, settings=settings, now=NOW)
    assert (taken.status, taken.outcome, taken.owner_name) == (
        AlertStatus.RESOLVED,
        AlertOutcome.COVERED,
        KAY_AS_SHOWN if desk else "Dana Kim",
    )


def test_link_goes_with_the_address_of_its_desk(session: Session, settings: Settings, alert: Alert) -> None:
    kept, removed = "https://ops.example/kept", "https://ops.example/removed"
    settings = replace(settings, dispatch_urls=(kept,))
    works, gone = (
        make_ack_token(settings, alert.id, "dispatch", destination=fingerprint(url), now=NOW) for url in (kept, removed)
    )
    assert open_ack_link(session, works, settings=settings, now=NOW).alert is alert
    with pytest.raises(LinkRefused) as on_opening:
        open_ack_link(session, gone, settings=settings, now=NOW)
    with pytest.raises(LinkRefused) as on_use:
        use_ack_link(session, gone, name="Kay Ortiz", settings=settings, now=NOW)
    assert [problem(refused)[0] for refused in (on_opening, on_use)] == [LinkProblem.NOT_YOURS] * 2
    assert use_ack_link(session, works, name="Kay Ortiz", settings=settings, now=NOW).owner_name == KAY_AS_SHOWN


def test_taken_link_of_a_desk_named_in_digits_says_who_has_it(
    session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    token = make_ack_token(settings, alert.id, "24/7", employee_id=None, now=NOW)
    use_ack_link(session, token_for(settings, alert, dana), name="", settings=settings, now=NOW)
    with pytest.raises(LinkRefused) as refused:
        open_ack_link(session, token, settings=settings, now=NOW)
    assert problem(refused)[0] is LinkProblem.TAKEN


def test_desks_other_link_does_not_speak_for_who_took_it(session: Session, settings: Settings, alert: Alert) -> None:
    use_ack_link(session, token_for(settings, alert), name="Kay Ortiz", settings=settings, now=NOW)
    with pytest.raises(LinkRefused) as refused:
        open_ack_link(session, token_for(settings, alert), settings=settings, now=NOW)
    assert refused.value.problem is LinkProblem.TAKEN


def test_link_of_a_closed_alert_does_nothing_more(
    session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    token = token_for(settings, alert, dana)
    use_ack_link(session, token, name="", outcome=AlertOutcome.COVERED, settings=settings, now=NOW)
    with pytest.raises(LinkRefused) as refused:
        use_ack_link(session, token, name="", settings=settings, now=NOW)
    assert problem(refused) == (
        LinkProblem.USED,
        "Dana Kim has used this link already, and it works once. There is nothing more to do here.",
    )


def test_used_link_does_not_take_a_reopened_alert(
    session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    token = token_for(settings, alert, dana)
    use_ack_link(session, token, name="", settings=settings, now=NOW)
    for minutes in (60, 75):
        escalate_due_alerts(session, now=NOW + timedelta(minutes=minutes), settings=settings)
    with pytest.raises(LinkRefused) as refused:
        use_ack_link(session, token, name="", settings=settings, now=NOW + timedelta(minutes=80))
    assert problem(refused) == (
        LinkProblem.USED,
        "Dana Kim has used this link already, and it works once. The alert is open again: use the newest message.",
    )


@pytest.mark.parametrize("use", [open_ack_link, use_ack_link], ids=["open", "use"])
def test_second_person_is_told_who_was_first(
    session: Session, settings: Settings, alert: Alert, dana: Employee, use: Callable[..., object]
) -> None:
    acknowledge_alert(session, alert.id, actor=KAY, settings=settings, now=NOW)
    extra = {"name": ""} if use is use_ack_link else {}
    with pytest.raises(LinkRefused) as refused:
        use(session, token_for(settings, alert, dana), settings=settings, now=NOW, **extra)
    assert problem(refused) == (LinkProblem.TAKEN, f"{KAY_AS_SHOWN} has had this since 07:00.")


def test_closed_alert_says_by_whom(session: Session, settings: Settings, alert: Alert, dana: Employee) -> None:
    resolve_alert(session, alert.id, actor=KAY, now=NOW, outcome=AlertOutcome.FALSE_ALARM)
    with pytest.raises(LinkRefused) as refused:
        open_ack_link(session, token_for(settings, alert, dana), settings=settings, now=NOW)
    assert problem(refused) == (
        LinkProblem.TAKEN,
        f"This was already closed by {KAY_AS_SHOWN} at 07:00: false alarm.",
    )


def test_link_of_somebody_who_left_is_refused(
    session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    token = token_for(settings, alert, dana)
    dana.active = False
    session.flush()
    with pytest.raises(LinkRefused) as refused:
        use_ack_link(session, token, name="", settings=settings, now=NOW)
    assert refused.value.problem is LinkProblem.BROKEN
