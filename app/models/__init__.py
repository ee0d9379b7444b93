"""The tables, as SQLAlchemy 2 mapped classes on a Flask-free base."""

from app.models.alerts import Alert, AlertEvent
from app.models.api_tokens import ApiAnswer, ApiToken
from app.models.audit import AuditEvent
from app.models.base import Base
from app.models.calls import Call, CallOrigin, CallStatus, ToolResult
from app.models.daily_checkins import DailyCheckin
from app.models.delegations import Delegation
from app.models.desk_addresses import DeskAddress
from app.models.employee_phones import EmployeePhone
from app.models.employees import Employee, Team
from app.models.employments import Employment
from app.models.goals import Goal
from app.models.job_files import JobFile
from app.models.kpis import Kpi, KpiDirection, KpiReading, ReadingSource
from app.models.left_words import LeftWord
from app.models.long_jobs import LongJob
from app.models.odoo import OdooAnswer, OdooRoleRule
from app.models.outage_days import OutageDay
from app.models.outbox import OutboxMessage, OutboxStatus
from app.models.people_imports import ImportState, PeopleImport, PeopleImportRow
from app.models.profile_changes import ChangeSource, ProfileChange
from app.models.rule_changes import RuleChange
from app.models.scheduled_runs import ScheduledRun
from app.models.team_week_sums import TeamWeekSum
from app.models.tech_profiles import TechProfile
from app.models.time_off import TimeOff
from app.models.told_weeks import TalkStatus, ToldWeek, WeekTalk
from app.models.user_sessions import UserSession
from app.models.users import User
from app.models.weekly_rollups import WeeklyRollup
from app.models.weekly_runs import ChangedWeek, WeeklyRun

__all__ = [
    "Alert",
    "AlertEvent",
    "ApiAnswer",
    "ApiToken",
    "AuditEvent",
    "Base",
    "Call",
    "CallOrigin",
    "CallStatus",
    "ChangeSource",
    "ChangedWeek",
    "DailyCheckin",
    "Delegation",
    "DeskAddress",
    "Employee",
    "EmployeePhone",
    "Employment",
    "Goal",
    "ImportState",
    "JobFile",
    "Kpi",
    "KpiDirection",
    "KpiReading",
    "LeftWord",
    "LongJob",
    "OdooAnswer",
    "OdooRoleRule",
    "OutageDay",
    "OutboxMessage",
    "OutboxStatus",
    "PeopleImport",
    "PeopleImportRow",
    "ProfileChange",
    "ReadingSource",
    "RuleChange",
    "ScheduledRun",
    "TalkStatus",
    "Team",
    "TeamWeekSum",
    "TechProfile",
    "TimeOff",
    "ToldWeek",
    "ToolResult",
    "User",
    "UserSession",
    "WeekTalk",
    "WeeklyRollup",
    "WeeklyRun",
]
