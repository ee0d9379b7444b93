"""What became of the action that was named in the check-in before."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

ANSWERS = ("yes", "partly", "no")


def upgrade() -> None:
    op.add_column("daily_checkins", sa.Column("last_commitment_done", sa.String(length=32)))
    answered = f"last_commitment_done IN {ANSWERS}"
    op.create_check_constraint(op.f("ck_daily_checkins_commitmentdone"), "daily_checkins", answered)


def downgrade() -> None:
    op.drop_column("daily_checkins", "last_commitment_done")
