from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.permissions import Role
from app.models import Delegation, ProfileChange
from app.services.people.changed_by import ChangedBy
from app.services.people.delegations import add_delegate, end_delegation
from tests.builders import NOW, TODAY, make_employee

FRIDAY = TODAY + timedelta(days=3)


def test_a_delegate_is_named_and_taken_back(session: Session, hr: ChangedBy) -> None:
    sam, kay = (make_employee(session, role=Role.MANAGER, name=name) for name in ("Sam Lee", "Kay Moss"))
    delegation = add_delegate(session, sam.id, kay.id, starts_on=TODAY, ends_on=FRIDAY, by=hr, now=NOW)
    assert end_delegation(session, delegation.id, by=hr, now=NOW) == sam.id
    session.flush()
    assert session.scalars(sa.select(Delegation)).all() == []
    told = session.execute(sa.select(ProfileChange.before, ProfileChange.after).order_by(ProfileChange.id)).all()
    words = "Kay Moss, 17 Nov 2026 to 20 Nov 2026"
    assert [tuple(row) for row in told] == [(None, words), (words, None)]


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.DISPATCHER, Role.HR])
def test_only_somebody_who_looks_after_people_stands_in(session: Session, hr: ChangedBy, role: Role) -> None:
    sam, other = make_employee(session, role=Role.MANAGER), make_employee(session, role=role)
    with pytest.raises(InvalidInput, match="another manager"):
        add_delegate(session, sam.id, other.id, starts_on=TODAY, ends_on=FRIDAY, by=hr, now=NOW)


def test_one_delegate_at_a_time(session: Session, hr: ChangedBy) -> None:
    sam, kay = (make_employee(session, role=Role.MANAGER, name=name) for name in ("Sam Lee", "Kay Moss"))
    add_delegate(session, sam.id, kay.id, starts_on=TODAY, ends_on=FRIDAY, by=hr, now=NOW)
    with pytest.raises(InvalidInput, match="Kay Moss stands in from 17 Nov 2026 to 20 Nov 2026 already"):
        add_delegate(session, sam.id, kay.id, starts_on=FRIDAY, ends_on=FRIDAY, by=hr, now=NOW)
