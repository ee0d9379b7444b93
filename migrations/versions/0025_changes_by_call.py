"""Changes of the record that a caller makes on the phone: days out, and their end."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

NAME = "ck_profile_changes_changesource"
BEFORE = ("form", "import", "odoo", "api", "clock")


def upgrade() -> None:
    _allow(*BEFORE, "call")


def downgrade() -> None:
    op.execute("DELETE FROM profile_changes WHERE source = 'call'")
    _allow(*BEFORE)


def _allow(*sources: str) -> None:
    op.drop_constraint(op.f(NAME), "profile_changes")
    op.create_check_constraint(op.f(NAME), "profile_changes", f"source IN {sources}")
