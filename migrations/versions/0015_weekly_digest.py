"""When somebody with reports gets the digest of the week."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

DAYS = sa.Enum("monday", "friday", "never", name="digestday", native_enum=False, create_constraint=False, length=32)


def upgrade() -> None:
    op.add_column("employees", sa.Column("weekly_digest", DAYS, server_default="monday", nullable=False))
    rule = "weekly_digest IN ('monday', 'friday', 'never')"
    op.create_check_constraint(op.f("ck_employees_digestday"), "employees", rule)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_employees_digestday"), "employees", type_="check")
    op.drop_column("employees", "weekly_digest")
