"""Addresses of the shared desks that are set in a page."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk_addresses",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("sealed_url", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_addresses")),
        sa.UniqueConstraint("desk", "fingerprint", name=op.f("uq_desk_addresses_desk_fingerprint")),
        sa.CheckConstraint("desk IN ('ops', 'dispatch')", name=op.f("ck_desk_addresses_known_desk")),
    )


def downgrade() -> None:
    op.drop_table("desk_addresses")
