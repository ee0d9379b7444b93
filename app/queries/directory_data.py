"""What the directory holds about a person: the record, goals, leave, the sign-in, files, and who changed what."""

from typing import Any

import sqlalchemy as sa

from app.models import (
    ApiAnswer,
    ApiToken,
    AuditEvent,
    Delegation,
    Employee,
    EmployeePhone,
    Employment,
    Goal,
    JobFile,
    KpiReading,
    LongJob,
    OdooAnswer,
    PeopleImport,
    PeopleImportRow,
    ProfileChange,
    TechProfile,
    TimeOff,
    User,
    UserSession,
)
from app.queries.held_data import Held, own


def _sign_ins(employee_id: int) -> sa.Select[Any]:
    return sa.select(User.id).where(User.employee_id == employee_id)


def _tokens(employee_id: int) -> sa.Select[Any]:
    return sa.select(ApiToken.id).where(ApiToken.user_id.in_(_sign_ins(employee_id)))


FIGURES = "group figures and the weeks of others' comparisons are made of it"
DIRECTORY_DATA: tuple[Held, ...] = (
    Held(
        table=Employee,
        whose=own(Employee.id),
        name="name",
        clear="spoken_name email phone job_title sms_error_code",
        keep=(
            "id role team_id manager_id timezone workdays window_start window_end holiday_calendar expected_to_call"
            " started_on ended_on checkins_from employment_since active always_ops_only sms_opt_in wants_morning_brief"
            " weekly_digest dispatch_backup created_at updated_at legal_hold erased_at"
        ),
        others="odoo_id successor_id",
        why=f"{FIGURES}; the id in Odoo stays so that the next sync passes the person over",
    ),
    Held(
        table=EmployeePhone,
        whose=own(EmployeePhone.employee_id),
        clear="number",
        others="id employee_id",
        deleted=True,
    ),
    Held(
        table=Employment,
        whose=own(Employment.employee_id),
        keep=(
            "starts_on role team_id manager_id timezone workdays window_start window_end holiday_calendar"
            " expected_to_call started_on ended_on checkins_from created_at updated_at"
        ),
        others="id employee_id",
        why=FIGURES,
    ),
    Held(
        table=TechProfile,
        whose=own(TechProfile.employee_id),
        clear="name gallup_strengths personal_why current_90day_goal goal_milestones",
        keep=(
            "primary_kpi other_kpis goal_since goal_kpi_id goal_baseline goal_target goal_started_on goal_due_on"
            " goal_updated_at created_at updated_at"
        ),
        others="id employee_id",
        why="which KPI and which numbers a week was judged by",
    ),
    Held(
        table=Goal,
        whose=own(Goal.employee_id),
        clear="current_90day_goal goal_milestones",
        keep=(
            "starts_on goal_kpi_id goal_baseline goal_target goal_started_on goal_due_on goal_updated_at created_at"
            " updated_at"
        ),
        others="id employee_id",
        why="which numbers a week was judged by",
    ),
    Held(
        table=KpiReading,
        whose=own(KpiReading.employee_id),
        keep="kpi_id read_on value source",
        others="id employee_id",
        why=FIGURES,
    ),
    Held(
        table=TimeOff,
        whose=own(TimeOff.employee_id),
        keep="starts_on ends_on kind part created_at updated_at",
        others="id employee_id odoo_id created_by_id",
        why="the days on which a call was expected are counted from it",
    ),
    Held(
        table=Delegation,
        whose=lambda employee_id: sa.or_(Delegation.manager_id == employee_id, Delegation.delegate_id == employee_id),
        keep="starts_on ends_on created_at updated_at",
        others="id manager_id delegate_id created_by_id",
        why="who answered for a team, by number",
    ),
    Held(
        table=ProfileChange,
        whose=own(ProfileChange.employee_id),
        clear="before after before_value after_value",
        keep="changed_at field source starts_on",
        others="id employee_id changed_by_id changed_by_name import_id",
        why="that something was changed, and when",
    ),
    Held(
        table=UserSession,
        whose=lambda employee_id: UserSession.user_id.in_(_sign_ins(employee_id)),
        clear="device network",
        keep="remembered created_at seen_at expires_at",
        others="id user_id epoch",
        never="token_hash",
        deleted=True,
    ),
    Held(
        table=ApiAnswer,
        whose=lambda employee_id: ApiAnswer.token_id.in_(_tokens(employee_id)),
        others="id token_id key digest status body created_at",
        deleted=True,
    ),
    Held(
        table=ApiToken,
        whose=lambda employee_id: ApiToken.user_id.in_(_sign_ins(employee_id)),
        clear="name",
        keep="may_write created_at expires_at last_used_at revoked_at",
        others="id user_id",
        never="token_hash",
        deleted=True,
    ),
    Held(
        table=User,
        whose=own(User.employee_id),
        clear="email",
        keep="active last_sign_in_at totp_confirmed_at created_at updated_at",
        others="id employee_id session_epoch totp_last_step",
        never="password_hash totp_secret recovery_code_hashes",
        deleted=True,
    ),
    Held(
        table=PeopleImportRow,
        whose=own(PeopleImportRow.employee_number),
        clear="name changes problems cells",
        keep="row verdict",
        others="id import_id employee_number non_ascii",
        deleted=True,
    ),
    Held(
        table=PeopleImport,
        whose=lambda employee_id: PeopleImport.id.in_(
            sa.select(PeopleImportRow.import_id).where(PeopleImportRow.employee_number == employee_id)
        ),
        others=(
            "id state file_name content content_hash submitted_by_id submitted_by_name makes_admins answers facts added"
            " changed same wrong fingerprint overtaken applied_at created_at updated_at"
        ),
        why="the file itself goes with the first person of it who is erased",
    ),
    Held(
        table=OdooAnswer,
        whose=own(OdooAnswer.employee_id),
        keep="created_at updated_at",
        others="odoo_id employee_id",
        why="so that the next sync passes the person over",
    ),
    Held(
        table=JobFile,
        whose=own(JobFile.employee_id),
        keep="name made_at expires_at",
        never="content",
        others="job_id employee_id",
        deleted=True,
    ),
    Held(
        table=LongJob,
        whose=own(LongJob.requested_by_id),
        keep="kind title state requested_at started_at finished_at",
        others="id key arguments requested_by_id seen_at attempts done total step cancel_asked result sentence",
        why="what was started, and when",
    ),
    Held(
        table=AuditEvent,
        whose=lambda employee_id: sa.or_(AuditEvent.subject_id == employee_id, AuditEvent.actor_id == employee_id),
        keep="at action detail",
        others="id actor_id subject_id",
        why="who looked at or changed what, by number; nothing in it can be changed, months go whole",
    ),
)
