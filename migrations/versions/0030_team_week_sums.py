"""Sums per team and rolled-up week: what trends of a whole company are read from, filled for the weeks that are there."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

COUNTS = (
    "energy_sum", "energy_readings", "energy_people",
    "checkins_done", "workdays_expected", "expected_people",
    "ops_only_count", "checkins_count", "checkin_people",
)  # fmt: skip
FILL = f"""
INSERT INTO team_week_sums (week_start, team_id, {", ".join(COUNTS)})
SELECT week_start, team_id,
    sum(energy_sum), sum(energy_readings), count(*) FILTER (WHERE energy_readings > 0),
    sum(checkins_done), sum(workdays_expected), count(*) FILTER (WHERE workdays_expected > 0),
    sum(ops_only_count), sum(checkins_done + checkins_extra), count(*) FILTER (WHERE checkins_done + checkins_extra > 0)
FROM weekly_rollups GROUP BY week_start, team_id
"""  # noqa: S608 - of the names above


def upgrade() -> None:
    op.create_table(
        "team_week_sums",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("teams.id")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
    )
    op.create_index("ix_team_week_sums_week_start", "team_week_sums", ["week_start"])
    op.execute(FILL)


def downgrade() -> None:
    op.drop_table("team_week_sums")
