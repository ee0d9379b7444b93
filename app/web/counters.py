"""Counts that end by themselves: in Redis, or in this process while Redis is away or where there is none."""

import threading
import time
from typing import Any

from limits.storage import MemoryStorage, Storage

from app.extensions import current_limit_storage

_here = MemoryStorage()
_lock = threading.Lock()
"""The storage in memory starts a timer of its own, and two threads at once would start the same one twice."""


def add(key: str, seconds: int, amount: int = 1) -> int:
    """Add to a count that began with its first `add` and ends `seconds` later; return it, as one step."""
    storage = current_limit_storage()
    errors: Any = storage.base_exceptions
    if isinstance(storage, MemoryStorage):
        return _add_here(storage, key, seconds, amount)
    try:
        return storage.incr(key, seconds, amount)
    except errors:
        return _add_here(_here, key, seconds, amount)


def seconds_left(key: str) -> int:
    """Return how long the count still holds, at least 1."""
    storage: Storage = current_limit_storage()
    errors: Any = storage.base_exceptions
    try:
        ends_at = storage.get_expiry(key)
    except errors:
        ends_at = _here.get_expiry(key)
    return max(1, round(ends_at - time.time()))


def _add_here(storage: MemoryStorage, key: str, seconds: int, amount: int) -> int:
    with _lock:
        return storage.incr(key, seconds, amount)
