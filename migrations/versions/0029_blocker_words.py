"""A fingerprint of a blocker's words beside the note, so that counting the same words need not fold each note again.

The database works it out, so that a correction, an erasure and the end of a term carry it along. Adding it writes the
table anew: 9 seconds for 2.3 million rows, in which calls are kept in the journal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

INDEX = "ix_daily_checkins_blocker_notes"
NAMED = sa.text("blocker_note IS NOT NULL")
SAME_WORDS = "(md5(btrim(regexp_replace(lower(blocker_note), '[^[:alnum:]]+'::text, ' '::text, 'g'::text))))::uuid"


def upgrade() -> None:
    op.drop_index(INDEX, table_name="daily_checkins")
    op.add_column("daily_checkins", sa.Column("blocker_words_hash", sa.Uuid(), sa.Computed(SAME_WORDS, persisted=True)))
    op.create_index(
        INDEX, "daily_checkins", ["checkin_on", "employee_id", "blocker_words_hash"], postgresql_where=NAMED
    )


def downgrade() -> None:
    op.drop_index(INDEX, table_name="daily_checkins")
    op.drop_column("daily_checkins", "blocker_words_hash")
    op.create_index(INDEX, "daily_checkins", ["checkin_on", "employee_id"], postgresql_where=NAMED)
