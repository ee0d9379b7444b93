import pytest

from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import ChangeSource
from app.services.people.changed_by import ChangedBy


@pytest.mark.parametrize("role", Role)
def test_a_form_says_who_and_whether_they_may_make_admins(role: Role) -> None:
    by = ChangedBy.form(Viewer(employee_id=7, role=role, timezone="UTC", name="Joan"))
    assert (by.employee_id, by.name, by.source) == (7, "Joan", ChangeSource.FORM)
    assert by.may_grant_admin is (role is Role.ADMIN)
