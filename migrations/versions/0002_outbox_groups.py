"""Messages that are sent together, and when each periodic job is due."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox_messages", sa.Column("group_key", sa.Text(), nullable=True))
    op.add_column("outbox_messages", sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox_messages", sa.Column("sent_with_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_outbox_messages_sent_with_id_outbox_messages"),
        "outbox_messages",
        "outbox_messages",
        ["sent_with_id"],
        ["id"],
    )
    op.create_index("ix_outbox_messages_group_key_created_at", "outbox_messages", ["group_key", "created_at"])
    op.create_index("ix_outbox_messages_sent_with_id", "outbox_messages", ["sent_with_id"])
    op.create_table(
        "scheduled_runs",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("runs", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_scheduled_runs")),
    )


def downgrade() -> None:
    op.drop_table("scheduled_runs")
    op.drop_index("ix_outbox_messages_sent_with_id", table_name="outbox_messages")
    op.drop_index("ix_outbox_messages_group_key_created_at", table_name="outbox_messages")
    op.drop_constraint(op.f("fk_outbox_messages_sent_with_id_outbox_messages"), "outbox_messages", type_="foreignkey")
    op.drop_column("outbox_messages", "sent_with_id")
    op.drop_column("outbox_messages", "held_until")
    op.drop_column("outbox_messages", "group_key")
