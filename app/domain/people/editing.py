"""Two people at one form: what somebody typed is laid over what is there now, and nothing is overwritten unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class MergedEdit:
    changes: Mapping[str, Any]
    """What the person touched, and nobody else did to another value."""
    conflicts: frozenset[str]
    """Fields that both changed, to different values."""


def merge_edit(before: Mapping[str, Any], typed: Mapping[str, Any], now: Mapping[str, Any]) -> MergedEdit:
    """Compare by field what the form showed, what came back, and what is recorded now."""
    touched = {name: value for name, value in typed.items() if before.get(name) != value}
    conflicts = frozenset(
        name for name, value in touched.items() if now[name] != before.get(name) and now[name] != value
    )
    changes = {name: value for name, value in touched.items() if name not in conflicts and now[name] != value}
    return MergedEdit(changes=changes, conflicts=conflicts)
