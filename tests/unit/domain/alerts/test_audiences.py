"""The rights that hearing of an alert takes."""

import pytest

from app.domain.alerts.audiences import Audience, may_hear, roles_of_the_line
from app.domain.alerts.kinds import AlertKind
from app.domain.permissions import Role


def test_only_managers_hear_of_low_energy_as_the_line() -> None:
    assert roles_of_the_line(AlertKind.BURNOUT) == [Role.MANAGER]


def test_executives_and_technicians_are_never_paged() -> None:
    paged = {
        (role, kind, audience)
        for role in (Role.EXECUTIVE, Role.TECHNICIAN)
        for kind in AlertKind
        for audience in Audience
        if may_hear(role, kind, audience)
    }
    assert paged == set()


@pytest.mark.parametrize("audience", [Audience.DISPATCH, Audience.OPS])
def test_low_energy_is_none_of_the_dispatchers_business(audience: Audience) -> None:
    assert not may_hear(Role.DISPATCHER, AlertKind.BURNOUT, audience)


def test_administrators_read_no_reason_class() -> None:
    assert not may_hear(Role.ADMIN, AlertKind.ATTENDANCE, Audience.MANAGER)


@pytest.mark.parametrize("kind", AlertKind)
def test_hr_hears_only_as_hr(kind: AlertKind) -> None:
    assert [audience for audience in Audience if may_hear(Role.HR, kind, audience)] == [Audience.HR]
