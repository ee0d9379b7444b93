"""Alerts about somebody who is hurt or in danger."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NAME = "ck_alerts_alertkind"
BEFORE = "kind IN ('attendance', 'blocker', 'burnout', 'missed', 'line')"
SINCE = "kind IN ('attendance', 'blocker', 'burnout', 'missed', 'line', 'safety')"
SAFETY_ALERTS = "SELECT id FROM alerts WHERE kind = 'safety'"


def upgrade() -> None:
    op.drop_constraint(op.f(NAME), "alerts", type_="check")
    op.create_check_constraint(op.f(NAME), "alerts", SINCE)


def downgrade() -> None:
    """The code before knows no such alert, and cannot show one."""
    op.execute(f"DELETE FROM alert_events WHERE alert_id IN ({SAFETY_ALERTS})")
    op.execute(f"UPDATE outbox_messages SET alert_id = NULL WHERE alert_id IN ({SAFETY_ALERTS})")
    op.execute("DELETE FROM alerts WHERE kind = 'safety'")
    op.drop_constraint(op.f(NAME), "alerts", type_="check")
    op.create_check_constraint(op.f(NAME), "alerts", BEFORE)
