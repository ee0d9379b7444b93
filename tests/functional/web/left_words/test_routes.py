"""Leaving a word in the pages, and where the person finds it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.permissions import Role
from app.models import Employee, LeftWord
from tests.builders import make_alert, make_employee, make_left_word, make_user
from tests.functional.web.conftest import SignedInPages, SignIn


@pytest.fixture
def manager(sign_in: SignIn) -> SignedInPages:
    return sign_in(Role.MANAGER)


@pytest.fixture
def ana(session: Session, manager: SignedInPages) -> Employee:
    ana = make_employee(session, name="Ana Ruiz", manager_id=manager.employee.id)
    session.commit()
    return ana


def test_manager_leaves_a_word_from_the_persons_page_and_takes_it_back(
    session: Session, manager: SignedInPages, ana: Employee
) -> None:
    assert f'href="/words/{ana.id}"' in manager.open(f"/technicians/{ana.id}").html
    page = manager.submit(manager.open(f"/words/{ana.id}"), f"/words/{ana.id}", words="nice work at Harlan")
    assert "Kept. The coach says it at the next call." in page.text
    [word] = session.scalars(select(LeftWord))
    assert (word.words, "waits for the next call" in page.text) == ("nice work at Harlan", True)
    page = manager.submit(page, f"/words/{ana.id}/{word.id}/withdraw")
    assert ("Taken back. Nobody hears it." in page.text, "taken back" in page.text) == (True, True)


def test_word_that_cannot_be_said_comes_back_as_typed(session: Session, manager: SignedInPages, ana: Employee) -> None:
    form = manager.open(f"/words/{ana.id}")
    page = manager.submit(form, f"/words/{ana.id}", words="see www.example.com", status=422)
    assert "no links." in page.text
    assert 'value="see www.example.com"' in page.html
    assert session.scalars(select(LeftWord)).all() == []


def test_too_late_is_said(session: Session, manager: SignedInPages, ana: Employee) -> None:
    word = make_left_word(session, ana, manager.employee)
    session.commit()
    page = manager.open(f"/words/{ana.id}")
    word.said_at = word.created_at
    session.commit()
    page = manager.submit(page, f"/words/{ana.id}/{word.id}/withdraw")
    assert "Too late: this has been said already." in page.text


def test_dispatcher_who_fixed_the_blocker_leaves_a_word_for_who_reported_it(session: Session, sign_in: SignIn) -> None:
    ana = make_employee(session, name="Ana Ruiz")
    alert = make_alert(session, ana, kind=AlertKind.BLOCKER, note="Gate code")
    session.commit()
    dana = sign_in(Role.DISPATCHER)
    page = dana.open(f"/alerts/{alert.id}")
    assert "Leave a word" not in page.text
    page = dana.submit(page, f"/alerts/{alert.id}/resolve")
    assert f'href="/words/{ana.id}"' in page.html
    dana.submit(dana.open(f"/words/{ana.id}"), f"/words/{ana.id}", words="the code is 4711 now")
    assert session.scalars(select(LeftWord.author_id)).all() == [dana.employee.id]


def test_person_sees_what_was_left_on_their_own_page(session: Session, sign_in: SignIn) -> None:
    technician = sign_in(Role.TECHNICIAN)
    sam = make_user(session, make_employee(session, name="Sam Lee", role=Role.MANAGER))
    author = session.get_one(Employee, sam.employee_id)
    make_left_word(session, technician.employee, author)
    make_left_word(session, technician.employee, author, words="taken back", withdrawn_at=author.created_at)
    session.commit()
    page = technician.open(f"/technicians/{technician.employee.id}")
    assert "Words for you “nice work at Harlan” Sam Lee" in page.text
    assert "taken back" not in page.text
