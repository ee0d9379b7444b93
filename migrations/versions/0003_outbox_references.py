"""Find a text by the id that its provider gave it."""

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_outbox_messages_provider_reference",
        "outbox_messages",
        ["provider_reference"],
        unique=False,
        postgresql_where=sa.text("provider_reference IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_outbox_messages_provider_reference",
        table_name="outbox_messages",
        postgresql_where=sa.text("provider_reference IS NOT NULL"),
    )
