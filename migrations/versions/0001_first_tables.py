"""People, calls and check-ins; alerts and the outbox; users and the audit trail."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kpis",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("higher", "lower", name="kpidirection", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("smallest_change", sa.Numeric(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpis")),
        sa.UniqueConstraint("name", name=op.f("uq_kpis_name")),
    )
    op.create_table(
        "teams",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("name", name=op.f("uq_teams_name")),
    )
    op.create_table(
        "employees",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "technician",
                "dispatcher",
                "hr",
                "manager",
                "executive",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("job_title", sa.Text(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("workdays", postgresql.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("sms_opt_in", sa.Boolean(), nullable=False),
        sa.Column("wants_morning_brief", sa.Boolean(), nullable=False),
        sa.Column("dispatch_backup", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("phone ~ '^\\+[1-9][0-9]{6,14}$'", name=op.f("ck_employees_phone_e164")),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name=op.f("ck_employees_dates_in_order")),
        sa.CheckConstraint("manager_id <> id", name=op.f("ck_employees_not_own_manager")),
        sa.CheckConstraint("workdays <@ ARRAY[1,2,3,4,5,6,7]::smallint[]", name=op.f("ck_employees_workdays_iso")),
        sa.ForeignKeyConstraint(["manager_id"], ["employees.id"], name=op.f("fk_employees_manager_id_employees")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_employees_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employees")),
        sa.UniqueConstraint("phone", name=op.f("uq_employees_phone")),
    )
    op.create_index("ix_employees_active_role", "employees", ["role"], unique=False, postgresql_where=sa.text("active"))
    op.create_index(op.f("ix_employees_manager_id"), "employees", ["manager_id"], unique=False)
    op.create_index(op.f("ix_employees_team_id"), "employees", ["team_id"], unique=False)
    op.create_table(
        "audit_events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("detail", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["employees.id"], name=op.f("fk_audit_events_actor_id_employees")),
        sa.ForeignKeyConstraint(["subject_id"], ["employees.id"], name=op.f("fk_audit_events_subject_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
    )
    op.create_index(op.f("ix_audit_events_actor_id"), "audit_events", ["actor_id"], unique=False)
    op.create_index("ix_audit_events_at", "audit_events", ["at"], unique=False)
    op.create_index("ix_audit_events_subject_id_at", "audit_events", ["subject_id", "at"], unique=False)
    op.create_table(
        "calls",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=True),
        sa.Column("caller_masked", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("in_progress", "ended", name="callstatus", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=True),
        sa.Column("duration_seconds", sa.Integer(), nullable=True),
        sa.Column("report_received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("duration_seconds >= 0", name=op.f("ck_calls_duration_not_negative")),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_calls_employee_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
    )
    op.create_index("ix_calls_created_at", "calls", ["created_at"], unique=False)
    op.create_index("ix_calls_employee_id_created_at", "calls", ["employee_id", "created_at"], unique=False)
    op.create_table(
        "kpi_readings",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "form",
                "csv",
                "api",
                "odoo",
                "demo",
                name="readingsource",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_kpi_readings_employee_id_employees")),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpis.id"], name=op.f("fk_kpi_readings_kpi_id_kpis")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_readings")),
        sa.UniqueConstraint(
            "employee_id", "kpi_id", "read_on", name=op.f("uq_kpi_readings_employee_id_kpi_id_read_on")
        ),
    )
    op.create_table(
        "tech_profiles",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("gallup_strengths", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("personal_why", sa.Text(), nullable=True),
        sa.Column("current_90day_goal", sa.Text(), nullable=True),
        sa.Column("primary_kpi", sa.Text(), nullable=True),
        sa.Column("other_kpis", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("goal_kpi_id", sa.Integer(), nullable=True),
        sa.Column("goal_baseline", sa.Numeric(), nullable=True),
        sa.Column("goal_target", sa.Numeric(), nullable=True),
        sa.Column("goal_started_on", sa.Date(), nullable=True),
        sa.Column("goal_due_on", sa.Date(), nullable=True),
        sa.Column("goal_updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("goal_milestones", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("jsonb_typeof(gallup_strengths) = 'array'", name=op.f("ck_tech_profiles_strengths_array")),
        sa.CheckConstraint("jsonb_typeof(goal_milestones) = 'array'", name=op.f("ck_tech_profiles_milestones_array")),
        sa.CheckConstraint("cardinality(other_kpis) <= 2", name=op.f("ck_tech_profiles_at_most_three_kpis")),
        sa.CheckConstraint(
            "goal_due_on IS NULL OR goal_started_on IS NULL OR goal_due_on > goal_started_on",
            name=op.f("ck_tech_profiles_goal_dates_in_order"),
        ),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_tech_profiles_employee_id_employees")),
        sa.ForeignKeyConstraint(["goal_kpi_id"], ["kpis.id"], name=op.f("fk_tech_profiles_goal_kpi_id_kpis")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tech_profiles")),
        sa.UniqueConstraint("employee_id", name=op.f("uq_tech_profiles_employee_id")),
    )
    op.create_table(
        "time_off",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "vacation",
                "sick",
                "personal",
                "training",
                "reported_out",
                "other",
                name="timeoffkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_time_off_dates_in_order")),
        sa.ForeignKeyConstraint(["created_by_id"], ["employees.id"], name=op.f("fk_time_off_created_by_id_employees")),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_time_off_employee_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_off")),
    )
    op.create_index("ix_time_off_employee_id_ends_on", "time_off", ["employee_id", "ends_on"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("totp_last_step", sa.BigInteger(), nullable=True),
        sa.Column("recovery_code_hashes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_users_email_lower_case")),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_users_employee_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
        sa.UniqueConstraint("employee_id", name=op.f("uq_users_employee_id")),
    )
    op.create_table(
        "daily_checkins",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Text(), nullable=False),
        sa.Column(
            "call_type",
            sa.Enum("daily_checkin", "ops_only", name="calltype", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("timestamp", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checkin_on", sa.Date(), nullable=False),
        sa.Column("ready_status", sa.Boolean(), nullable=True),
        sa.Column(
            "not_ready_reason",
            sa.Enum(
                "sick",
                "family",
                "vehicle",
                "schedule",
                "other",
                name="notreadyreason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("energy_level", sa.SmallInteger(), nullable=True),
        sa.Column("blocker_present", sa.Boolean(), nullable=True),
        sa.Column("blocker_note", sa.Text(), nullable=True),
        sa.Column("primary_kpi", sa.Text(), nullable=True),
        sa.Column("kpi_action_today", sa.Text(), nullable=True),
        sa.Column("coach_prompt_used", sa.Text(), nullable=True),
        sa.Column("focus_summary_5_words", sa.Text(), nullable=True),
        sa.Column("goal_action_today", sa.Text(), nullable=True),
        sa.Column("call_completed", sa.Boolean(), nullable=False),
        sa.Column("duration_seconds", sa.Integer(), nullable=True),
        sa.Column("report_fields", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "blocker_note IS NULL OR blocker_present IS TRUE", name=op.f("ck_daily_checkins_note_only_with_blocker")
        ),
        sa.CheckConstraint("duration_seconds >= 0", name=op.f("ck_daily_checkins_duration_not_negative")),
        sa.CheckConstraint("energy_level BETWEEN 1 AND 5", name=op.f("ck_daily_checkins_energy_1_to_5")),
        sa.CheckConstraint(
            "not_ready_reason IS NULL OR ready_status IS FALSE",
            name=op.f("ck_daily_checkins_reason_only_when_not_ready"),
        ),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_daily_checkins_call_id_calls")),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employees.id"], name=op.f("fk_daily_checkins_employee_id_employees")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_checkins")),
        sa.UniqueConstraint("call_id", name=op.f("uq_daily_checkins_call_id")),
    )
    op.create_index("ix_daily_checkins_checkin_on", "daily_checkins", ["checkin_on", "employee_id"], unique=False)
    op.create_index(
        "ix_daily_checkins_employee_id_timestamp", "daily_checkins", ["employee_id", "timestamp"], unique=False
    )
    op.create_table(
        "tool_results",
        sa.Column("call_id", sa.Text(), nullable=False),
        sa.Column("tool_call_id", sa.Text(), nullable=False),
        sa.Column("arguments_digest", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_tool_results_call_id_calls"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("call_id", "tool_call_id", "arguments_digest", name=op.f("pk_tool_results")),
    )
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "attendance",
                "blocker",
                "burnout",
                "missed",
                "line",
                name="alertkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "acknowledged",
                "resolved",
                name="alertstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("employee_id", sa.Integer(), nullable=True),
        sa.Column("checkin_id", sa.Integer(), nullable=True),
        sa.Column("alert_on", sa.Date(), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("owner_name", sa.Text(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "covered",
                "job_moved",
                "customer_told",
                "false_alarm",
                "fixed",
                "talked",
                "other",
                "corrected_by_caller",
                "called_late",
                "line_back",
                name="alertoutcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("outcome_note", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("covered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalation_step", sa.Integer(), nullable=False),
        sa.Column("next_escalation_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("news_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["checkin_id"], ["daily_checkins.id"], name=op.f("fk_alerts_checkin_id_daily_checkins")
        ),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_alerts_employee_id_employees")),
        sa.ForeignKeyConstraint(["owner_id"], ["employees.id"], name=op.f("fk_alerts_owner_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    op.create_index(op.f("ix_alerts_checkin_id"), "alerts", ["checkin_id"], unique=False)
    op.create_index("ix_alerts_employee_id_opened_at", "alerts", ["employee_id", "opened_at"], unique=False)
    op.create_index(
        "ix_alerts_live",
        "alerts",
        ["status", "opened_at"],
        unique=False,
        postgresql_where=sa.text("status <> 'resolved'"),
    )
    op.create_index(
        "ix_alerts_next_escalation_at",
        "alerts",
        ["next_escalation_at"],
        unique=False,
        postgresql_where=sa.text("next_escalation_at IS NOT NULL"),
    )
    op.create_index("ix_alerts_opened_at", "alerts", ["opened_at"], unique=False)
    op.create_index(op.f("ix_alerts_owner_id"), "alerts", ["owner_id"], unique=False)
    op.create_index(
        "uq_alerts_dedupe_key_live",
        "alerts",
        ["dedupe_key"],
        unique=True,
        postgresql_where=sa.text("status <> 'resolved'"),
    )
    op.create_table(
        "alert_events",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "event",
            sa.Enum(
                "raised",
                "added",
                "corrected",
                "withdrawn",
                "acknowledged",
                "handed_over",
                "snoozed",
                "outcome",
                "repeated",
                "escalated",
                "reminded",
                "reopened",
                "resolved",
                "told",
                name="alerteventkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["employees.id"], name=op.f("fk_alert_events_actor_id_employees")),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_alert_events_alert_id_alerts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_events")),
    )
    op.create_index("ix_alert_events_alert_id_at", "alert_events", ["alert_id", "at"], unique=False)
    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=True),
        sa.Column("route", sa.Text(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "email",
                "sms",
                "webhook",
                "chat",
                "console",
                "recording",
                name="channelname",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body_text", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=True),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("dedupe_key", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "sent",
                "dead",
                "cancelled",
                name="outboxstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("available_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claim_token", sa.Uuid(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provider_reference", sa.Text(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_outbox_messages_alert_id_alerts")),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["employees.id"], name=op.f("fk_outbox_messages_recipient_id_employees")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_messages")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_messages_dedupe_key")),
    )
    op.create_index("ix_outbox_messages_alert_id", "outbox_messages", ["alert_id"], unique=False)
    op.create_index("ix_outbox_messages_created_at", "outbox_messages", ["created_at"], unique=False)
    op.create_index(
        "ix_outbox_messages_due",
        "outbox_messages",
        ["available_at"],
        unique=False,
        postgresql_where=sa.text("status = 'pending'"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_outbox_messages_due", table_name="outbox_messages", postgresql_where=sa.text("status = 'pending'")
    )
    op.drop_index("ix_outbox_messages_created_at", table_name="outbox_messages")
    op.drop_index("ix_outbox_messages_alert_id", table_name="outbox_messages")
    op.drop_table("outbox_messages")
    op.drop_index("ix_alert_events_alert_id_at", table_name="alert_events")
    op.drop_table("alert_events")
    op.drop_index("uq_alerts_dedupe_key_live", table_name="alerts", postgresql_where=sa.text("status <> 'resolved'"))
    op.drop_index(op.f("ix_alerts_owner_id"), table_name="alerts")
    op.drop_index("ix_alerts_opened_at", table_name="alerts")
    op.drop_index(
        "ix_alerts_next_escalation_at", table_name="alerts", postgresql_where=sa.text("next_escalation_at IS NOT NULL")
    )
    op.drop_index("ix_alerts_live", table_name="alerts", postgresql_where=sa.text("status <> 'resolved'"))
    op.drop_index("ix_alerts_employee_id_opened_at", table_name="alerts")
    op.drop_index(op.f("ix_alerts_checkin_id"), table_name="alerts")
    op.drop_table("alerts")
    op.drop_table("tool_results")
    op.drop_index("ix_daily_checkins_employee_id_timestamp", table_name="daily_checkins")
    op.drop_index("ix_daily_checkins_checkin_on", table_name="daily_checkins")
    op.drop_table("daily_checkins")
    op.drop_table("users")
    op.drop_index("ix_time_off_employee_id_ends_on", table_name="time_off")
    op.drop_table("time_off")
    op.drop_table("tech_profiles")
    op.drop_table("kpi_readings")
    op.drop_index("ix_calls_employee_id_created_at", table_name="calls")
    op.drop_index("ix_calls_created_at", table_name="calls")
    op.drop_table("calls")
    op.drop_index("ix_audit_events_subject_id_at", table_name="audit_events")
    op.drop_index("ix_audit_events_at", table_name="audit_events")
    op.drop_index(op.f("ix_audit_events_actor_id"), table_name="audit_events")
    op.drop_table("audit_events")
    op.drop_index(op.f("ix_employees_team_id"), table_name="employees")
    op.drop_index(op.f("ix_employees_manager_id"), table_name="employees")
    op.drop_index("ix_employees_active_role", table_name="employees", postgresql_where=sa.text("active"))
    op.drop_table("employees")
    op.drop_table("teams")
    op.drop_table("kpis")
