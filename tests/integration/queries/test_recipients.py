"""Who stands above a person and behind a role, and who of several can be reached."""

from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.queries.recipients import LONGEST_LINE, dispatchers, first_reachable, managers_above, people_in_role
from tests.builders import NOW, make_employee


def test_line_of_managers_goes_up_past_those_who_left(session: Session) -> None:
    top = make_employee(session, role=Role.EXECUTIVE)
    gone = make_employee(session, role=Role.MANAGER, manager_id=top.id, active=False)
    direct = make_employee(session, role=Role.MANAGER, manager_id=gone.id)
    assert managers_above(session, make_employee(session, manager_id=direct.id), now=NOW) == [direct, top]
    assert managers_above(session, top, now=NOW) == []


def test_circle_of_managers_names_each_once(session: Session) -> None:
    one, two = make_employee(session, role=Role.MANAGER), make_employee(session, role=Role.MANAGER)
    one.manager_id, two.manager_id = two.id, one.id
    ana = make_employee(session, manager_id=one.id)
    assert managers_above(session, ana, now=NOW) == [one, two]


def test_line_ends_after_the_most_steps(session: Session) -> None:
    above = None
    for _ in range(LONGEST_LINE + 3):
        above = make_employee(session, role=Role.MANAGER, manager_id=above.id if above else None)
    assert above is not None
    assert len(managers_above(session, make_employee(session, manager_id=above.id), now=NOW)) == LONGEST_LINE


def test_role_is_active_people_by_name(session: Session) -> None:
    zoe, ana = (make_employee(session, role=Role.HR, name=name) for name in ("Zoe", "Ana"))
    make_employee(session, role=Role.HR, active=False)
    make_employee(session, role=Role.MANAGER)
    assert people_in_role(session, Role.HR, now=NOW) == [ana, zoe]


def test_dispatchers_are_first_ones_or_backups(session: Session) -> None:
    first = make_employee(session, role=Role.DISPATCHER)
    backup = make_employee(session, role=Role.DISPATCHER, dispatch_backup=True)
    assert (dispatchers(session, backup=False, now=NOW), dispatchers(session, backup=True, now=NOW)) == (
        [first],
        [backup],
    )


def test_first_choice_with_an_address_is_taken_without_those_who_have_none(session: Session) -> None:
    silent = make_employee(session, email=None, phone=None)
    by_phone = make_employee(session, email=None)
    by_mail = make_employee(session, phone=None)
    assert first_reachable([silent], [by_phone, silent], [by_mail]) == [by_phone]
    assert first_reachable([silent], []) == []
