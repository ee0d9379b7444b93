"""Answers at once while PostgreSQL hangs: after one wait in vain, the next messages do not wait as well.

After a pause one message at a time may try again; its success lets all through. In memory, one for each process.
"""

import threading
import time
from collections.abc import Callable


class Breaker:
    """`seconds` passes; the clock counts monotonic seconds."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._quiet_until: float | None = None
        self._lock = threading.Lock()

    def lets_through(self) -> bool:
        """Whether to try. After the pause the one that asks first tries, and the others wait for another pause."""
        with self._lock:
            if self._quiet_until is None:
                return True
            if self._clock() < self._quiet_until:
                return False
            self._quiet_until = self._clock() + self._seconds
            return True

    def waited_in_vain(self) -> None:
        with self._lock:
            self._quiet_until = self._clock() + self._seconds

    def was_answered(self) -> None:
        with self._lock:
            self._quiet_until = None
