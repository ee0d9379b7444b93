"""Until when somebody is out, in how many minutes they come, and what was unclear about a blocker."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLE = "daily_checkins"
CHECKS = {
    "eta_within_a_working_day": "eta_minutes BETWEEN 1 AND 480",
    "eta_only_when_ready": "eta_minutes IS NULL OR ready_status IS TRUE",
    "out_until_only_when_not_ready": "out_until IS NULL OR ready_status IS FALSE",
}


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("out_until", sa.Date(), nullable=True))
    op.add_column(TABLE, sa.Column("eta_minutes", sa.SmallInteger(), nullable=True))
    op.add_column(TABLE, sa.Column("unclear_note", sa.Text(), nullable=True))
    for name, condition in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_{TABLE}_{name}"), TABLE, condition)


def downgrade() -> None:
    for name in CHECKS:
        op.drop_constraint(op.f(f"ck_{TABLE}_{name}"), TABLE, type_="check")
    for column in ("unclear_note", "eta_minutes", "out_until"):
        op.drop_column(TABLE, column)
