"""Changes of alerts that were taken back."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NAME = "ck_alert_events_alerteventkind"
KINDS = (
    "raised",
    "added",
    "corrected",
    "withdrawn",
    "acknowledged",
    "handed_over",
    "snoozed",
    "outcome",
    "repeated",
    "escalated",
    "reminded",
    "reopened",
    "resolved",
    "told",
)
NEW = ("undone", "put_back")


def upgrade() -> None:
    _allow((*KINDS, *NEW))


def downgrade() -> None:
    """The code before knows no such line, and cannot show one."""
    op.execute("DELETE FROM alert_events WHERE event IN ('undone', 'put_back')")
    _allow(KINDS)


def _allow(kinds: tuple[str, ...]) -> None:
    op.drop_constraint(op.f(NAME), "alert_events", type_="check")
    values = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f(NAME), "alert_events", f"event IN ({values})")
