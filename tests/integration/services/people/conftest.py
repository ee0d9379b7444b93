"""Who changes the directory in these tests."""

import pytest

from app.models import ChangeSource
from app.services.people.changed_by import ChangedBy


@pytest.fixture
def hr() -> ChangedBy:
    return ChangedBy(employee_id=None, name="Joan Whitaker", source=ChangeSource.FORM)
