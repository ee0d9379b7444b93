"""What every handler of a Vapi message is given besides the message."""

from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from app.settings import Settings


@dataclass(frozen=True)
class Context:
    settings: Settings
    now: datetime
    """When the message reached us; for a replayed one, when it first did."""
    arrived: float | None = None
    """The same on the machine's stopwatch (`time.perf_counter`); None for a replayed one, for which nobody waits."""

    def waited_ms(self) -> int | None:
        return None if self.arrived is None else round(1000 * (perf_counter() - self.arrived))
