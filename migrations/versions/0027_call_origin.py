"""By which way a check-in came: the telephone, the link of a reminder, or texts."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ORIGINS = ("telephone", "web link", "text message")


def upgrade() -> None:
    op.add_column("calls", sa.Column("origin", sa.String(length=32), nullable=False, server_default="telephone"))
    op.create_check_constraint(op.f("ck_calls_callorigin"), "calls", f"origin IN {ORIGINS}")


def downgrade() -> None:
    op.drop_column("calls", "origin")
