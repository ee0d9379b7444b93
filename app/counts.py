"""Counts that end by themselves: in Redis, or in this process while Redis is away or where there is none."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from limits.storage import Storage, storage_from_string


@dataclass
class _Count:
    ends_at: float
    amount: int = 0


class OwnCounts:
    """Counts in the memory of one process, which its threads share; `clock` counts monotonic seconds.

    The library's own storage in memory ends its counts from a thread that races with whoever adds.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._by_key: dict[str, _Count] = {}
        self._lock = threading.Lock()

    def add(self, key: str, seconds: int, amount: int = 1) -> int:
        with self._lock:
            now = self._clock()
            self._by_key = {known: count for known, count in self._by_key.items() if count.ends_at > now}
            count = self._by_key.setdefault(key, _Count(ends_at=now + seconds))
            count.amount += amount
            return count.amount

    def seconds_left(self, key: str) -> float:
        with self._lock:
            count = self._by_key.get(key)
            return count.ends_at - self._clock() if count else 0

    def reset(self) -> None:
        with self._lock:
            self._by_key.clear()


class Counts:
    """Connects to Redis on first use, and gives up soon: meanwhile a page counts in its own process."""

    def __init__(self, redis_url: str) -> None:
        self.own = OwnCounts()
        self._shared = _in_redis(redis_url) if redis_url else None

    def add(self, key: str, seconds: int, amount: int = 1) -> int:
        """Add to a count that began with its first `add` and ends `seconds` later; return it, as one step."""
        if self._shared is None:
            return self.own.add(key, seconds, amount)
        errors: Any = self._shared.base_exceptions
        try:
            return self._shared.incr(key, seconds, amount)
        except errors:
            return self.own.add(key, seconds, amount)

    def seconds_left(self, key: str) -> int:
        """Return how long the count still holds, at least 1."""
        return max(1, round(self._seconds_left(key)))

    def _seconds_left(self, key: str) -> float:
        if self._shared is None:
            return self.own.seconds_left(key)
        errors: Any = self._shared.base_exceptions
        try:
            return self._shared.get_expiry(key) - time.time()
        except errors:
            return self.own.seconds_left(key)


def _in_redis(url: str) -> Storage:
    address = url.replace("unix://", "redis+unix://")
    return cast("Storage", storage_from_string(address, socket_connect_timeout=0.3, socket_timeout=0.5))
