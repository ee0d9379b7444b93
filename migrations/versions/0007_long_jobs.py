"""Work that takes longer than a request: asked for, done by a worker, its progress and result kept."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KINDS = ("people_import", "odoo_sync", "weekly_rollup", "export_person", "erase_person")
STATES = ("waiting", "running", "done", "failed", "cancelled")


def upgrade() -> None:
    at = sa.DateTime(timezone=True)
    op.create_table(
        "long_jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="jobkind", native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Enum(*STATES, name="jobstate", native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column("arguments", postgresql.JSONB(), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", at, nullable=False),
        sa.Column("started_at", at, nullable=True),
        sa.Column("seen_at", at, nullable=True),
        sa.Column("finished_at", at, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("result", postgresql.JSONB(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["requested_by_id"], ["employees.id"], name=op.f("fk_long_jobs_requested_by_id_employees")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_long_jobs")),
    )
    live = sa.text("state IN ('waiting', 'running')")
    op.create_index("uq_long_jobs_live_key", "long_jobs", ["key"], unique=True, postgresql_where=live)
    op.create_index("ix_long_jobs_requested_at", "long_jobs", ["requested_at"])
    op.create_index(op.f("ix_long_jobs_requested_by_id"), "long_jobs", ["requested_by_id"])


def downgrade() -> None:
    op.drop_table("long_jobs")
