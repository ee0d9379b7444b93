"""How many of a week's actions were said to be done."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

COUNTS = ("actions_answered_count", "actions_done_count")


def upgrade() -> None:
    for name in COUNTS:
        op.add_column("weekly_rollups", sa.Column(name, sa.SmallInteger(), nullable=False, server_default=sa.text("0")))


def downgrade() -> None:
    for name in COUNTS:
        op.drop_column("weekly_rollups", name)
