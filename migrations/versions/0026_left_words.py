"""A few words that a manager, or whoever fixed a blocker, leaves for a technician."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "left_words",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_text", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_left_words")),
        sa.ForeignKeyConstraint(
            ["employee_id"],
            ["employees.id"],
            name=op.f("fk_left_words_employee_id_employees"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["employees.id"], name=op.f("fk_left_words_author_id_employees"), ondelete="CASCADE"
        ),
    )
    op.create_index("ix_left_words_employee_id_created_at", "left_words", ["employee_id", "created_at"])
    op.create_index(op.f("ix_left_words_author_id"), "left_words", ["author_id"])
    op.create_index(
        "ix_left_words_waiting",
        "left_words",
        ["employee_id"],
        postgresql_where=sa.text("said_at IS NULL AND withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("left_words")
