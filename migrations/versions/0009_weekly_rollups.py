"""A row per technician and week, what stands around it, and marks for weeks that have to be made again.

The marks are set by triggers: whoever changes a raw row, by whatever way, need not know of the weeks that stand on it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = ("weekly_rollups", "week_talks", "told_weeks", "changed_weeks", "weekly_runs", "outage_days")

MARK = """
CREATE FUNCTION mark_changed_weeks(person integer, since date) RETURNS void LANGUAGE sql AS $$
    INSERT INTO changed_weeks (employee_id, changed_on)
    SELECT person, since
    WHERE
        person IS NOT NULL AND since IS NOT NULL
        AND EXISTS (SELECT FROM weekly_runs WHERE finished AND week_start > since - 7)
$$
"""
LOCAL_DAY = """
CREATE FUNCTION local_day(person integer, instant timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CAST(instant AT TIME ZONE timezone AS date) FROM employees WHERE id = person
$$
"""
DAY_OF = {
    "daily_checkins": "{row}.checkin_on",
    "kpi_readings": "{row}.read_on",
    "time_off": "{row}.starts_on",
    "employments": "{row}.starts_on",
    "calls": "local_day({row}.employee_id, coalesce({row}.started_at, {row}.created_at))",
}
"""By table, the day from which a row tells on somebody's weeks."""

ALERTS = """
CREATE FUNCTION mark_weeks_of_alert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.alert_on IS DISTINCT FROM OLD.alert_on OR NEW.kind IS DISTINCT FROM OLD.kind THEN
        PERFORM mark_changed_weeks(NEW.employee_id, NEW.alert_on);
    ELSIF NEW.resolved_at IS DISTINCT FROM OLD.resolved_at THEN
        PERFORM mark_changed_weeks(
            NEW.employee_id, local_day(NEW.employee_id, least(OLD.resolved_at, NEW.resolved_at))
        );
    END IF;
    RETURN NULL;
END $$
"""
EMPLOYEES = """
CREATE FUNCTION mark_weeks_of_employee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM mark_changed_weeks(NEW.id, coalesce(NEW.checkins_from, NEW.started_on));
        RETURN NULL;
    END IF;
    IF ROW(NEW.employment_since, NEW.role, NEW.team_id, NEW.manager_id, NEW.timezone, NEW.workdays, NEW.window_end,
           NEW.holiday_calendar, NEW.expected_to_call)
        IS DISTINCT FROM
       ROW(OLD.employment_since, OLD.role, OLD.team_id, OLD.manager_id, OLD.timezone, OLD.workdays, OLD.window_end,
           OLD.holiday_calendar, OLD.expected_to_call)
    THEN
        PERFORM mark_changed_weeks(NEW.id, least(NEW.employment_since, OLD.employment_since));
    END IF;
    IF NEW.started_on <> OLD.started_on THEN
        PERFORM mark_changed_weeks(NEW.id, least(NEW.started_on, OLD.started_on));
    END IF;
    IF NEW.ended_on IS DISTINCT FROM OLD.ended_on THEN
        PERFORM mark_changed_weeks(NEW.id, least(NEW.ended_on, OLD.ended_on));
    END IF;
    IF NEW.checkins_from IS DISTINCT FROM OLD.checkins_from THEN
        PERFORM mark_changed_weeks(NEW.id, least(NEW.checkins_from, OLD.checkins_from));
    END IF;
    RETURN NULL;
END $$
"""
OUTAGES = """
CREATE FUNCTION mark_weeks_of_outage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM mark_changed_weeks(id, coalesce(NEW.day, OLD.day)) FROM employees;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    _tables()
    op.execute(MARK)
    op.execute(LOCAL_DAY)
    for table, day in DAY_OF.items():
        _mark_by_day(table, day)
    op.execute(ALERTS)
    op.execute(
        "CREATE TRIGGER mark_weeks AFTER INSERT OR UPDATE ON alerts FOR EACH ROW "
        "WHEN (NEW.kind IN ('blocker', 'burnout')) EXECUTE FUNCTION mark_weeks_of_alert()"
    )
    op.execute(EMPLOYEES)
    op.execute(
        "CREATE TRIGGER mark_weeks AFTER INSERT OR UPDATE ON employees FOR EACH ROW "
        "EXECUTE FUNCTION mark_weeks_of_employee()"
    )
    op.execute(OUTAGES)
    op.execute(
        "CREATE TRIGGER mark_weeks AFTER INSERT OR UPDATE OR DELETE ON outage_days FOR EACH ROW "
        "EXECUTE FUNCTION mark_weeks_of_outage()"
    )


def _mark_by_day(table: str, day: str) -> None:
    op.execute(f"""
        CREATE FUNCTION mark_weeks_of_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                PERFORM mark_changed_weeks(OLD.employee_id, {day.format(row="OLD")});
            END IF;
            IF TG_OP <> 'DELETE' THEN
                PERFORM mark_changed_weeks(NEW.employee_id, {day.format(row="NEW")});
            END IF;
            RETURN NULL;
        END $$
    """)
    # A call's row changes with each status of the call; its person and its beginning are all that a week asks of it.
    changes = "INSERT OR UPDATE OF employee_id, started_at" if table == "calls" else "INSERT OR UPDATE OR DELETE"
    op.execute(
        f"CREATE TRIGGER mark_weeks AFTER {changes} ON {table} FOR EACH ROW EXECUTE FUNCTION mark_weeks_of_{table}()"
    )


def _tables() -> None:
    op.create_table("outage_days",
    sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("timezone", sa.Text(), nullable=True),
    sa.Column("reason", sa.Text(), nullable=True),
    sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_outage_days")),
    sa.UniqueConstraint("day", "timezone", name=op.f("uq_outage_days_day_timezone"), postgresql_nulls_not_distinct=True)
    )
    op.create_table("weekly_runs",
    sa.Column("week_start", sa.Date(), nullable=False),
    sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("finished", sa.Boolean(), nullable=False),
    sa.Column("rows", sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint("week_start", name=op.f("pk_weekly_runs"))
    )
    op.create_table("changed_weeks",
    sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column("employee_id", sa.Integer(), nullable=False),
    sa.Column("changed_on", sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_changed_weeks_employee_id_employees"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_changed_weeks"))
    )
    op.create_index(op.f("ix_changed_weeks_employee_id"), "changed_weeks", ["employee_id"], unique=False)
    op.create_table("told_weeks",
    sa.Column("manager_id", sa.Integer(), nullable=False),
    sa.Column("employee_id", sa.Integer(), nullable=False),
    sa.Column("week_start", sa.Date(), nullable=False),
    sa.Column("figures", postgresql.JSONB(), nullable=False),
    sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_told_weeks_employee_id_employees"), ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["manager_id"], ["employees.id"], name=op.f("fk_told_weeks_manager_id_employees")),
    sa.PrimaryKeyConstraint("manager_id", "employee_id", "week_start", name=op.f("pk_told_weeks"))
    )
    op.create_index("ix_told_weeks_employee_id_week_start", "told_weeks", ["employee_id", "week_start"], unique=False)
    op.create_table("week_talks",
    sa.Column("manager_id", sa.Integer(), nullable=False),
    sa.Column("employee_id", sa.Integer(), nullable=False),
    sa.Column("week_start", sa.Date(), nullable=False),
    sa.Column("status", sa.Enum("talked", "planned", "not_needed", name="talkstatus", native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column("talk_on", sa.Date(), nullable=True),
    sa.Column("note", sa.Text(), nullable=True),
    sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_week_talks_employee_id_employees"), ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["manager_id"], ["employees.id"], name=op.f("fk_week_talks_manager_id_employees")),
    sa.PrimaryKeyConstraint("manager_id", "employee_id", "week_start", name=op.f("pk_week_talks"))
    )
    op.create_index("ix_week_talks_employee_id_week_start", "week_talks", ["employee_id", "week_start"], unique=False)
    op.create_table("weekly_rollups",
    sa.Column("employee_id", sa.Integer(), nullable=False),
    sa.Column("week_start", sa.Date(), nullable=False),
    sa.Column("team_id", sa.Integer(), nullable=True),
    sa.Column("manager_id", sa.Integer(), nullable=True),
    sa.Column("finished", sa.Boolean(), nullable=False),
    sa.Column("days_counted", sa.SmallInteger(), nullable=False),
    sa.Column("checkins_done", sa.SmallInteger(), nullable=False),
    sa.Column("checkins_extra", sa.SmallInteger(), nullable=False),
    sa.Column("workdays_expected", sa.SmallInteger(), nullable=False),
    sa.Column("ops_only_count", sa.SmallInteger(), nullable=False),
    sa.Column("missed_on", postgresql.ARRAY(sa.Date()), nullable=False),
    sa.Column("energy_mean", sa.Numeric(precision=3, scale=2), nullable=True),
    sa.Column("energy_min", sa.SmallInteger(), nullable=True),
    sa.Column("energy_sum", sa.SmallInteger(), nullable=False),
    sa.Column("energy_readings", sa.SmallInteger(), nullable=False),
    sa.Column("low_energy_days", sa.SmallInteger(), nullable=False),
    sa.Column("energies", postgresql.ARRAY(sa.SmallInteger()), nullable=False),
    sa.Column("energy_before_sum", sa.SmallInteger(), nullable=False),
    sa.Column("energy_before_readings", sa.SmallInteger(), nullable=False),
    sa.Column("burnout_indicator", sa.Boolean(), nullable=False),
    sa.Column("burnout_alert_on", sa.Date(), nullable=True),
    sa.Column("kpi_id", sa.Integer(), nullable=True),
    sa.Column("kpi_trend", sa.Enum("up", "down", "flat", "not_enough_weeks", "no_data", name="trendword", native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column("kpi_good", sa.Boolean(), nullable=True),
    sa.Column("kpi_weeks", sa.SmallInteger(), nullable=False),
    sa.Column("kpi_s", sa.SmallInteger(), nullable=True),
    sa.Column("kpi_slope", sa.Numeric(), nullable=True),
    sa.Column("kpi_mean", sa.Numeric(), nullable=True),
    sa.Column("goal", sa.Text(), nullable=True),
    sa.Column("goal_due_on", sa.Date(), nullable=True),
    sa.Column("goal_progress_percent", sa.Numeric(), nullable=True),
    sa.Column("goal_progress_source", sa.Enum("kpi", "milestones", "commitments", name="progresssource", native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column("goal_pace_percent", sa.Numeric(precision=5, scale=2), nullable=True),
    sa.Column("goal_verdict", sa.Enum("on_track", "behind", "at_risk", "achieved", "past_due", "too_early", name="verdict", native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column("goal_stale", sa.Boolean(), nullable=False),
    sa.Column("goal_updated_on", sa.Date(), nullable=True),
    sa.Column("kpi_actions_count", sa.SmallInteger(), nullable=False),
    sa.Column("goal_actions_count", sa.SmallInteger(), nullable=False),
    sa.Column("calls_count", sa.SmallInteger(), nullable=False),
    sa.Column("call_seconds", sa.Integer(), nullable=False),
    sa.Column("blockers_raised", sa.SmallInteger(), nullable=False),
    sa.Column("blockers_open", sa.SmallInteger(), nullable=False),
    sa.Column("open_blockers", postgresql.JSONB(), nullable=False),
    sa.Column("repeated_blockers", postgresql.JSONB(), nullable=False),
    sa.Column("flags", postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column("flag_facts", postgresql.JSONB(), nullable=False),
    sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("checkins_done <= workdays_expected", name=op.f("ck_weekly_rollups_done_within_expected")),
    sa.CheckConstraint("extract(isodow FROM week_start) = 1", name=op.f("ck_weekly_rollups_week_starts_on_monday")),
    sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_weekly_rollups_employee_id_employees"), ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["kpi_id"], ["kpis.id"], name=op.f("fk_weekly_rollups_kpi_id_kpis")),
    sa.ForeignKeyConstraint(["manager_id"], ["employees.id"], name=op.f("fk_weekly_rollups_manager_id_employees")),
    sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_weekly_rollups_team_id_teams")),
    sa.PrimaryKeyConstraint("employee_id", "week_start", name=op.f("pk_weekly_rollups"))
    )
    op.create_index("ix_weekly_rollups_manager_id_week_start", "weekly_rollups", ["manager_id", "week_start"], unique=False)
    op.create_index("ix_weekly_rollups_week_start", "weekly_rollups", ["week_start"], unique=False)


def downgrade() -> None:
    for table in (*DAY_OF, "alerts", "employees", "outage_days"):
        op.execute(f"DROP TRIGGER mark_weeks ON {table}")
    for suffix in (*DAY_OF, "alert", "employee", "outage"):
        op.execute(f"DROP FUNCTION mark_weeks_of_{suffix}()")
    op.execute("DROP FUNCTION local_day(integer, timestamptz)")
    op.execute("DROP FUNCTION mark_changed_weeks(integer, date)")
    for table in TABLES:
        op.drop_table(table)
