"""As whom somebody hears of an alert, and which rights that takes: decided by role, never by position alone."""

from collections.abc import Mapping
from enum import StrEnum

from app.domain.alerts.kinds import AlertKind
from app.domain.permissions import Permission, Role, may


class Audience(StrEnum):
    """As whom somebody hears of it; decides how much the text says."""

    MANAGER = "manager"
    """Somebody in the person's own line."""
    HR = "hr"
    """Stands in where nobody in the line may read it."""
    DISPATCH = "dispatch"
    OPS = "ops"


OF_THE_LINE: Mapping[AlertKind, Permission] = {
    AlertKind.ATTENDANCE: Permission.REASON_READ,
    AlertKind.MISSED: Permission.ALERT_READ,
    AlertKind.BLOCKER: Permission.BLOCKER_READ,
    AlertKind.BURNOUT: Permission.WELLBEING_READ,
    AlertKind.LINE: Permission.ALERT_READ,
    AlertKind.SAFETY: Permission.ALERT_READ,
}
"""What a manager has to be allowed to read, because the message or its page says it."""
ADDRESSED_TO_HR = (AlertKind.ATTENDANCE, AlertKind.MISSED, AlertKind.BURNOUT, AlertKind.SAFETY)
"""Kinds that go to the line, and so to HR where the line has nobody for them."""


def needed(kind: AlertKind, audience: Audience) -> frozenset[Permission]:
    """Return the rights that a recipient must have, all of them: to read the alert and to do something about it."""
    match audience:
        case Audience.MANAGER:
            return frozenset({Permission.ALERT_READ, Permission.ALERT_ACKNOWLEDGE, OF_THE_LINE[kind]})
        case Audience.HR:
            return frozenset({Permission.ALERT_ADDRESSED})
        case Audience.DISPATCH | Audience.OPS:
            readable = Permission.BLOCKER_READ if kind is AlertKind.BLOCKER else Permission.ALERT_READ
            personal = {Permission.WELLBEING_READ} if kind is AlertKind.BURNOUT else set()
            return frozenset({Permission.ALERT_ACKNOWLEDGE, readable, *personal})


def may_hear(role: Role, kind: AlertKind, audience: Audience) -> bool:
    return all(may(role, permission) for permission in needed(kind, audience))


def roles_of_the_line(kind: AlertKind) -> list[Role]:
    """Return the roles in which somebody above a person hears of alerts about them."""
    return [role for role in Role if may_hear(role, kind, Audience.MANAGER)]


def desk_may_hear(kind: AlertKind) -> bool:
    """Whether a link may go to a desk, where whoever is there presses it."""
    return kind is not AlertKind.BURNOUT
