import pytest
from sqlalchemy.orm import Session

from app.models import Call
from app.queries.quiet_calls import is_quiet
from tests.builders import make_checkin, make_employee


@pytest.mark.parametrize("quiet", [True, False])
def test_checkin_is_as_quiet_as_its_call(session: Session, *, quiet: bool) -> None:
    checkin = make_checkin(session, make_employee(session))
    session.get_one(Call, checkin.call_id).quiet = quiet
    session.flush()
    assert is_quiet(session, checkin.id) is quiet


def test_no_checkin_is_not_quiet(session: Session) -> None:
    assert is_quiet(session, None) is False
