"""Find the alerts of a cause, live or resolved: every logged check-in and every run of the missed rule asks."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_alerts_dedupe_key", "alerts", ["dedupe_key"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_alerts_dedupe_key", table_name="alerts")
