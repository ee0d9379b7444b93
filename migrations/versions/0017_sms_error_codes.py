"""Why the last text to a person did not arrive."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("employees", sa.Column("sms_error_code", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("employees", "sms_error_code")
