"""Indexes of the alerts about blockers alone, as the pages count, sort and compare them."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

SAME_WORDS = "(md5(btrim(regexp_replace(lower(note), '[^[:alnum:]]+'::text, ' '::text, 'g'::text))))::uuid"
BLOCKERS = "kind = 'blocker'"
NAMES = ("ix_alerts_blockers", "ix_alerts_blockers_resolved", "ix_alerts_blockers_words", "ix_alerts_blockers_closed")


def upgrade() -> None:
    newest_first = [sa.text("alert_on DESC NULLS LAST"), "id"]
    op.create_index(
        NAMES[0],
        "alerts",
        newest_first,
        postgresql_include=["employee_id"],
        postgresql_where=sa.text(BLOCKERS),
    )
    op.create_index(
        NAMES[1],
        "alerts",
        ["resolved_at", "employee_id"],
        postgresql_where=sa.text(f"{BLOCKERS} AND resolved_at IS NOT NULL"),
    )
    op.create_index(NAMES[2], "alerts", ["employee_id", sa.text(f"({SAME_WORDS})")], postgresql_where=sa.text(BLOCKERS))
    op.create_index(
        NAMES[3], "alerts", ["employee_id"], postgresql_where=sa.text(f"{BLOCKERS} AND status = 'resolved'")
    )


def downgrade() -> None:
    for name in NAMES:
        op.drop_index(name, table_name="alerts")
