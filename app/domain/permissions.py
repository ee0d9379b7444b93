"""Who may do what: one table of roles and grants for voice tools and pages alike.

`SCOPES` says *whose* data a role reaches, `GRANTS` says *what* it may do there. Queries turn the scope into SQL; no
template decides either.
"""

from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    TECHNICIAN = "technician"
    DISPATCHER = "dispatcher"
    HR = "hr"
    MANAGER = "manager"
    EXECUTIVE = "executive"
    ADMIN = "admin"


class Scope(StrEnum):
    """Whose data a role reaches."""

    SELF = "self"
    TEAM = "team"
    """Direct and indirect reports, and oneself."""
    EVERYONE = "everyone"


class Permission(StrEnum):
    """A named right, `resource:action`."""

    CHECKIN_CONTEXT = "checkin:context"
    """Voice tool get_tech_checkin_context."""
    CHECKIN_LOG = "checkin:log"
    """Voice tool log_daily_checkin."""
    OWN_PAGE_READ = "own-page:read"
    """One's own technician page."""
    ATTENDANCE_READ = "attendance:read"
    """The Today board: ready, not ready, no call."""
    REASON_READ = "reason:read"
    """The class of a personal absence (sick, family, other)."""
    WELLBEING_READ = "wellbeing:read"
    """Energy scores and low-energy alerts in lists, alerts and messages."""
    PERSON_READ = "person:read"
    """A technician's page, with energy and goal; reading another person's leaves an audit line."""
    COACHING_READ = "coaching:read"
    """WHY, goals, strengths, commitments, KPIs."""
    TRENDS_READ = "trends:read"
    MILESTONES_READ = "milestones:read"
    BLOCKER_READ = "blocker:read"
    BLOCKER_RESOLVE = "blocker:resolve"
    ALERT_READ = "alert:read"
    ALERT_ACKNOWLEDGE = "alert:acknowledge"
    """Acknowledge, resolve, hand over and put off."""
    ALERT_ADDRESSED = "alert:addressed"
    """Read and close the alerts that came to HR, because nobody in the person's line may read them."""
    PROFILE_READ = "profile:read"
    PROFILE_EDIT = "profile:edit"
    PERSON_RIGHTS = "person:rights"
    """Give somebody everything that is on record about them, and erase it."""
    KPI_EDIT = "kpi:edit"
    TIME_OFF_EDIT = "time-off:edit"
    WORD_LEAVE = "word:leave"
    """Leave a few words for somebody below oneself, or whose blocker one has closed; the coach says them."""
    CALL_TRY = "call:try"
    """Hold a check-in in the browser, as any technician."""
    CALL_QUALITY_READ = "call-quality:read"
    """How well the telephone line does its work, by week and over everybody, nobody named."""
    SYSTEM_MANAGE = "system:manage"


_P = Permission

SCOPES: MappingProxyType[Role, Scope] = MappingProxyType(
    {
        Role.TECHNICIAN: Scope.SELF,
        Role.DISPATCHER: Scope.EVERYONE,
        Role.HR: Scope.EVERYONE,
        Role.MANAGER: Scope.TEAM,
        Role.EXECUTIVE: Scope.TEAM,
        Role.ADMIN: Scope.EVERYONE,
    }
)
"""Whose data a role reads by name."""
FIGURES_SCOPES: MappingProxyType[Role, Scope] = MappingProxyType({**SCOPES, Role.EXECUTIVE: Scope.EVERYONE})
"""Whose data stands in the figures of groups that a role reads."""

_VOICE = frozenset({_P.CHECKIN_CONTEXT, _P.CHECKIN_LOG})
_PERSONAL = frozenset({_P.REASON_READ, _P.WELLBEING_READ, _P.PERSON_READ, _P.COACHING_READ})
_FIGURES = frozenset({_P.TRENDS_READ, _P.MILESTONES_READ})
_BOARD = frozenset({_P.ATTENDANCE_READ, _P.BLOCKER_READ})
_INBOX = frozenset({_P.ALERT_READ, _P.ALERT_ACKNOWLEDGE, _P.BLOCKER_RESOLVE})
_PROFILES = frozenset({_P.PROFILE_READ, _P.PROFILE_EDIT, _P.PERSON_RIGHTS})
_RECORDS = frozenset({_P.KPI_EDIT, _P.TIME_OFF_EDIT})

GRANTS: MappingProxyType[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.TECHNICIAN: _VOICE | {_P.OWN_PAGE_READ},
        Role.DISPATCHER: _BOARD | _INBOX | {_P.WORD_LEAVE},
        # Energy of a person only on the person's page, and in no list.
        Role.HR: _BOARD | (_PERSONAL - {_P.WELLBEING_READ}) | _FIGURES | _RECORDS | _PROFILES | {_P.ALERT_ADDRESSED},
        Role.MANAGER: _VOICE | _BOARD | _INBOX | _PERSONAL | _FIGURES | _RECORDS | {_P.OWN_PAGE_READ, _P.WORD_LEAVE},
        Role.EXECUTIVE: _VOICE
        | _BOARD
        | _PERSONAL
        | _FIGURES
        | {_P.OWN_PAGE_READ, _P.WORD_LEAVE, _P.CALL_QUALITY_READ},
        # Manages the system: everyone's attendance, and nothing that a person said about themself.
        Role.ADMIN: _VOICE | _BOARD | _INBOX | {_P.WORD_LEAVE, _P.CALL_TRY, _P.CALL_QUALITY_READ, _P.SYSTEM_MANAGE},
    }
)


def may(role: Role, permission: Permission) -> bool:
    return permission in GRANTS[role]
