"""Which group averages may be shown: from five people on, and never so that subtraction reveals a smaller group.

Pure functions over group sizes. A group's own manager is exempt,
because each person of it is theirs to see anyway.
"""

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

SMALLEST_GROUP = 5

Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Visibility(Generic[Group]):
    shown: frozenset[Group]
    total_shown: bool
    """Whether the average over all groups together may stand beside the shown ones."""


def visible_groups(
    sizes: Mapping[Group, int], *, own: AbstractSet[Group] = frozenset(), smallest: int = SMALLEST_GROUP
) -> Visibility[Group]:
    """Decide from the number of people behind each average; a group of nobody has no average and hides nothing.

    The total minus the shown groups is an average over the hidden ones. So as long as one group alone is hidden, or the
    hidden ones together are under `smallest`, the next smallest group is hidden too; if none is left to hide, the total
    is withheld.
    """
    sized = {group: size for group, size in sizes.items() if size > 0}
    hidden = {group for group, size in sized.items() if size < smallest and group not in own}
    if _reveals(sized, hidden, smallest):
        hidden |= _next_smallest(sized, hidden, own, smallest)
    enough = bool(sized) and (sum(sized.values()) >= smallest or sized.keys() <= own)
    return Visibility(
        shown=frozenset(sized.keys() - hidden), total_shown=enough and not _reveals(sized, hidden, smallest)
    )


def _next_smallest(
    sized: Mapping[Group, int], hidden: AbstractSet[Group], own: AbstractSet[Group], smallest: int
) -> set[Group]:
    """Return the groups to hide beside the hidden ones, until they reveal nothing or none is left."""
    spare = sorted(sized.keys() - hidden - own, key=lambda group: (sized[group], str(group)))
    more: set[Group] = set()
    while spare and _reveals(sized, hidden | more, smallest):
        more.add(spare.pop(0))
    return more


def _reveals(sized: Mapping[Group, int], hidden: AbstractSet[Group], smallest: int) -> bool:
    if not hidden:
        return False
    return len(hidden) == 1 or sum(sized[group] for group in hidden) < smallest
