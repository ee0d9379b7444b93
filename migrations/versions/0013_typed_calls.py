"""Calls held by typing: by whom, and whether they tell anybody."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calls", sa.Column("typed_by_id", sa.Integer(), nullable=True))
    op.add_column("calls", sa.Column("quiet", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_foreign_key(op.f("fk_calls_typed_by_id_employees"), "calls", "employees", ["typed_by_id"], ["id"])


def downgrade() -> None:
    op.drop_column("calls", "quiet")
    op.drop_column("calls", "typed_by_id")
