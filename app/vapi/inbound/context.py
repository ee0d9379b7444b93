"""What every handler of a Vapi message is given besides the message."""

from dataclasses import dataclass
from datetime import datetime

from app.settings import Settings


@dataclass(frozen=True)
class Context:
    settings: Settings
    now: datetime
    """When the message reached us; for a replayed one, when it first did."""
