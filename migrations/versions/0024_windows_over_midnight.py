"""Check-in windows that go over midnight: the day of a call is the one on which the caller's window opens."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

DAY_BEGINS = """
CREATE FUNCTION day_begins(opens time, closes time) RETURNS interval LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN closes < opens THEN closes - time '00:00' + (opens - closes) / 2 ELSE interval '0' END
$$
"""
"""`app.domain.mornings.window.MorningWindow.day_begins`; a test holds both equal."""

LOCAL_DAY = """
CREATE OR REPLACE FUNCTION local_day(person integer, instant timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CAST((instant AT TIME ZONE timezone) - day_begins(window_start, window_end) AS date)
    FROM employees WHERE id = person
$$
"""
CALENDAR_DAY = """
CREATE OR REPLACE FUNCTION local_day(person integer, instant timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CAST(instant AT TIME ZONE timezone AS date) FROM employees WHERE id = person
$$
"""
TABLES = ("employees", "employments")


def upgrade() -> None:
    op.execute(DAY_BEGINS)
    op.execute(LOCAL_DAY)
    for table in TABLES:
        op.drop_constraint(op.f(f"ck_{table}_window_in_order"), table)
        op.create_check_constraint(op.f(f"ck_{table}_window_is_not_empty"), table, "window_end <> window_start")


def downgrade() -> None:
    for table in TABLES:
        op.drop_constraint(op.f(f"ck_{table}_window_is_not_empty"), table)
        op.create_check_constraint(op.f(f"ck_{table}_window_in_order"), table, "window_end > window_start")
    op.execute(CALENDAR_DAY)
    op.execute("DROP FUNCTION day_begins(time, time)")
