"""Help for who writes of danger or despair: whether anybody is told, and what they read."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.conversation.distress import Distress
from app.domain.permissions import Role
from app.models import Alert
from app.services.checkins.distress import HelpOffered, offer_help
from app.settings import Settings
from tests.builders import NOW, make_call, make_employee


@pytest.mark.parametrize(
    ("distress", "expected", "rules"),
    [
        (
            Distress.DANGER,
            HelpOffered("If it's an emergency, dial 911 now. Dispatch knows.", told=True),
            ["SAFETY-1"],
        ),
        (
            Distress.DESPAIR,
            HelpOffered("I'm glad you told me. You can talk to somebody right now: call 988.", told=False),
            [],
        ),
    ],
)
def test_danger_is_told_and_despair_is_not(
    session: Session, settings: Settings, distress: Distress, expected: HelpOffered, rules: list[str]
) -> None:
    make_employee(session, name="Kay Ortiz", role=Role.DISPATCHER, email="kay@example.com")
    dee = make_employee(session)
    call = make_call(session, dee)
    offered = offer_help(session, distress, call=call, person=dee, number=None, settings=settings, now=NOW)
    assert offered == expected
    assert session.scalars(sa.select(Alert.rule_id)).all() == rules
