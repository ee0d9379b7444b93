"""A name has something to say: the coach greets by its first word."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("employees", "tech_profiles")


def upgrade() -> None:
    for table in TABLES:
        op.create_check_constraint(op.f(f"ck_{table}_name_not_blank"), table, r"name ~ '\S'")


def downgrade() -> None:
    for table in TABLES:
        op.drop_constraint(op.f(f"ck_{table}_name_not_blank"), table, type_="check")
