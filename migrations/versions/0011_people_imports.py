"""Files of people on their way into the directory, and what each row would do."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STATES = ("waiting", "asking", "refused", "ready", "confirmed", "done", "put_back", "discarded")


def _json(name: str) -> sa.Column:
    return sa.Column(name, postgresql.JSONB(), nullable=False)


def upgrade() -> None:
    counts = ("added", "changed", "same", "wrong")
    op.create_table(
        "people_imports",
        sa.Column("id", sa.Integer(), sa.Identity(), primary_key=True),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="importstate", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), sa.ForeignKey("employees.id"), nullable=True),
        sa.Column("submitted_by_name", sa.Text(), nullable=False),
        sa.Column("makes_admins", sa.Boolean(), nullable=False),
        _json("answers"),
        _json("facts"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("overtaken", sa.Boolean(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.Column(name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)
            for name in ("created_at", "updated_at")
        ),
    )
    op.create_index(
        "uq_people_imports_open_content",
        "people_imports",
        ["content_hash"],
        unique=True,
        postgresql_where=sa.text("state IN ('waiting', 'asking', 'refused', 'ready', 'confirmed')"),
    )
    op.create_index(op.f("ix_people_imports_submitted_by_id"), "people_imports", ["submitted_by_id"])
    op.create_table(
        "people_import_rows",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("import_id", sa.Integer(), sa.ForeignKey("people_imports.id", ondelete="CASCADE"), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("employee_number", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(8), nullable=False),
        sa.Column("non_ascii", sa.Boolean(), nullable=False),
        *(_json(name) for name in ("changes", "problems", "cells")),
    )
    op.create_index("ix_people_import_rows_import_id_row", "people_import_rows", ["import_id", "row", "id"])
    op.create_index(op.f("ix_people_import_rows_employee_number"), "people_import_rows", ["employee_number"])


def downgrade() -> None:
    op.drop_table("people_import_rows")
    op.drop_table("people_imports")
