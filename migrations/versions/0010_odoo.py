"""What the company decides about its Odoo: roles by job, and who is who where only the name was known."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ROLES = ("technician", "dispatcher", "hr", "manager", "executive", "admin")


def timestamps() -> tuple[sa.Column, sa.Column]:
    at = sa.DateTime(timezone=True)
    return (
        sa.Column("created_at", at, server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", at, server_default=sa.func.now(), nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "odoo_role_rules",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("role", sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=False, length=32), nullable=False),
        sa.Column("expected_to_call", sa.Boolean(), nullable=False),
        *timestamps(),
        sa.CheckConstraint("role IN ('" + "', '".join(ROLES) + "')", name=op.f("ck_odoo_role_rules_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_odoo_role_rules")),
        sa.UniqueConstraint("department", "job", name=op.f("uq_odoo_role_rules_department_job")),
    )
    op.create_table(
        "odoo_answers",
        sa.Column("odoo_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=True),
        *timestamps(),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_odoo_answers_employee_id_employees")),
        sa.PrimaryKeyConstraint("odoo_id", name=op.f("pk_odoo_answers")),
    )
    op.create_index(op.f("ix_odoo_answers_employee_id"), "odoo_answers", ["employee_id"])


def downgrade() -> None:
    op.drop_table("odoo_answers")
    op.drop_table("odoo_role_rules")
