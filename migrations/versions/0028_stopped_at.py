"""At which step of the script a call stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

STEPS = ("greeting", "attendance", "energy", "blockers", "kpi_focus", "strength", "goal", "close")


def upgrade() -> None:
    op.add_column("daily_checkins", sa.Column("stopped_at", sa.String(length=32)))
    op.create_check_constraint(op.f("ck_daily_checkins_stepname"), "daily_checkins", f"stopped_at IN {STEPS}")


def downgrade() -> None:
    op.drop_column("daily_checkins", "stopped_at")
