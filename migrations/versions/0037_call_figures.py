"""What a call cost, how long its turns took, and how long our tools took to answer."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calls", sa.Column("cost_usd", sa.Numeric(10, 4)))
    op.add_column("calls", sa.Column("turn_ms", sa.Integer()))
    op.add_column("calls", sa.Column("context_ms", sa.Integer()))
    op.add_column("tool_results", sa.Column("tool", sa.Text()))
    op.add_column("tool_results", sa.Column("answered_ms", sa.Integer()))


def downgrade() -> None:
    op.drop_column("tool_results", "answered_ms")
    op.drop_column("tool_results", "tool")
    for name in ("context_ms", "turn_ms", "cost_usd"):
        op.drop_column("calls", name)
