"""An index of the check-ins with a blocker's words: one in twelve, counted over a year of a large company."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NAME = "ix_daily_checkins_blocker_notes"


def upgrade() -> None:
    op.create_index(
        NAME, "daily_checkins", ["checkin_on", "employee_id"], postgresql_where=sa.text("blocker_note IS NOT NULL")
    )


def downgrade() -> None:
    op.drop_index(NAME, table_name="daily_checkins")
