"""Time off by day: who is off today is asked by every open Today, every five seconds."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_time_off_ends_on_starts_on", "time_off", ["ends_on", "starts_on"])


def downgrade() -> None:
    op.drop_index("ix_time_off_ends_on_starts_on", table_name="time_off")
